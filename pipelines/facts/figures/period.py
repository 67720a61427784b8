"""When a figure holds: the date named before it, else that of its paragraph or heading, else the year that the report is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from pipelines.facts.dates import DateFound, find_dates, normalise_date
from pipelines.facts.figures.window import Window
from pipelines.page import Page

_BACK = 300
_AFTER = 300
_SCHOOL_YEAR = re.compile(r"20\d\d\s*年?[-—–~～至]+\s*20\d\d\s*学年")
_YEAR = re.compile(r"(?<![\d〔\[（(])(20\d\d)\s?年(?!以来|起|至|版)")
_TITLED = frozenset({"Policy", "Competition", "Work", "Award", "Program"})
_COMPARED = re.compile(r"(?:较|比|同|与|相比)$")
_MORE = 3
"""A year named so many times as often as the year of the title is the one that the report is about."""


def find_default(page: Page) -> str:
    """What a figure without a date holds for: the page's year, or the one before when the text speaks of that much more."""
    text = page.layout.text
    counts = Counter(m.group(1) for m in _YEAR.finditer(text))
    if not counts or not page.year:
        return page.year
    most, times = max(counts.items(), key=lambda t: (t[1], t[0]))
    before = page.year[:4].isdigit() and most == str(int(page.year[:4]) - 1)
    return most if before and times >= _MORE * counts[page.year] else page.year


_CAPTION = re.compile(rf"[图表]\s?\d[\d.\-]{{0,4}}\s?[^\n]{{0,20}}?({_SCHOOL_YEAR.pattern})")


def read_period(page: Page, window: Window, section: str, *, default: str, starts: Sequence[int]) -> str:
    """ISO date, school year or span (近三年) of a figure, or ''."""
    q = window.quantity
    near = _dates(page, window.begin, q.start, default, starts)
    if near:
        return near[-1].value
    start = max(window.block.start, window.begin - _BACK)
    earlier = [d for d in _dates(page, start, window.begin, default, starts) if d.kind != "span"]
    if earlier:
        return earlier[-1].value
    heading = [d for d in find_dates(section, year=page.year) if d.kind != "span"]
    return heading[-1].value if heading else default


def read_caption(page: Page, window: Window) -> str:
    """The school year that the caption of a table or figure under the paragraph names, or ''."""
    found = _CAPTION.search(page.layout.text, max(window.end, window.block.end - _AFTER), window.block.end + _AFTER)
    return normalise_date(found.group(1)) if found else ""


def _dates(page: Page, start: int, end: int, default: str, starts: Sequence[int]) -> list[DateFound]:
    """Dates of a range that are no part of a title and nothing is compared with."""
    text = page.layout.text
    found = find_dates(text, start, end, year=default or page.year)
    if not found:
        return found
    named = page.spans[bisect_left(starts, start - _BACK) : bisect_left(starts, end)]
    titles = [s for s in named if s.label in _TITLED]
    return [
        d
        for d in found
        if not any(s.start <= d.start and d.end <= s.end for s in titles)
        and not _COMPARED.search(text[max(start, d.start - 2) : d.start])
    ]
