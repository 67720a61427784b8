"""Dates and periods as the guidelines write them: ISO, school years, or words of the text."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2100
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEARS: Final = re.compile(r"(\d{4})-(\d{4})")
_WORDS: Final = re.compile(r"[\u3400-\u9fff]")


def is_date(text: str) -> bool:
    """Whether a text may stand as a date or period.

    >>> [is_date(t) for t in ("2021", "2021-06", "2024-02-29", "2023-2024", "2021-04-20/2021-05-25", "近三年")]
    [True, True, True, True, True, True]
    >>> [is_date(t) for t in ("2021-13", "2023-02-29", "2024-2023", "21/5", "", "3021")]
    [False, False, False, False, False, False]
    """
    years = _YEARS.fullmatch(text)
    if years:
        first, last = int(years[1]), int(years[2])
        return FIRST_YEAR <= first < last <= LAST_YEAR
    first_day, slash, last_day = text.partition("/")
    if slash:
        return is_date(first_day) and is_date(last_day) and first_day < last_day
    iso = _ISO.fullmatch(text)
    if iso:
        return _is_day(int(iso[1]), int(iso[2] or 1), int(iso[3] or 1))
    return bool(_WORDS.search(text))


def _is_day(year: int, month: int, day: int) -> bool:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
