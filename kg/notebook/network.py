"""Facts of a build as a networkx graph: entities are nodes, the short cuts of the ontology are edges."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.model import Entity, EntityRef, Fact, Literal
from kg.ontology import Ontology, Shortcut

if TYPE_CHECKING:
    import networkx as nx

COPIED = ("form", "level", "status", "position", "date")

Edge = tuple[str, str, str, Fact]


def make_network(
    entities: Mapping[str, Entity], facts: Iterable[Fact], onto: Ontology, fact_types: Container[str]
) -> nx.MultiDiGraph:
    """Nodes carry `name` and `type`; edges `relation`, `fact`, `fact_type`, `confidence`, `quotation`, some literals.

    Entities without an edge are left out. Nodes and edges come in the order of ids: equal builds give equal graphs."""
    import networkx

    network = networkx.MultiDiGraph()
    chosen = (fact for fact in facts if fact.type in fact_types)
    edges = sorted((edge for fact in chosen for edge in _edges(fact, onto)), key=lambda e: (*e[:3], e[3].id))
    for id_ in sorted({end for edge in edges for end in edge[:2]}):
        network.add_node(id_, name=entities[id_].name, type=entities[id_].type)
    for source, target, relation, fact in edges:
        network.add_edge(source, target, key=f"{relation}:{fact.id}", **_attributes(relation, fact))
    return network


def _edges(fact: Fact, onto: Ontology) -> Iterator[Edge]:
    for shortcut in onto.shortcuts:
        if shortcut.fact_type == fact.type:
            yield from ((source, target, shortcut.name, fact) for source, target in _ends(fact, shortcut))


def _ends(fact: Fact, shortcut: Shortcut) -> Iterator[tuple[str, str]]:
    for source in fact.roles.get(shortcut.source_role, ()):
        for target in fact.roles.get(shortcut.target_role, ()):
            if isinstance(source, EntityRef) and isinstance(target, EntityRef):
                yield source.entity, target.entity


def _attributes(relation: str, fact: Fact) -> dict[str, Any]:
    literals = {
        role: "、".join(str(v.value) for v in fact.roles.get(role, ()) if isinstance(v, Literal)) for role in COPIED
    }
    return {
        "relation": relation,
        "fact": fact.id,
        "fact_type": fact.type,
        "confidence": fact.confidence,
        "quotation": fact.evidence[0].text,
        **{role: text for role, text in literals.items() if text},
    }
