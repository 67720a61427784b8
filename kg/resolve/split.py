"""Undoing a join by name: a decision may give the entity of some documents an id of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.ids import entity_id
from kg.resolve.nodes import Node, Nodes
from kg.resolve.records import Decision


def split_readings(nodes: Nodes, decisions: Sequence[Decision]) -> None:
    """Apply `split` decisions: in the documents of `values`, the entity `left` is another thing."""
    for decision in decisions:
        if decision.kind == "split" and decision.left in nodes.by_id:
            _split(nodes, decision)


def _split(nodes: Nodes, decision: Decision) -> None:
    node = nodes.by_id[decision.left]
    documents = {str(value) for value in decision.values}
    locals_ = [local for local, own in nodes.own.items() if own == decision.left and local[0] in documents]
    if not locals_:
        return
    key = f"{node.identity.key}#{decision.id}"
    own = entity_id(node.identity.type, key)
    identity = replace(node.identity, id=own, key=key, entry=None, score=0.0, reason=f"split by decision {decision.id}")
    fresh = nodes.by_id.setdefault(own, Node(identity))
    for local in locals_:
        entity = nodes.entity_at[local]
        nodes.own[local] = own
        fresh.members.append(entity)
        fresh.documents.add(local[0])
        node.members.remove(entity)
        node.documents.discard(local[0])
