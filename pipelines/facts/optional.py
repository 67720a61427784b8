"""Optional roles of a relation: dates, levels, positions and the like, by the network of roles and the text round it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.facts.levels import stated_level
from pipelines.facts.relation import Relation, stretch
from pipelines.facts.roles import name_of_time
from pipelines.page import Page

YES = 0.35
"""The chance from which a value is taken."""
DATED = 0.35
"""The chance from which a date is taken as a relation's own."""
ALIKE = 0.7
"""The share of the best date's chance from which another one of the same year is as good."""


def likely(relation: Relation, role: str, *, single: bool = True, floor: float = YES) -> tuple[str, ...]:
    """The values of a closed-set role that the network holds likely, the best one only when `single`."""
    prefix = f"{relation.type}:{role}="
    found = sorted(
        ((odds, name[len(prefix):]) for name, odds in relation.odds.items() if name.startswith(prefix) and odds >= floor),
        key=lambda item: (-item[0], item[1]))
    return tuple(value for _, value in (found[:1] if single else found))


def date_of(relation: Relation) -> tuple[str, ...]:
    """The likeliest date of those that may be its own, the fuller of two that say the same year; without a network the one beside it."""
    chances = {source: relation.odds.get(name_of_time(relation.type, source), 0.0) for source in relation.times}
    if not relation.odds:
        return tuple(relation.times[source] for source in ("in", "before") if source in relation.times)[:1]
    best = max(chances, key=lambda source: chances[source], default="")
    if not best or chances[best] < DATED:
        return ()
    year = relation.times[best][:4]
    alike = [source for source in chances if relation.times[source].startswith(year) and chances[source] >= ALIKE * chances[best]]
    return (max((relation.times[source] for source in alike), key=len),)


_LEVEL = re.compile(r"(国际级|国家级|省级|市级|区县级|县级|校级|区级|自治区级|州级)$")


def level_of(page: Page, relation: Relation) -> tuple[str, ...]:
    """A level word straight before the object or in its clause, else the network's."""
    text = page.layout.text
    start = relation.second.start
    found = _LEVEL.search(text[max(0, start - 6): start])
    if found:
        return (stated_level(found.group(1)) or found.group(1),)
    return likely(relation, "level")


_BATCH = re.compile(r"(首批|首轮|第[一二三四五六七八九十0-9]+(?:批|轮|期))")


def batch_of(page: Page, relation: Relation) -> tuple[str, ...]:
    """首批, 第二批 … in the stretch, in the same item of a list as the object."""
    start, end = stretch(relation)
    text, object_ = page.layout.text, relation.second
    if start <= object_.start and object_.at >= 0:
        start = max(start, text.rfind("、", start, object_.start) + 1)
        after = text.find("、", object_.end, end)
        end = after if after >= 0 else end
    found = _BATCH.search(text[start:end])
    return (found.group(1),) if found else ()


def filled(roles: Mapping[str, tuple[object, ...]]) -> dict[str, tuple[object, ...]]:
    """Roles that have a value."""
    return {role: values for role, values in roles.items() if values}
