"""When a contest was held, as the text says where it speaks of the contest itself: 第三届…大赛9月19日在郑州开幕."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.facts.around import around_of
from pipelines.facts.dates import find_dates
from pipelines.facts.once import once
from pipelines.page import Page

_HELD = re.compile("开幕|闭幕|落幕|举行|举办|开赛|收官|启幕|鸣哨|开战|竞技|承办|召开|进行")
_NAMED = frozenset({"Policy", "Competition", "Award", "Work", "Program"})


def _find_days(page: Page) -> Mapping[int, str]:
    """Entity of a contest -> the first date of a sentence that says when it was held."""
    around, text = around_of(page), page.layout.text
    found: dict[int, str] = {}
    for span in around.outer:
        key = page.entity_of[span]
        if span.label != "Competition" or key in found:
            continue
        start, end = around.sentence(span.start)
        if not _HELD.search(text, span.end, end):
            continue
        dates = [
            d for d in find_dates(text, start, end, year=page.year)
            if d.kind != "span" and not any(s.start <= d.start and d.end <= s.end for s in around.inside(start, end, *_NAMED))
        ]
        if dates:
            found[key] = min(dates, key=lambda d: (abs(d.start - span.end), d.start)).value
    return found


days_of = once(_find_days)
"""When the contests of a page were held."""
