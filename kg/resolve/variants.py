"""One value for a role that takes one: what documents word differently, as a contest and its edition, is told once.

The other wordings stay with the fact as the property `variant_ROLE`, and their quotations stay among its evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kg import ontology
from kg.model import Entity, EntityRef, Fact, Literal, RoleValue

VARIANT: Final = "variant_"
_TELLING: Final = ("edition", "year", "stage")  # properties by which an event is more than its series


@cache
def single_keys(fact_type: str) -> tuple[str, ...]:
    """Key roles that take one value, by the ontology; none for a type it does not know."""
    known = ontology.load().fact_types.get(fact_type)
    return tuple(role.name for role in known.roles.values() if role.key and not role.many) if known else ()


def keep_one(fact: Fact, *, best: Fact, entities: Mapping[str, Entity]) -> Fact:
    """The fact with one value in each single key role: the most specific, then the one of its surest claim `best`."""
    roles, properties = dict(fact.roles), dict(fact.properties)
    for role in single_keys(fact.type):
        ranked = _rank(roles.get(role, ()), best.roles.get(role, ()), entities)
        if len(ranked) > 1:
            roles[role] = ranked[:1]
            properties[VARIANT + role] = tuple(sorted({_name(value, entities) for value in ranked[1:]}))
    return replace(fact, roles=roles, properties=properties)


def wordings(fact: Fact, role: str) -> set[str]:
    """All literals that documents give for a role, those of its variants too."""
    variants = fact.properties.get(VARIANT + role, ())
    others = variants if isinstance(variants, tuple) else (variants,)
    return {str(v.value) for v in fact.roles.get(role, ()) if isinstance(v, Literal)} | {str(v) for v in others}


def _rank(values: Sequence[RoleValue], sure: Sequence[RoleValue], entities: Mapping[str, Entity]) -> tuple[RoleValue, ...]:
    def key(value: RoleValue) -> tuple[int, bool, int, str]:
        name = _name(value, entities)
        return (-_detail(value, entities), value not in sure, -len(name), name)

    return tuple(sorted(values, key=key))


def _detail(value: RoleValue, entities: Mapping[str, Entity]) -> int:
    """How much a value tells: an event its edition, year and stage; a text its digits, as in 2021-06."""
    if isinstance(value, Literal):
        return len(re.findall(r"\d", str(value.value)))
    known = entities.get(value.entity)
    return sum(bool(known.properties.get(name)) for name in _TELLING) if known else 0


def _name(value: RoleValue, entities: Mapping[str, Entity]) -> str:
    if isinstance(value, EntityRef):
        return entities[value.entity].name if value.entity in entities else value.entity
    return str(value.value)
