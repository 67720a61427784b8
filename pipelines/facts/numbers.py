"""Numbers as documents write them: 3,006, 2.2万, 三百余, 10.31%, 30余个."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
_PLAIN = re.compile(r"\d+(?:[,，]\d{3})*(?:\.\d+)?")
HANZI_NUMBER = r"[〇零一二三四五六七八九十百千两]+"


def plain(text: str) -> str:
    """Half-width digits without separators: "３,006" -> "3006"."""
    return re.sub(r"(?<=\d)[,，](?=\d{3})", "", unicodedata.normalize("NFKC", text))


def read_number(text: str) -> int | float | None:
    """The first number in `text`, without its magnitude word (2.2万 -> 2.2): what a value or a count is compared by."""
    found = _PLAIN.search(unicodedata.normalize("NFKC", text))
    if found:
        return _number(plain(found.group()))
    hanzi = re.search(HANZI_NUMBER, text)
    return read_hanzi(hanzi.group()) if hanzi else None


def _number(digits: str) -> int | float:
    value = float(digits)
    return int(value) if value.is_integer() else value


def read_hanzi(text: str) -> int | None:
    """Value of a number in characters (二十一 -> 21, 二〇二四 -> 2024), or None when it is not one."""
    if not text or any(c not in _DIGITS and c not in _SMALL and c not in _BIG for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit = 0
        else:
            total += (section + digit) * _BIG[c]
            section = digit = 0
    return total + section + digit


def read_count(text: str) -> int | None:
    """A whole count with its magnitude: 12 -> 12, 两 -> 2, 2.2万 -> 22000; None for fractions and no number."""
    flat = plain(text)
    found = re.search(r"(\d+(?:\.\d+)?)\s*([万亿]?)", flat)
    if not found:
        hanzi = re.search(HANZI_NUMBER, flat)
        return read_hanzi(hanzi.group()) if hanzi else None
    value = round(float(found.group(1)) * _BIG.get(found.group(2), 1), 6)
    return int(value) if value.is_integer() else None
