"""Dates and periods of a text as the guidelines write them: 2021, 2021-06, 2024-05-29, 2023-2024; 近三年 stays text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipelines.facts.numbers import read_hanzi

_Y = r"(?<!\d)(?:19|20)\s?\d\s?\d(?!\d)"
_DASH = r"\s*[-—–－~～至到/]+\s*"
_SCHOOL_YEAR = re.compile(rf"({_Y})\s*年?{_DASH}({_Y})\s*(?:学年|年度)")
_YEAR_RANGE = re.compile(rf"({_Y})\s*年?{_DASH}({_Y})\s*年?")
_FULL = re.compile(rf"({_Y})\s*(?:年|[.\-/])\s*(\d{{1,2}})\s*(?:月|[.\-/])\s*(\d{{1,2}})\s*日?(?!\d)")
_MONTH = re.compile(rf"({_Y})\s*(?:年\s*(?:的)?|[.\-/])\s*(\d{{1,2}})(?:\s*月(?:份)?|(?![\d.年%]))")
_HALF = re.compile(rf"({_Y})\s*年\s*([上下]半年)")
_YEAR = re.compile(rf"({_Y})\s*(?:年度|年|级|届|学年)|^({_Y})$|\(({_Y})\)|（({_Y})）")
_SINCE = re.compile(rf"({_Y})\s*年(?:\s*\d{{1,2}}\s*月)?(?:以来|起|至今)")
_CLASS = re.compile(rf"({_Y})\s*([级届])")
_DAY = re.compile(r"(?<![\d年])(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ONLY_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*月(?!\s*\d)")
_SAME = re.compile(r"同年|当年|今年|本年度?|年内|全年|是年|该年度?|年度内|本学年")
_LAST = re.compile(r"去年|上年度?|前一年")
_SPAN = re.compile(
    r"近\s*(?:[一二两三四五六七八九十]|\d{1,2})\s*年来?|近年来|(?:[一二两三四五六七八九十]|\d{1,2})年(?:间|来)|过去一年|每年|年均|"
    r"“?十[一二三四]五”?(?:规划)?(?:期间|时期|以来)|连续[一二两三四五六七八九十]年|近[一二两三]届|每学期"
)
_HANZI_YEAR = re.compile(r"[一二][〇零○九0][〇零○一二三四五六七八九]{2}(?=年)")
_HANZI_MONTH = re.compile(r"(?<=年)([一二三四五六七八九十]{1,2})(?=月)")
_HANZI_DAY = re.compile(r"(?<=月)([一二三四五六七八九十]{1,3})(?=日)")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in a text: `text[start:end]` states `value`. `kind` is day, month, year, span (近三年), or relative."""

    start: int
    end: int
    value: str
    kind: str


def is_long(value: str) -> bool:
    """Whether a date is a range of more than a school year: 2023-2025, as plans have in their names."""
    found = re.fullmatch(r"(\d{4})-(\d{4})", value)
    return found is not None and int(found[2]) - int(found[1]) > 1


def normalise_date(text: str, *, year: str = "", last: str = "") -> str:
    """ISO date of a date text; spans such as 近三年 stay as written; '' when it cannot be known.

    `year` is the year that the page reports on; `last` the year named most recently before (同年, 当年).
    """
    flat = _flatten(text.strip())
    return next((value for value in (_absolute(flat), _class(flat), _relative(flat, year, last)) if value), "")


def _flatten(text: str) -> str:
    flat = unicodedata.normalize("NFKC", text)
    flat = _HANZI_YEAR.sub(lambda m: str(read_hanzi(m.group().replace("○", "〇")) or m.group()), flat)
    for pattern in (_HANZI_MONTH, _HANZI_DAY):
        flat = pattern.sub(lambda m: str(read_hanzi(m.group(1)) or m.group(1)), flat)
    return flat


def _absolute(flat: str) -> str:
    if m := _SCHOOL_YEAR.search(flat):
        return f"{_four(m.group(1))}-{_four(m.group(2))}"
    if m := _FULL.search(flat):
        return _iso(_four(m.group(1)), m.group(2), m.group(3))
    if m := _SINCE.search(flat):
        return m.group().replace(" ", "")
    if m := _HALF.search(flat):
        return f"{_four(m.group(1))}年{m.group(2)}"
    if m := _YEAR_RANGE.search(flat):
        return f"{_four(m.group(1))}-{_four(m.group(2))}"
    if m := _MONTH.search(flat):
        return _iso(_four(m.group(1)), m.group(2))
    return ""


def _class(flat: str) -> str:
    if m := _CLASS.search(flat):
        return _four(m.group(1)) + m.group(2)
    if m := _YEAR.search(flat):
        return _four(next(g for g in m.groups() if g))
    return ""


def _relative(flat: str, year: str, last: str) -> str:
    anchor = last or year
    if m := _DAY.search(flat):
        return _iso(_shift(flat, anchor), m.group(1), m.group(2)) if anchor else ""
    if m := _ONLY_MONTH.search(flat):
        return _iso(_shift(flat, anchor), m.group(1)) if anchor else ""
    if _LAST.search(flat):
        return _shift(flat, year)
    if _SAME.search(flat):
        return (last if re.search(r"同年|当年|是年", flat) else "") or year
    span = _SPAN.search(flat)
    return span.group().replace(" ", "") if span else ""


def _shift(flat: str, year: str) -> str:
    return str(int(year) - 1) if year.isdigit() and _LAST.search(flat) else year


def _four(year: str) -> str:
    return re.sub(r"\s", "", year)


def _iso(year: str, month: str, day: str = "") -> str:
    """Year-month(-day), cut back to what is a possible date."""
    if not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


_FIND = re.compile(
    rf"{_Y}\s*年?{_DASH}{_Y}\s*(?:学年|年度|年)|{_Y}\s*年\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?(?:以来|起|至今)?|"
    rf"{_Y}\s*年\s*[上下]半年|{_Y}\s*年(?:度|以来|起|至今|底)?|{_Y}\s*[级届]|{_Y}\.\d{{1,2}}(?:\.\d{{1,2}})?(?![\d%])|"
    rf"(?<!\d){_Y}-\d{{2}}(?:-\d{{2}})?(?!\d)|[一二][〇零○九][〇零○一二三四五六七八九]{{2}}年(?:[一二三四五六七八九十]{{1,2}}月)?(?:[一二三四五六七八九十]{{1,3}}日)?|"
    r"(?:去年|今年|当年|同年)?(?<![\d年])\d{1,2}\s*月\s*\d{1,2}\s*日|(?:去年|今年|当年|同年)?(?<!\d)\d{1,2}\s*月(?:份)?(?!\s*\d)|"
    rf"{_SAME.pattern}|{_LAST.pattern}|{_SPAN.pattern}"
)
_WIDE = {0xFF10 + i: 0x30 + i for i in range(10)}
_KIND = (
    (re.compile(r"^\d{4}-\d\d-\d\d$"), "day"),
    (re.compile(r"^\d{4}-\d\d$"), "month"),
    (re.compile(r"^\d{4}(-\d{4})?$"), "year"),
)


def find_dates(text: str, start: int = 0, end: int | None = None, *, year: str = "") -> list[DateFound]:
    """Dates of `text[start:end]` in order, relative ones resolved against the date named before them, else `year`."""
    found = _find(text[start : len(text) if end is None else end], year)
    return [DateFound(start + first, start + stop, value, kind) for first, stop, value, kind in found]


@lru_cache(maxsize=1024)
def _find(view: str, year: str) -> tuple[tuple[int, int, str, str], ...]:
    """(start, end, value, kind) of the dates of a stretch; several readers ask about the same one."""
    found: list[tuple[int, int, str, str]] = []
    last = ""
    for m in _FIND.finditer(view.translate(_WIDE)):
        surface = m.group()
        value = normalise_date(surface, year=year, last=last)
        if not value:
            continue
        found.append((m.start(), m.end(), value, _kind(value, surface)))
        if re.match(r"\d{4}(?!-\d{4})", value):
            last = value[:4]
    return tuple(found)


def _kind(value: str, surface: str) -> str:
    if not re.search(r"\d{4}|[〇零○]", surface) and re.match(r"\d{4}", value):
        return "relative"
    return next((kind for pattern, kind in _KIND if pattern.match(value)), "span")


_FOUNDED_BEFORE = re.compile(r"(?:成立|始建|创建|创办|建校|组建|升格|更名|兴办|筹建)[^，。；、]{0,4}[于自]$")
_FOUNDED_AFTER = re.compile(r"(?:由[^，。；]{2,40})?(?:合并|组建为|升格|更名|建校|创办|始建)")
_NEAR = 10


def is_founding(text: str, date: DateFound) -> bool:
    """Whether a date is said to be that of a founding, a merger or a new name: 成立于2002年, 2004年升格为."""
    return bool(_FOUNDED_BEFORE.search(text[max(0, date.start - _NEAR) : date.start]) or _FOUNDED_AFTER.match(text, date.end))


def date_in(text: str, start: int = 0, end: int | None = None, *, year: str = "", near: int | None = None) -> str:
    """The date that `text[start:end]` states: the last one before `near` (a trigger's place), else the first; or ''."""
    found = [d for d in find_dates(text, start, end, year=year) if d.kind != "span"]
    before = [d for d in found if near is None or d.end <= near]
    chosen = before[-1:] if near is not None and before else found[:1]
    return chosen[0].value if chosen else ""
