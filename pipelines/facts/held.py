"""When and where a contest or meeting was held, as the text says where it speaks of it: 第三届…大赛9月19日在郑州开幕."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.facts.around import around_of
from pipelines.facts.claim import Ref
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
            d for d in find_dates(text, start, end, year=page.year_at(start))
            if d.kind != "span" and not any(s.start <= d.start and d.end <= s.end for s in around.inside(start, end, *_NAMED))
        ]
        if dates:
            found[key] = min(dates, key=lambda d: (abs(d.start - span.end), d.start)).value
    return found


days_of = once(_find_days)
"""When the contests of a page were held."""


_WHERE = frozenset({"Place", "Institution", "Platform"})
_AT = re.compile("在|移师|走进|落户")
_OWN = re.compile("(?:学校|我校|校内|本校|我院)")
_TAKES_PLACE = re.compile(
    r"[^，。；、]{0,10}?(?:举行|举办|开赛|落幕|召开|启动|开幕|闭幕|收官|揭幕|启幕|上演|拉开帷幕|开战|主办|承办|协办)|[，、。]|$"
)
_AHEAD, _BEFORE = 44, 24


def place_held(page: Page, start: int, end: int) -> Ref | None:
    """Where the event named at a clean range was held: …在郑州开幕, …移师株洲, 在某校承办…; 学校 is whom the text is about."""
    text = page.layout.text
    around = around_of(page)
    first, last = around.sentence(start)
    for low, high in ((end, min(last, end + _AHEAD)), (max(first, start - _BEFORE), start)):
        for found in _AT.finditer(text, low, high):
            named = next((s for s in around.inside(found.end(), min(last, found.end() + 40), *_WHERE) if s.start == found.end()), None)
            own = _OWN.match(text, found.end())
            stop = named.end if named is not None else own.end() if own else -1
            if stop >= 0 and (taken := _TAKES_PLACE.match(text, stop, last)) is not None and (found.group() != "在" or len(taken.group()) > 1):
                if named is not None:
                    return Ref(page.entity_of[named])
                subject = page.subject_at(start)
                return Ref(subject) if subject is not None else None
    return None
