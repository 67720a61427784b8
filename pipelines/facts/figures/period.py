"""When a figure holds: the date named before it, else that of its paragraph or heading, else the year that the report is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.facts.dates import DateFound, find_dates, is_founding, normalise_date
from pipelines.facts.figures.window import Window
from pipelines.facts.once import once
from pipelines.page import Page

_BACK = 300
_AFTER = 300
_SCHOOL_YEAR = re.compile(r"20\d\d\s*年?[-—–~～至]+\s*20\d\d\s*学年")
_YEAR = re.compile(r"(?<![\d〔\[（(])(20\d\d)\s?年(?!以来|起|至|版)")
_TITLED = frozenset({"Policy", "Competition", "Work", "Award", "Program"})
_COMPARED = re.compile(r"(?:较|比|同|与|相比)$")
_ISSUED = re.compile(r"(?:时间|日期)[：:]\s*$")
"""What stands before the day a text was published on."""
_MORE = 3
"""A year named so many times as often as the year of the title is the one that the report is about."""


@once
def _count_years(page: Page) -> Counter[str]:
    """How often a page names each year."""
    return Counter(m.group(1) for m in _YEAR.finditer(page.layout.text))


def find_default(page: Page) -> str:
    """What a figure without a date holds for: the page's year, or the one before when the text speaks of that much more."""
    counts = _count_years(page)
    if not counts or not page.year:
        return page.year
    most, times = max(counts.items(), key=lambda t: (t[1], t[0]))
    before = page.year[:4].isdigit() and most == str(int(page.year[:4]) - 1)
    return most if before and times >= _MORE * counts[page.year] else page.year


_CAPTION = re.compile(rf"[图表]\s?\d[\d.\-]{{0,4}}\s?[^\n]{{0,20}}?({_SCHOOL_YEAR.pattern})")
SOURCES = ("near", "back", "head", "page")
"""Where a date stands: before the figure in its sentence, earlier in its paragraph, in the heading; or the year that the text is about."""


@dataclass(frozen=True, slots=True)
class Timing:
    """The dates that a figure may hold for, by source; `near` as it stands in the text."""

    values: Mapping[str, str]
    near: DateFound | None = None

    @property
    def source(self) -> str:
        """The source that counts: the nearest that has a date; '' when none has."""
        return next((source for source in SOURCES if self.values.get(source)), "")

    @property
    def value(self) -> str:
        """ISO date, school year or span (近三年), or ''."""
        return self.values[self.source] if self.source else ""


def find_timing(page: Page, window: Window, section: str, *, default: str, starts: Sequence[int]) -> Timing:
    """The dates round a figure."""
    near = _dates(page, window.begin, window.quantity.start, default, starts)
    start = max(window.block.start, window.begin - _BACK)
    back = [d for d in _dates(page, start, window.begin, default, starts) if d.kind != "span"]
    head = [d for d in find_dates(section, year=page.year) if d.kind != "span" and not _ISSUED.search(section[: d.start])]
    last = {source: found[-1].value for source, found in (("near", near), ("back", back), ("head", head)) if found}
    return Timing(last | ({"page": default} if default else {}), near[-1] if near else None)


def read_caption(page: Page, window: Window, letter: str, timing: Timing) -> str:
    """The school year that the caption of a table or figure under the paragraph names, for an indicator of the text's own year; or ''."""
    if letter != "I" or timing.value != timing.values.get("page", ""):
        return ""
    found = _CAPTION.search(page.layout.text, max(window.end, window.block.end - _AFTER), window.block.end + _AFTER)
    return normalise_date(found.group(1)) if found else ""


_WORDS = re.compile(
    "累计|目前|现有|截至|已|年来|今年|本年|共|以来|建校|新增|年均|每年|全年|拥有|近|其中|占|达|覆盖|面积|总|建筑|在校|教职|获|立项|完成|开展|培训|"
    "举办|授权|发表"
)
_GENRES = re.compile("年报|报告|质量|通知|名单|简讯|纪实|总结|简介|公示|案例|赛|基地|学院|开展|合作|·|：")
_REPORT = re.compile(r"(?:年度|学年|\d年)[^\n]{0,30}(?:报告|年报|公报|总结|年鉴|白皮书)|年报")
_PART = re.compile(r"[，,、：:（(]")
_FOUR = re.compile(r"20\d\d")
_TITLE = 60


def describe(page: Page, window: Window, letter: str, timing: Timing) -> list[str]:
    """Features of a figure of a type (A, I) for whether the date that counts is its period."""
    text, q, value = page.layout.text, window.quantity, timing.value
    at = f"{letter}{timing.source}"
    alike = "-".join(source for source in SOURCES if timing.values.get(source) == value)
    sentence = text[window.begin : q.start]
    clause = _PART.split(sentence)[-1]
    title = text[:_TITLE]
    years = _count_years(page)
    share = int(4 * years[value[:4]] / max(1, years.total()))
    out = [
        f"s{at}", f"a{letter}{alike}", f"u{letter}{q.unit}", f"u{at}{q.unit}", f"l{at}{len(value)}", f"b{at}{window.block.kind}",
        f"e{letter}{clause[-2:]}", f"c{letter}{clause[:2]}", f"r{letter}{text[q.end:q.end + 2]}",
        f"R{at}{int(bool(_REPORT.search(title)))}", f"y{at}{int(value[:4] == page.year[:4])}", f"n{at}{min(6, len(years))}", f"f{at}{share}",
        f"t{at}{int(bool(_FOUR.search(title)))}", f"o{at}{int(page.subject is not None)}", f"z{at}{len(text).bit_length()}", f"q{at}{min(5, len(window.others))}",
    ]
    out += [f"{mark}{word}" for word in set(_WORDS.findall(clause)) for mark in (f"w{letter}", f"w{at}")]
    out += [f"{mark}{word}" for word in set(_WORDS.findall(sentence)) for mark in (f"W{letter}", f"W{at}")]
    out += [f"g{at}{word}" for word in set(_GENRES.findall(title))]
    if timing.near is not None:
        between = text[timing.near.end : q.start]
        out += [f"k{at}{timing.near.kind}", f"d{at}{len(between).bit_length()}", f"p{at}{min(4, len(_PART.findall(between)))}", f"x{at}{between[:2]}"]
    return out if value[:4].isdigit() else [*out, f"v{value}"]


def _dates(page: Page, start: int, end: int, default: str, starts: Sequence[int]) -> list[DateFound]:
    """Dates of a range that are no part of a title, no founding and no dateline, and that nothing is compared with."""
    text = page.layout.text
    found = find_dates(text, start, end, year=page.year_at(start) if page.years else default or page.year)
    if not found:
        return found
    named = page.spans[bisect_left(starts, start - _BACK) : bisect_left(starts, end)]
    titles = [s for s in named if s.label in _TITLED]
    return [
        d
        for d in found
        if not any(s.start <= d.start and d.end <= s.end for s in titles)
        and not _COMPARED.search(text[max(start, d.start - 2) : d.start])
        and not _ISSUED.search(text[max(start, d.start - 8) : d.start])
        and not is_founding(text, d)
    ]
