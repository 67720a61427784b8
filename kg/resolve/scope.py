"""Names that are common to many bodies: persons, departments, joint colleges. The body they belong to tells them apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.ids import entity_id
from kg.model import EntityRef, Fact, Reading
from kg.resolve.identify import Identity
from kg.resolve.places import load_places
from kg.resolve.tables import read_table

_DEPARTMENT = re.compile(r"[\u4e00-\u9fff、与和]{1,14}(学院|学部|系|教学部|教研室)$")
_SCHOOL = re.compile(r"职业|大学|技师|中学|党校|研究院|科学院|学校")
_CARRIER = re.compile(
    r"(产业学院|工程师学院|基地|中心|实验室|工作站|工作室|资源库|众创空间|订单班|学徒班|实训室|工坊)$"
)
_WIDE = re.compile(
    r"^(全国|国家|国际|中国|中华|世界|教育部|长三角|成渝|粤港澳|京津冀|川渝)|鲁班工坊|职教集团|联盟|共同体|联合体"
)
SHORT_TITLE = 8
HOLDERS = {
    "Affiliation": (("person", "organization"), ("unit", "organization")),
    "PlatformBuilding": (("platform", "builder"),),
    "CompetitionResult": (("work", "recipient"), ("person", "recipient"), ("advisor", "recipient")),
}


def needs_scope(identity: Identity) -> bool:
    """Whether a name tells too little by itself to be joined over documents of different bodies."""
    if identity.type == "Person":
        return True
    if identity.entry is not None or identity.score:
        return False
    if identity.type == "Institution":
        return (
            bool(_DEPARTMENT.fullmatch(identity.key))
            and not _SCHOOL.search(identity.key)
            and not _is_placed(identity.key)
        )
    if identity.type == "Platform":
        return bool(_CARRIER.search(identity.key)) and not _WIDE.search(identity.key) and not _is_placed(identity.key)
    return identity.type == "Work" and len(identity.key) < SHORT_TITLE


def _is_placed(key: str) -> bool:
    if any(key.startswith(row["name"]) for row in read_table("countries.csv")):
        return True
    return load_places().split(key)[0] is not None


def within(identity: Identity, scope: str) -> Identity:
    """The identity of a name within a body."""
    key = f"{identity.key}@{scope}"
    return replace(identity, id=entity_id(identity.type, key), key=key, reason="name within one body")


def find_homes(reading: Reading) -> Mapping[str, str]:
    """Local id of a person, department or carrier -> local id of the institution that a fact gives it; the first by name."""
    types = {entity.id: entity.type for entity in reading.entities}
    names = {entity.id: entity.name for entity in reading.entities}
    homes: dict[str, set[str]] = defaultdict(set)
    for fact in reading.facts:
        for inner, outer in HOLDERS.get(fact.type, ()):
            for held in _refs(fact, inner):
                homes[held].update(
                    o for o in _refs(fact, outer) if inner in ("person", "unit") or types.get(o) == "Institution"
                )
    return {held: min(outer, key=lambda o: (names.get(o, ""), o)) for held, outer in homes.items() if outer - {held}}


def _refs(fact: Fact, role: str) -> list[str]:
    return [value.entity for value in fact.roles.get(role, ()) if isinstance(value, EntityRef)]
