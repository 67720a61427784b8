"""Clusters of majors that a school runs at a level: 省级甲、乙专业群, 甲、乙等6个院级专业群, 甲专业群入选国家“双高计划”高水平专业群."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.around import Around, around_of
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.dates import find_dates
from pipelines.facts.levels import read_level, stated_level
from pipelines.facts.modality import is_open
from pipelines.page import Page
from pipelines.reference.faculties import is_faculty
from pipelines.span import NameSpan

METHOD = "clusters"
SURE = 0.75
_AND = re.compile(r"”?\s?(?:、|和|与|及|以及)\s?“?")
_CLUSTER = "专业群"
_LEVEL = "(?:国家|省部|自治区|省|市|校|院)级"
_COUNTED = re.compile(
    rf"(?:”?等?\s?(?:\d+|[两二三四五六七八九十]+)?\s?个?(?P<level>{_LEVEL})?(?:（群）)?(?:高水平|骨干|特色|示范性?|重点|专业)?)?{_CLUSTER}")
_BEFORE = re.compile(rf"(?P<level>{_LEVEL})(?:高水平|“?双高”?|骨干|特色|示范性?|重点)?(?:建设)?\s?“?$")
_BECAME = re.compile(
    r"(?:分别|均|先后|已|又|也|则|成功|双双|同时|同|于?\d{4}年(?:\d{1,2}月)?|，|被[^，。；]{2,14}?|由[^，。；]{2,14}?|经[^，。；]{2,14}?)*"
    r"(?P<verb>入选|列入|立项为?|获批立项|获批|获评|认定为|建成|成为|跻身|入围|通过|为|是)(?P<what>[^，。；\n]{0,44})")
_WHAT = re.compile("专业群|双高|高水平|重点|骨干|特色|示范|一流|级培育|验收|评估")
_PROGRAM = re.compile("项目|计划(?!”)|工程|行动|单位")
"""A cluster taken into a programme takes part in it, which is told elsewhere."""
_PASSED = re.compile("(?:中期)?(?:验收|评估|检查)")
_STATUS = {"列入": "入选", "跻身": "入选", "入围": "入选", "获批立项": "立项", "立项为": "立项", "入选": "入选", "立项": "立项", "获批": "获批", "建成": "建成"}
_LOOK_BACK, _LOOK_AHEAD = 16, 90


@dataclass(frozen=True, slots=True)
class Cluster:
    """Majors named together as a cluster or clusters, with what is said of their level, state and date."""

    majors: tuple[NameSpan, ...]
    level: str
    status: str
    end: int


def read_clusters(page: Page) -> Iterator[Claim]:
    """The clusters of a page that have a level or a state, each built by the school that the sentence or the section is about."""
    around = around_of(page)
    for majors in _lists(around):
        cluster = _read(page.layout.text, majors)
        builder = _school(around, majors[0].start)
        if cluster is None or builder is None or is_open(page.layout.text[max(0, majors[0].start - _LOOK_BACK): cluster.end]):
            continue
        start = majors[0].start
        dates = [d.value for d in find_dates(page.layout.text, _clause(page.layout.text, start), cluster.end, year=page.year_at(start)) if d.kind != "span"]
        told = {"level": cluster.level, "status": cluster.status, "date": dates[0] if dates else ""}
        roles: dict[str, tuple[Ref | str | int | float, ...]] = {role: (value,) for role, value in told.items() if value}
        for major in majors:
            platform = Ref(page.entity_of[major])
            if platform != builder:
                yield Claim("PlatformBuilding", {"platform": (platform,), "builder": (builder,), **roles}, start, cluster.end, SURE, METHOD)


def _lists(around: Around) -> Iterator[tuple[NameSpan, ...]]:
    """Majors joined by 、 or 和, in the order of the text."""
    text, run = around.page.layout.text, list[NameSpan]()
    for span in around.outer:
        if span.label == "Major" and (not run or _AND.fullmatch(text, run[-1].end, span.start)):
            run.append(span)
            continue
        if run:
            yield tuple(run)
        run = [span] if span.label == "Major" else []
    if run:
        yield tuple(run)


def _read(text: str, majors: tuple[NameSpan, ...]) -> Cluster | None:
    """What a list of majors says, when it is one of clusters."""
    last = majors[-1]
    counted = _COUNTED.match(text, last.end)
    end = counted.end() if counted else last.end
    before = _BEFORE.search(text[max(0, majors[0].start - _LOOK_BACK): majors[0].start])
    level = stated_level(next((m["level"] for m in (counted, before) if m and m["level"]), ""))
    became = _BECAME.match(text, end, min(len(text), end + _LOOK_AHEAD))
    if counted is None and not text[last.start : last.end].endswith(_CLUSTER) and not (became and became["what"].endswith(_CLUSTER)):
        return None
    status = ""
    if became and _PROGRAM.search(became["what"]):
        return None
    if became and _WHAT.search(became["what"]):
        level = level or stated_level(became["what"]) or read_level(became["what"])
        passed = _PASSED.search(became["what"]) if became["verb"] == "通过" else None
        status, end = f"通过{passed.group()}" if passed else _STATUS.get(became["verb"], ""), became.end()
    return Cluster(majors, level, status, end) if level or status else None


def _school(around: Around, at: int) -> Ref | None:
    """The school named last in the sentence before a place, no faculty, else the section's."""
    start, _ = around.sentence(at)
    named = [span for span in around.inside(start, at, "Institution") if not is_faculty(around.page.layout.text[span.start : span.end])]
    if named:
        return Ref(around.page.entity_of[named[-1]])
    key = around.page.subject_at(at)
    return Ref(key) if key is not None and around.page.entities[key].type == "Institution" else None


def _clause(text: str, at: int) -> int:
    """Where the clause of a place begins."""
    return max((text.rfind(mark, max(0, at - 40), at) for mark in "。；\n"), default=-1) + 1 or max(0, at - 40)
