"""Nodes: the names of all documents under their own ids, before names of different ids are joined.

A node's id depends on one document alone (its name, place, year and subject) and on the registry, never on the other
documents. That is what keeps ids stable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.ids import entity_id
from kg.model import Entity, Reading
from kg.resolve.grammar.read import read_name
from kg.resolve.grammar.shape import Context
from kg.resolve.identify import Identity, identify
from kg.resolve.places import load_places
from kg.resolve.records import Judgement
from kg.resolve.registry import Registry
from kg.resolve.scope import find_homes, needs_scope, within

Local = tuple[str, str]  # (document id, id local to the document)
ALIAS_LINKS = frozenset({"Institution", "Enterprise", "Government", "Organization", "Competition", "Policy"})
SPEAKING = 4  # a shorter alias may be another body's in another text


@dataclass
class Node:
    """One own id: the identity, the local entities that have it, and the places and documents they stand in."""

    identity: Identity
    members: list[Entity] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


@dataclass
class Nodes:
    """All nodes by own id, and the own id of each local entity. `scopes[own id]` is the own id of
    the body that tells things of one name apart (persons, departments)."""

    by_id: dict[str, Node] = field(default_factory=dict)
    own: dict[Local, str] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)
    contexts: dict[str, Context] = field(default_factory=dict)
    entity_at: dict[Local, Entity] = field(default_factory=dict)
    first_own: dict[Local, str] = field(default_factory=dict)
    links: set[Judgement] = field(default_factory=set)

    def put(self, local: Local, entity: Entity, identity: Identity, context: Context) -> None:
        """Note a local entity under its identity."""
        node = self.by_id.setdefault(identity.id, Node(identity))
        node.members.append(entity)
        node.documents.add(local[0])
        if context.place:
            node.places.add(context.place)
        self.own[local] = self.first_own[local] = identity.id
        self.entity_at[local] = entity
        self._note(entity.name, identity)

    def _note(self, surface: str, identity: Identity) -> None:
        """Keep why a name was linked to the registry, or what it might have been."""
        if identity.score and surface != identity.name:
            self.links.add(
                Judgement(
                    identity.id,
                    identity.id,
                    surface,
                    identity.name,
                    identity.type,
                    "merge",
                    round(identity.score, 3),
                    identity.reason,
                )
            )
        for rival in identity.rivals:
            other = entity_id(identity.type, read_name(identity.type, rival, Context()).key)
            self.links.add(Judgement(identity.id, other, surface, rival, identity.type, "unsure", 0.5, identity.reason))

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
        entities = sorted(reading.entities, key=lambda e: (e.type, e.name, e.id))
        for entity in entities:
            identity = identify_local(entity, context, registry)
            if not needs_scope(identity):
                nodes.put((doc_id, entity.id), entity, identity, context)
        homes = find_homes(reading)
        for entity in entities:
            if (doc_id, entity.id) not in nodes.own:
                identity = identify_local(entity, context, registry)
                home = homes.get(entity.id) or reading.document.subject or ""
                scope = nodes.own.get((doc_id, home), "document:" + doc_id)
                nodes.put((doc_id, entity.id), entity, within(identity, scope), context)
                nodes.scopes[nodes.own[doc_id, entity.id]] = scope
    return nodes


def identify_local(entity: Entity, context: Context, registry: Registry) -> Identity:
    """The identity of a document's entity: by its name, else by an alias that the registry lists."""
    identity = identify(entity.type, entity.name, context, registry)
    if entity.type == "Competition" and not identity.canonical.series:
        identity = _with_edition(entity, identity, context, registry)
    if identity.entry or identity.score or entity.type not in ALIAS_LINKS:
        return identity
    if entity.type == "Enterprise" and entity.name.endswith("公司"):
        return identity  # a legal name says who it is; its short name may be the parent's
    for alias in sorted(entity.aliases, key=lambda name: (-len(name), name)):
        if len(alias) < SPEAKING:
            continue
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
