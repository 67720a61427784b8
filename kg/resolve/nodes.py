"""Nodes: the names of all documents under their own ids, before names of different ids are joined.

A node's id depends on one document alone (its name, place, year and subject) and on the registry, never on the other
documents. That is what keeps ids stable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.ids import entity_id
from kg.model import Entity, EntityRef, Reading
from kg.resolve.grammar.shape import Canonical, Context
from kg.resolve.identify import Identity, identify
from kg.resolve.places import load_places
from kg.resolve.registry import Registry
from kg.resolve.text import key

Local = tuple[str, str]  # (document id, id local to the document)
ALIAS_LINKS = frozenset({"Institution", "Enterprise", "Government", "Organization", "Competition", "Program", "Policy"})


@dataclass
class Node:
    """One own id: the identity, the local entities that have it, and the places and documents they stand in."""

    identity: Identity
    members: list[Entity] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


@dataclass
class Nodes:
    """All nodes by own id, and the own id of each local entity. `scopes[own id of a person]` is the own id of the body that
    tells persons of one name apart."""

    by_id: dict[str, Node] = field(default_factory=dict)
    own: dict[Local, str] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)
    contexts: dict[str, Context] = field(default_factory=dict)
    entity_at: dict[Local, Entity] = field(default_factory=dict)
    first_own: dict[Local, str] = field(default_factory=dict)

    def put(self, local: Local, entity: Entity, identity: Identity, context: Context) -> None:
        """Note a local entity under its identity."""
        node = self.by_id.setdefault(identity.id, Node(identity))
        node.members.append(entity)
        node.documents.add(local[0])
        if context.place:
            node.places.add(context.place)
        self.own[local] = self.first_own[local] = identity.id
        self.entity_at[local] = entity

    def ended(self) -> dict[str, str]:
        """Own ids that no local entity bears any more, and the id that one of their bearers has now (the smallest)."""
        moved: dict[str, set[str]] = defaultdict(set)
        for local, first in self.first_own.items():
            moved[first].add(self.own[local])
        return {first: min(now) for first, now in moved.items() if first not in now}


def context_of(reading: Reading) -> Context:
    """Place and year of a document."""
    document = reading.document
    year = (document.date or "")[:4]
    return Context(load_places().find(document.place), year if year.isdigit() else "")


def build_nodes(readings: Sequence[Reading], registry: Registry) -> Nodes:
    """The nodes of all readings."""
    nodes = Nodes()
    for reading in sorted(readings, key=lambda r: r.document.doc_id):
        doc_id, context = reading.document.doc_id, context_of(reading)
        nodes.contexts[doc_id] = context
        for entity in sorted(reading.entities, key=lambda e: (e.type, e.name, e.id)):
            if entity.type != "Person":
                nodes.put((doc_id, entity.id), entity, identify_local(entity, context, registry), context)
        _put_persons(nodes, reading, context)
    return nodes


def identify_local(entity: Entity, context: Context, registry: Registry) -> Identity:
    """The identity of a document's entity: by its name, else by an alias that the registry lists."""
    identity = identify(entity.type, entity.name, context, registry)
    if entity.type == "Competition" and not identity.canonical.series:
        identity = _with_edition(entity, identity, context, registry)
    if identity.entry or identity.score or entity.type not in ALIAS_LINKS:
        return identity
    for alias in sorted(entity.aliases, key=lambda name: (-len(name), name)):
        other = identify(entity.type, alias, context, registry)
        if other.entry and other.score >= 0.95 and not other.canonical.series:
            return other
    return identity


def _with_edition(entity: Entity, identity: Identity, context: Context, registry: Registry) -> Identity:
    """A contest whose aliases name exactly one edition is that edition."""
    base = identity.key
    others = [identify("Competition", alias, context, registry) for alias in entity.aliases]
    editions = {other.id: other for other in others if other.key.startswith(base + "|")}
    return next(iter(editions.values())) if len(editions) == 1 else identity


def _put_persons(nodes: Nodes, reading: Reading, context: Context) -> None:
    homes = _homes(reading)
    for entity in reading.entities:
        if entity.type == "Person":
            home = homes.get(entity.id) or reading.document.subject or ""
            scope = nodes.own.get((reading.document.doc_id, home), "document:" + reading.document.doc_id)
            name = key(entity.name)
            own = entity_id("Person", f"{name}@{scope}")
            identity = Identity(own, "Person", f"{name}@{scope}", entity.name, Canonical(name, entity.name), None, 0.0, "person of this body")
            nodes.put((reading.document.doc_id, entity.id), entity, identity, context)
            nodes.scopes[own] = scope


def _homes(reading: Reading) -> Mapping[str, str]:
    """Local id of a person -> local id of the organisation that an Affiliation gives; the smallest when there are several."""
    homes: dict[str, set[str]] = defaultdict(set)
    names = {entity.id: entity.name for entity in reading.entities}
    for fact in reading.facts:
        if fact.type == "Affiliation":
            persons = [v.entity for v in fact.roles.get("person", ()) if isinstance(v, EntityRef)]
            bodies = [v.entity for v in fact.roles.get("organization", ()) if isinstance(v, EntityRef)]
            for person in persons:
                homes[person].update(bodies)
    return {person: min(bodies, key=lambda b: (names.get(b, ""), b)) for person, bodies in homes.items() if bodies}
