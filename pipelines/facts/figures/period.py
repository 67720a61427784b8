"""When a figure holds: the date named before it, else that of its paragraph or heading, else the year of the report."""

from __future__ import annotations

import re

from pipelines.facts.dates import DateFound, find_dates
from pipelines.facts.figures.window import Window
from pipelines.page import Page

_BACK = 300
_TAIL = re.compile(r"^[^。；\n]{0,12}?[（(](20\d\d)年?[)）]")


def read_period(page: Page, window: Window, section: str) -> str:
    """ISO date, school year or span (近三年) of a figure, or ''."""
    text = page.layout.text
    q = window.quantity
    near = find_dates(text, window.begin, q.start, year=page.year)
    if near:
        return _pick(near)
    start = max(window.block.start, window.begin - _BACK)
    earlier = [d for d in find_dates(text, start, window.begin, year=page.year) if d.kind != "span"]
    if earlier:
        return earlier[-1].value
    heading = [d for d in find_dates(section, year=page.year) if d.kind != "span"]
    return heading[-1].value if heading else page.year


def _pick(found: list[DateFound]) -> str:
    """The nearest date; a span such as 近三年 only when it is nearest."""
    return found[-1].value
