"""Whose number it is: candidates and their features for the ranking model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipelines.facts.claim import Ref
from pipelines.facts.figures.mentioned import find_meant, find_titled, find_zone
from pipelines.facts.figures.window import Window
from pipelines.facts.pointers import pointers_in
from pipelines.page import Page
from pipelines.span import NameSpan

BEARERS = frozenset(
    {
        "Institution",
        "Enterprise",
        "Government",
        "Organization",
        "Platform",
        "Competition",
        "Program",
        "Person",
        "Place",
        "Work",
        "Major",
    }
)
_MANY = 60
_REACH = 400
"""Characters: what stands further from the number than this is not looked at."""
_SCHOOL = re.compile(r"学校|我校|该校|我院|本校|全校|学院")
_REGION = re.compile(
    r"([一-龥]{2,5}?(?:省|市|州|自治区|县|区))(各?(?:中等职业学校|职业院校|中职学校)|各?高职院校|高等职业院校)"
)
_GROUP = re.compile(
    r"([一-龥]{2,3}(?:省|市|州|县|区)|全[省市区县州])(?:各|的)?(中等职业|中职|高等职业|高职|职业)(?:学校|院校)?(?:学生|教师|师生|代表队|选手)?"
)
_KINDS = {
    "中等职业": "中等职业学校",
    "中职": "中等职业学校",
    "高等职业": "高职院校",
    "高职": "高职院校",
    "职业": "各职业院校",
}
_SCOPE = re.compile(
    r"([一-龥]{2,6}?(?:省|市|州|自治区|县|区))(?:教育局)?[^\n]{0,8}?(中等|高等)?职业(?:教育|院校)[^\n]{0,16}?(?:报告|总结|情况|综述|年报)"
)
_WHOLE = re.compile(r"全[省市区县州]|各校|各地|各学校|我[省市区县]|本[省市]")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A possible subject of a figure. `how`: before, after, prev (sentence before), first (of the block), title, head, meant (a bare 中心),
    that (该中心; `span` is where the sentence says so), own (学校), region, group, zone (the place in the title)."""

    target: Ref | str
    label: str
    how: str
    span: NameSpan | None = None


def find_region(page: Page) -> str:
    """What a regional report is about: a group of schools (某市中等职业学校), a place, or '' when the text is one school's."""
    text = page.layout.text
    opening = text[:120]
    if any(span.label == "Institution" and span.end <= 60 for span in page.spans[:6]):
        return ""
    scope = _SCOPE.search(opening)
    counts = Counter(_tail(m.group(1)) + m.group(2) for m in _REGION.finditer(text) if "全" not in m.group(1))
    common = counts.most_common(1)
    if common and common[0][1] >= (3 if scope else 8):
        return common[0][0]
    if scope is None:
        return ""
    kind = {"中等": "中等职业学校", "高等": "高职院校"}.get(scope.group(2) or "", "")
    where = find_zone(page) or page.place if _WHOLE.search(scope.group(1)) else _tail(scope.group(1))
    return where + kind if where else ""


def _tail(place: str) -> str:
    return re.sub(r"^(?:在|由|与|和|及|关于|推动|全国|年)", "", place)


def find_bearers(page: Page, window: Window, region: str, starts: list[int]) -> list[Bearer]:
    """Candidates in a fixed order, each target once for each way of standing."""
    q = window.quantity
    out: list[Bearer] = []
    for span in window.names:
        if span.label in BEARERS and not (span.start < q.end and span.end > q.start) and not is_gloss(page, span):
            how = "before" if span.end <= q.start else "after"
            out.append(Bearer(Ref(page.entity_of[span]), span.label, how, span))
    out += [
        Bearer(Ref(page.entity_of[p.meant]), p.meant.label, "that", p.as_name())
        for p in pointers_in(page, window.begin, q.start) if p.meant.label in BEARERS
    ]
    out += _earlier(page, window, starts)
    own = page.subject_at(q.start)
    if own is not None:
        out.append(Bearer(Ref(own), page.entities[own].type, "own"))
    titled = find_titled(page, window, starts, BEARERS)
    out += [Bearer(Ref(page.entity_of[span]), span.label, how, span) for how, span in titled if not is_gloss(page, span)]
    meant = find_meant(page, window, starts, BEARERS)
    out += [Bearer(Ref(page.entity_of[span]), span.label, "meant", span) for span in meant if not is_gloss(page, span)]
    if region:
        out.append(Bearer(region, "Region", "region"))
    zone = find_zone(page)
    if zone and zone != region:
        out.append(Bearer(zone, "Region", "zone"))
    group = find_group(page, window)
    if group and group != region:
        out.append(Bearer(group, "Region", "group"))
    return out


def find_group(page: Page, window: Window) -> str:
    """The group of schools that the sentence names last before the number (某市中职学生 -> 某市中等职业学校), or ''."""
    found = list(_GROUP.finditer(page.layout.text, window.begin, window.quantity.start))
    return _called(page, found[-1]) if found else ""


def spoken_group(page: Page, window: Window) -> tuple[str, int]:
    """That group and where its words end, unless they stand in a name (某省职业院校技能大赛); ('', -1) without one."""
    found = [
        group for group in _GROUP.finditer(page.layout.text, window.begin, window.quantity.start)
        if not any(span.start < group.end() <= span.end and span.label != "Place" for span in window.names)]
    return (_called(page, found[-1]), found[-1].end()) if found else ("", -1)


def _called(page: Page, found: re.Match[str]) -> str:
    place, kind = found.groups()
    known = (find_zone(page), page.place)
    where = next((one for one in known if one.endswith(place[1:])), "") if place.startswith("全") else _tail(place)
    return where + _KINDS[kind] if where else ""


def _earlier(page: Page, window: Window, starts: list[int]) -> list[Bearer]:
    """The last two bearers before the sentence and the first of the block."""
    first = bisect_left(starts, window.block.start)
    stop = bisect_left(starts, window.begin)
    earlier = [s for s in page.spans[max(first, stop - _MANY) : stop] if s.label in BEARERS and s.end <= window.begin and not is_gloss(page, s)]
    out = [Bearer(Ref(page.entity_of[s]), s.label, "prev", s) for s in earlier[-2:]]
    if len(earlier) > 2:
        opening = next((s for s in page.spans[first : first + _MANY] if s.label in BEARERS), earlier[0])
        out.append(Bearer(Ref(page.entity_of[opening]), opening.label, "first", opening))
    return out


def is_gloss(page: Page, span: NameSpan) -> bool:
    """Whether a name is a translation in Latin letters (of several words), which no Chinese clause is about."""
    name = page.layout.text[span.start : span.end]
    return name.isascii() and len(name.split()) > 2


Last = tuple[Ref | str, Window] | None


def describe(page: Page, window: Window, kind: str, bearers: list[Bearer], *, last: Last = None) -> list[list[str]]:
    """Features of each candidate, aware of its rivals and of the `last` figure's subject."""
    q, text = window.quantity, page.layout.text
    clause = text[window.begin : q.start]
    spoken = bool(_SCHOOL.search(clause))
    whole = bool(_WHOLE.search(clause))
    own = {b.target for b in bearers if b.how == "own"}
    shape = Counter(b.how for b in bearers)
    seen = {b.target for b in bearers if b.how == "before"}
    rivals = sorted({f"{b.how}{b.label[:4]}" for b in bearers})
    ways: dict[Ref | str, set[str]] = {}
    for bearer in bearers:
        ways.setdefault(bearer.target, set()).add(bearer.how)
    context = [
        f"{int(spoken)}{int(whole)}",
        f"n{min(shape['before'], 3)}",
        f"a{min(shape['after'], 2)}",
        f"r{int(bool(shape['region']))}z{int(bool(shape['zone']))}",
        f"h{int(page.subject is not None)}",
        f"u{q.unit}",
        f"k{kind}",
    ]
    rows = []
    for rank, bearer in enumerate(bearers):
        key = f"{bearer.how}{bearer.label[:4]}"
        row = [
            key,
            *_followed(window, bearer, key, last),
            f"{key}own{int(bearer.target in own)}seen{int(bearer.target in seen)}",
            f"{bearer.how}{rank == 0}",
        ]
        row += [f"{key}{c}" for c in context] + [f"{bearer.how}{a}{b}" for a, b in pairwise(context)]
        row += [f"{key}/{rival}" for rival in rivals if rival != key]
        row += [f"{bearer.how}also{how}" for how in sorted(ways[bearer.target] - {bearer.how})]
        row += _ending(page, bearer, kind, q.unit)
        if bearer.span is not None:
            row += _place(text, window, bearer, key)
        rows.append(row)
    return rows


def _ending(page: Page, bearer: Bearer, kind: str, unit: str) -> list[str]:
    """How the candidate's name ends, with the way it stands and what is counted."""
    name = bearer.target if isinstance(bearer.target, str) else page.entities[bearer.target.key].name
    tail = name[-2:]
    return [f"T{tail}{bearer.how}", f"T{tail}|{unit}{kind}", f"L{bearer.label[:4]}|{unit}{kind}{bearer.how}"]


def _followed(window: Window, bearer: Bearer, key: str, last: Last) -> list[str]:
    """Whether the candidate was the subject of the figure before, in the same sentence or block."""
    if last is None:
        return []
    target, before = last
    near = 2 if before.begin == window.begin else int(before.block is window.block)
    return [f"last{int(target == bearer.target)}{near}", f"{key}last{int(target == bearer.target)}{near}"]


def _place(text: str, window: Window, bearer: Bearer, key: str) -> list[str]:
    """Where the name stands: commas and names between it and the number, and the characters round it."""
    q, span = window.quantity, bearer.span
    assert span is not None
    low, high = (span.end, q.start) if span.end <= q.start else (q.end, span.start)
    between = text[max(low, high - _REACH) : high]
    rivals = sum(1 for s in window.names if s.label in BEARERS and low <= s.start and s.end <= high)
    nested = any(s is not span and s.start <= span.start and span.end <= s.end for s in window.names)
    commas = min(between.count("，") + between.count("；"), 4)
    left, right = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
    head = int(bearer.how == "before" and span.start - window.begin < 3)
    return [
        f"{key}c{commas}",
        f"{key}r{min(rivals, 3)}",
        f"{key}n{int(nested)}",
        f"{key}h{head}",
        f"{key}<{left}",
        f"{key}<{left[-1:]}",
        f"{key}>{right}",
        f"{key}>{right[:1]}",
        f"{bearer.how}>{right}",
        f"{bearer.how}<{left[-1:]}",
        f"{key}c{commas}r{min(rivals, 2)}h{head}",
        f"{key}g{min(len(between).bit_length(), 6)}",
        f"{bearer.how}t{text[span.end - 2 : span.end]}",
        f"{key}b{between if len(between) < 4 else '-'}",
    ]


def choose(bearers: list[Bearer], scores: list[float]) -> Bearer | None:
    """The candidate with the highest score; the first on a tie."""
    return (
        max(zip(scores, range(0, -len(bearers), -1), bearers, strict=True), key=lambda t: t[:2])[2] if bearers else None
    )


Names = Mapping[int, frozenset[str]]
