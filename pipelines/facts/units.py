"""Units: a faculty, branch or committee and the body it is part of, by its name or by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.around import Around, around_of
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.countries import country_of
from pipelines.page import Page
from pipelines.provinces import PLACE_WORDS
from pipelines.reference.faculties import is_faculty
from pipelines.span import NameSpan

_OWNED = re.compile(r"(?:（[^（）\n]{2,20}）)?(?:地处[^，。]{2,24}，|坐落于[^，。]{2,24}，|是)?(?:由|归|隶属于?|现?隶属|直属于?)$")
_KEEPER = re.compile(r"(?:统一)?(?:举办|主办|主管|领导|管理|主管主办|所属|直属)")
_SELF = re.compile(r"(?:学校|我校|该校|学院|我院)$")
_UNDER = re.compile(r"(?:(?:学校|我校)(?:在[^，。]{0,12}基础上组建)|(?:学校|我校|学院)?(?:现|目前|已|共|内)*(?:下?设有?|设置|分设|建有))$")
_AND = re.compile("[、和与及]|以及")
_FOREIGN = re.compile(PLACE_WORDS)
FEW = 3
SHORT = 2000
"""Characters. A short text about one school means that school's faculty when it names one; a long report names them without saying so."""
SURE = {"name": 0.7, "beside": 0.75, "owned": 0.85, "lone": 0.5}
_ORGS = ("Institution", "Enterprise", "Organization")


def read_units(page: Page) -> Iterator[Claim]:
    """The units of a page, each once with each body."""
    around = around_of(page)
    seen: set[tuple[int, int]] = set()
    for unit, owner, start, end, how in sorted(_found(around), key=lambda item: -SURE[item[4]]):
        if unit != owner and (unit, owner) not in seen:
            seen.add((unit, owner))
            yield Claim("Affiliation", {"organization": (Ref(owner),), "unit": (Ref(unit),)}, start, end, SURE[how], f"units/{how}")


Found = tuple[int, int, int, int, str]


def _found(around: Around) -> Iterator[Found]:
    page, text = around.page, around.page.layout.text
    short = len(text) <= SHORT
    lone: dict[int, NameSpan] = {}
    told: set[int] = set()
    for span in around.outer:
        if span.label not in _ORGS:
            continue
        key = page.entity_of[span]
        inner = _front(around, span)
        if inner is not None and (short or span.label == "Institution"):
            told.add(key)
            yield key, page.entity_of[inner], span.start, span.end, "name"
        yield from _owned(around, span)
        if span.label == "Institution" and is_faculty(text[span.start: span.end]):
            lone.setdefault(key, span)
            for found in _beside(around, span, _head(around, span)):
                told.add(key)
                yield found
    for key, span in lone.items() if short and len(lone) <= FEW else ():
        owner = page.subject_at(span.start)
        if _FOREIGN.match(text, span.start) or country_of(text[span.start: span.start + 6]):
            continue
        if key not in told and owner is not None and page.entities[owner].type == "Institution" and owner != key:
            yield key, owner, span.start, span.end, "lone"


def _front(around: Around, span: NameSpan) -> NameSpan | None:
    """The body whose name opens a longer name of the same kind: 某大学 in 某大学医学院."""
    inner = next((s for s in around.nested.get(span, ()) if s.start == span.start and s.label in _ORGS), None)
    if inner is None or span.label not in (inner.label, "Institution", "Organization"):
        return None
    return inner


def _head(around: Around, span: NameSpan) -> NameSpan:
    """The first faculty of the list that one stands in: 下设甲学院、乙学院和丙系."""
    text, head = around.page.layout.text, span
    for other in around.before(span.start, "Institution", reach=200):
        if not _AND.fullmatch(text, other.end, head.start) or not is_faculty(text[other.start: other.end]):
            break
        head = other
    return head


def _beside(around: Around, span: NameSpan, head: NameSpan) -> Iterator[Found]:
    """学校 or a school's name straight before a faculty, or before the first of its list."""
    page, text = around.page, around.page.layout.text
    key = page.entity_of[span]
    before = around.before(head.start, "Institution", reach=30)
    gap = text[before[0].end: head.start] if before else "\n"
    if before and re.fullmatch(r"的?|\s?[（(][^（）()\n]{2,20}[)）]的?", gap) and not is_faculty(text[before[0].start: before[0].end]):
        yield key, page.entity_of[before[0]], before[0].start, span.end, "beside"
        return
    word = _SELF.search(text, max(0, head.start - 3), head.start) or _UNDER.search(text, max(0, head.start - 24), head.start)
    if word is None:
        return
    if word.group().startswith("该"):
        other = [s for s in around.before(word.start(), "Institution") if not is_faculty(text[s.start: s.end])]
        owner = page.entity_of[other[0]] if other else None
    else:
        owner = page.subject_at(head.start)
    if owner is not None and page.entities[owner].type == "Institution":
        yield key, owner, word.start(), span.end, "beside"


def _owned(around: Around, span: NameSpan) -> Iterator[Found]:
    """某校由某市人民政府举办, 隶属某厅, 某局主管的…学校."""
    page, text = around.page, around.page.layout.text
    if span.label not in ("Institution", "Enterprise"):
        return
    _, stop = around.sentence(span.end)
    for found in around.inside(span.end, min(stop, span.end + 120), "Government", "Enterprise", "Organization"):
        lead, rest = text[span.end: found.start], text[found.end: found.end + 8]
        keeper = _KEEPER.match(rest)
        belongs = re.search(r"(?:隶属于?|直属于?)$", lead)
        by = re.search(r"(?:由|是|[，、])$", lead)
        if (belongs or (by and keeper)) and not re.search(r"[和与]|大赛|竞赛|会议|论坛", lead) and len(lead) < 60:
            yield page.entity_of[span], page.entity_of[found], span.start, found.end + (keeper.end() if keeper else 0), "owned"
