"""Names and literals as the scorer compares them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from kg.model import Entity, EntityRef, RoleValue, Scalar

_NUMBER = re.compile(r"[\d,]+(\.\d+)?")
_MARKS = re.compile(r"""[\s\-_"'“”‘’《》〈〉「」『』()\[\]·,，.。、—–]""")
_FIRST_NUMBER = re.compile(r"\d+(\.\d+)?")
YEAR = 4
OPEN_TEXT = ("work", "event", "category", "indicator", "outcome")
SHARE = 0.6
"""Of two free texts one must contain the other and have at least this share of its length."""


def normalise(value: object) -> str:
    """NFKC, lower case, no white space, quotes, brackets or stops; a number keeps its point and loses its separators.

    >>> normalise("《红船》 "), normalise("1,234.5"), normalise("１＋Ｘ")
    ('红船', '1234.5', '1+x')
    """
    text = unicodedata.normalize("NFKC", str(value)).lower()
    if _NUMBER.fullmatch(text):
        return text.replace(",", "")
    return _MARKS.sub("", text) or text


def names_of(value: RoleValue, entities: Mapping[str, Entity]) -> frozenset[str]:
    """All normalised names of a role value."""
    if isinstance(value, EntityRef):
        entity = entities.get(value.entity)
        return frozenset(map(normalise, (entity.name, *entity.aliases) if entity else (value.entity,)))
    return frozenset({normalise(value.value)})


def shown(value: RoleValue, entities: Mapping[str, Entity]) -> Scalar:
    """A role value as a reader wants to see it in an error list."""
    if isinstance(value, EntityRef):
        return entities[value.entity].name if value.entity in entities else value.entity
    return value.value


def agree(role: str, gold: Collection[str], found: Collection[str]) -> bool:
    """Whether two sets of names mean the same in a role: by name, by year, by number, or by containing one another."""
    if set(gold) & set(found):
        return True
    if role in ("date", "period"):
        return any(g[:YEAR] == f[:YEAR] and g[:YEAR].isdigit() for g in gold for f in found)
    if role in ("count", "value"):
        return bool(_numbers(gold) & _numbers(found))
    return role in OPEN_TEXT and any(_contain(g, f) for g in gold for f in found)


def _numbers(names: Collection[str]) -> set[float]:
    return {float(match.group()) for name in names if (match := _FIRST_NUMBER.search(name))}


def _contain(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return short in long and len(short) * 10 >= SHARE * 10 * len(long)
