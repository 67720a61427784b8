"""Works, majors, policies, places and persons: titles that agree or do not."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolve.grammar.shape import Canonical, Context
from kg.resolve.places import load_places
from kg.resolve.tables import read_table
from kg.resolve.text import clean, key

_NUMBER = re.compile(r"[一-龥]{2,12}[〔\[［﹝(（]\s*(20\d\d|19\d\d)\s*[〕\]］﹞)）]\s*第?(\d+)\s*号")


def work(text: str, context: Context) -> Canonical:
    """A title as written."""
    del context
    return Canonical(key(text), text)


def major(text: str, context: Context) -> Canonical:
    """A major with or without 专业; a cluster (专业群) is another thing."""
    del context
    name = key(text)
    return Canonical(name.removesuffix("专业") or name, text)


def policy(text: str, context: Context) -> Canonical:
    """A document number in one spelling, else the title without trial marks."""
    del context
    plain = clean(text)
    number = _NUMBER.fullmatch(plain)
    if number:
        return Canonical(key(plain), plain)
    return Canonical(re.sub(r"试行$|暂行$", "", key(plain)) or key(plain), text)


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in read_table("place_letters.csv"):
        for letter in row["letters"].split("|"):
            if len(letter) > 1 or len(row["code"]) == 2:
                table.setdefault(letter, row["code"])
    return table


def place(text: str, context: Context) -> Canonical:
    """A division's official name (a county with its city), when one is meant; 全省, 我市 are the text's."""
    places = load_places()
    plain = clean(text)
    code = places.find(plain, within=context.place) or _letters().get(plain, "")
    trimmed = re.sub(r"(?<=[一-龥]{2})(地区|境内|全境)$", "", plain)
    code = code or (places.find(trimmed, within=context.place) if trimmed != plain else "")
    generic = re.match(r"^(?:我|本|全)?([省市县区])$", plain)
    if not code and generic and context.place:
        code = places.at_level(context.place, generic.group(1))
    if code:
        return Canonical(key(places.full(code)), places.names[code], "administrative division", code=code)
    return Canonical(key(plain), text)
