"""该中心, 该院, 该课程, 本人: words that point back, each with the name it means - the last one before of the kind that its noun says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.around import Around, around_of
from pipelines.facts.once import once
from pipelines.page import Page
from pipelines.reference.faculties import is_faculty
from pipelines.span import NameSpan

REACH = 300
"""Characters: what was named further back is no longer meant."""
_BODIES = frozenset({"Platform", "Organization", "Institution", "Enterprise"})
_TAIL = r"产业学院|中心|基地|平台|工坊|工作室|工作站|实验室|研究院|联盟|集团|共同体|联合体|专业群|资源库|园区|众创空间|协会|学会|商会|行指委|委员会|班|馆|站|厂"
_POINTER = re.compile(rf"(?:该|这[家个所])(?P<noun>{_TAIL}|学院|学校|院|校|系|公司|企业|课程|教材|书|作品|案例|成果|项目|工程|计划|行动|专业|大赛|赛事|竞赛|比赛|赛项)|(?P<self>本人)")
_KINDS: dict[str, tuple[frozenset[str], str]] = {
    "院": (frozenset({"Institution", "Platform"}), "院$"), "学院": (frozenset({"Institution", "Platform"}), "院$"),
    "校": (frozenset({"Institution"}), ""), "学校": (frozenset({"Institution"}), ""), "系": (frozenset({"Institution"}), "系$"),
    "公司": (frozenset({"Enterprise"}), ""), "企业": (frozenset({"Enterprise"}), ""), "厂": (frozenset({"Enterprise"}), ""),
    **dict.fromkeys(("课程", "教材", "书", "作品", "案例", "成果"), (frozenset({"Work"}), "")),
    "项目": (frozenset({"Program", "Work"}), ""), **dict.fromkeys(("工程", "计划", "行动"), (frozenset({"Program"}), "")),
    "专业": (frozenset({"Major"}), ""), **dict.fromkeys(("大赛", "赛事", "竞赛", "比赛", "赛项"), (frozenset({"Competition"}), "")),
    "本人": (frozenset({"Person"}), ""),
}
_SCHOOLS = frozenset({"校", "学校"})
_MET = re.compile(r"(?:[与同]|联合|携手|会同)(?:[^，。；：与]{2,30}[、和及])*$")
MET = 120
"""Characters before a name among which the list of those that somebody works with begins."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Clean range of the words that point, and the name that they mean."""

    start: int
    end: int
    meant: NameSpan

    def as_name(self) -> NameSpan:
        """The name, as if it were said where the words stand."""
        return NameSpan(self.start, self.end, self.meant.label, self.meant.confidence, self.meant.method)


def _find_pointers(page: Page) -> tuple[Pointer, ...]:
    """The pointers of a page outside names, in order; those that mean nothing named before are left out."""
    around = around_of(page)
    return tuple(_resolve(around, page.layout.text))


def _resolve(around: Around, text: str) -> Iterator[Pointer]:
    for match in _POINTER.finditer(text):
        if around.at(match.start()) is not None:
            continue
        noun = match["noun"] or match["self"]
        labels, tail = _KINDS.get(noun, (_BODIES, f"{noun}$"))
        named = [s for s in around.before(match.start(), *labels, reach=REACH) if _fits(around, s, noun, tail)]
        if named:
            meant = _leading(text, named, match.start()) if noun in _SCHOOLS else named[0]
            yield Pointer(match.start(), match.end(), meant)


def _leading(text: str, named: list[NameSpan], place: int) -> NameSpan:
    """Of the schools named before, the nearest first: not one that another of an earlier sentence works with (甲与乙签约。该校)."""
    nearest = named[0]
    met = _MET.search(text, max(0, nearest.start - MET), nearest.start)
    if met is None or "。" not in text[nearest.end : place]:
        return nearest
    begin = max(text.rfind(stop, 0, nearest.start) for stop in "。；\n")
    return next((s for s in named[1:] if begin < s.start < met.start()), nearest)


def _fits(around: Around, span: NameSpan, noun: str, tail: str) -> bool:
    """Whether a name, in full or as it is said, is of the kind of the noun."""
    names = (around.page.layout.text[span.start: span.end], around.name(span))
    if noun in _SCHOOLS:
        return not any(is_faculty(name) for name in names)
    return not tail or any(re.search(tail, name.rstrip("”》）")) for name in names)


pointers_of = once(_find_pointers)
"""The pointers of a page: several readers ask for them."""


def pointers_in(page: Page, start: int, end: int) -> tuple[Pointer, ...]:
    """The pointers whose words begin in a clean range."""
    every = pointers_of(page)
    return every[bisect_left(every, start, key=lambda p: p.start): bisect_left(every, end, key=lambda p: p.start)]
