"""`resolve`: the entities of all documents -> stable entities, in any order of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.ids import entity_id, normal_form
from kg.model import Entity, Reading
from kg.resolve.records import Decision, Resolution


def resolve(readings: Sequence[Reading], *, decisions: Sequence[Decision] = ()) -> Resolution:
    """Join local entities whose type and normalised name agree."""
    ids: dict[tuple[str, str], str] = {}
    members: dict[str, list[Entity]] = defaultdict(list)
    for reading in readings:
        for entity in reading.entities:
            stable = entity_id(entity.type, normal_form(entity.name))
            ids[reading.document.doc_id, entity.id] = stable
            members[stable].append(entity)
    entities = tuple(_fold(stable, members[stable]) for stable in sorted(members))
    return Resolution(entities=entities, ids=ids, own=ids, decisions=tuple(decisions))


def _fold(stable: str, group: list[Entity]) -> Entity:
    names = sorted({entity.name for entity in group}, key=lambda name: (-len(name), name))
    surfaces = {name for entity in group for name in (entity.name, *entity.aliases)} - {names[0]}
    properties = dict(sorted(item for entity in group for item in entity.properties.items()))
    return Entity(stable, group[0].type, names[0], tuple(sorted(surfaces)), properties)
