"""Optional roles of a relation: dates, levels, positions and the like, from the scorer's outputs and the text round it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from pipelines.facts.dates import find_dates
from pipelines.facts.levels import stated_level
from pipelines.facts.relations import Relation
from pipelines.page import Page

YES = 0.5


def likely(relation: Relation, role: str, *, single: bool = True, floor: float = YES) -> tuple[str, ...]:
    """The values of a closed-set role that the scorer holds likely, the best one only when `single`."""
    prefix = f"{relation.type}:{role}="
    found = sorted(
        ((odds, name[len(prefix):]) for name, odds in relation.odds.items() if name.startswith(prefix) and odds >= floor),
        key=lambda item: (-item[0], item[1]))
    return tuple(value for _, value in (found[:1] if single else found))


def stretch(relation: Relation) -> tuple[int, int]:
    """The clean range that states a relation: from the clause of its first spoken end to the clause of its last."""
    sentence = relation.sentence
    spoken = [arg for arg in (relation.first, relation.second) if arg.at >= 0]
    if not spoken:
        return sentence.start, sentence.end
    low, high = min(arg.clause for arg in spoken), max(arg.clause for arg in spoken)
    begin = sentence.positions[sentence.clauses[low]] if sentence.clauses[low] < len(sentence.positions) else sentence.start
    after = sentence.clauses[high + 1] - 1 if high + 1 < len(sentence.clauses) else len(sentence.positions)
    end = sentence.positions[after] if after < len(sentence.positions) else sentence.end
    return min(begin, *(a.start for a in spoken)), max(end, *(a.end for a in spoken))


def date_of(page: Page, relation: Relation) -> tuple[str, ...]:
    """The date of the clause, or the last one before it in the sentence."""
    sentence = relation.sentence
    start, end = stretch(relation)
    found = [d for d in find_dates(page.layout.text, sentence.start, sentence.end, year=page.year) if d.kind != "span"]
    found = [d for d in found if not _in_name(relation, d.start)]
    inside = [d for d in found if start <= d.start < end]
    before = [d for d in found if d.end <= start]
    chosen = inside[-1:] if len(inside) == 1 else [d for d in inside if d.end <= relation.second.start][-1:] or inside[:1] or before[-1:]
    return tuple(d.value for d in chosen)


def _in_name(relation: Relation, position: int) -> bool:
    """Whether a date is part of a name."""
    args = relation.sentence.args
    at = bisect_left([arg.start for arg in args], position + 1) - 1
    return any(arg.start <= position < arg.end for arg in args[max(0, at - 2): at + 1])


_LEVEL = re.compile(r"(国际级|国家级|省级|市级|区县级|县级|校级|区级|自治区级|州级)$")


def level_of(page: Page, relation: Relation) -> tuple[str, ...]:
    """A level word straight before the object or in its clause, else the scorer's."""
    text = page.layout.text
    start = relation.second.start
    found = _LEVEL.search(text[max(0, start - 6): start])
    if found:
        return (stated_level(found.group(1)) or found.group(1),)
    return likely(relation, "level")


_BATCH = re.compile(r"(首批|首轮|第[一二三四五六七八九十0-9]+(?:批|轮|期))")


def batch_of(page: Page, relation: Relation) -> tuple[str, ...]:
    """首批, 第二批 … in the stretch."""
    start, end = stretch(relation)
    found = _BATCH.search(page.layout.text[start:end])
    return (found.group(1),) if found else ()


def filled(roles: Mapping[str, tuple[object, ...]]) -> dict[str, tuple[object, ...]]:
    """Roles that have a value."""
    return {role: values for role, values in roles.items() if values}
