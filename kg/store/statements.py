"""The Cypher that the loader sends. Only labels, relationship types and property names that were checked stand in its
text; every value is a parameter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.store.contract import Statement
from kg.store.naming import HASH, check_identifier
from kg.store.rows import LinkRow, NodeRow, node_hash

Link = dict[str, Any]
Ends = tuple[str, str, str]


def create_typed_nodes(nodes: Sequence[NodeRow], added_by: str) -> Iterator[Statement]:
    """New nodes, then the relationships they own: the way of engines that take no labels and types as values."""
    yield from create_nodes(nodes, added_by)
    yield from create_links(nodes)


def create_nodes(nodes: Sequence[NodeRow], added_by: str) -> Iterator[Statement]:
    """New nodes, one statement for each pair of labels."""
    by_labels: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for node in nodes:
        by_labels[node.label, node.type].append({**node.properties, HASH: node_hash(node), "added_by": added_by})
    for labels, rows in by_labels.items():
        text = "".join(f":{check_identifier(label)}" for label in labels if label)
        yield Statement(f"UNWIND $rows AS row CREATE (n{text}) SET n = row", {"rows": rows})


def create_links(nodes: Iterable[NodeRow]) -> Iterator[Statement]:
    """New relationships between nodes that are there, one statement for each type and pair of labels."""
    for (type_, source, target), rows in _by_ends(nodes).items():
        yield Statement(f"UNWIND $rows AS row {_match_ends(source, target)} "
                        f"CREATE (a)-[r:{check_identifier(type_)}]->(b) SET r = row.p", {"rows": rows})


def update_nodes(nodes: Sequence[NodeRow], managed: Iterable[str], added_by: str) -> Iterator[Statement]:
    """Set what the build says on nodes that are there; properties that users added are not in `managed` and stay."""
    names = sorted(managed)
    by_label: dict[str, list[Any]] = defaultdict(list)
    for node in nodes:
        properties = {name: node.properties.get(name) for name in names}
        by_label[node.label].append({"id": node.id, "p": {**properties, HASH: node_hash(node)}})
    for label, rows in by_label.items():
        yield Statement(f"UNWIND $rows AS row MATCH (n:{check_identifier(label)} {{id: row.id}}) SET n += row.p, "
                        f"n.added_by = coalesce(n.added_by, $added_by)", {"rows": rows, "added_by": added_by})


def merge_links(nodes: Iterable[NodeRow]) -> Iterator[Statement]:
    """Relationships by their key: made when missing, set when there; properties that users added stay."""
    for (type_, source, target), rows in _by_ends(nodes).items():
        yield Statement(f"UNWIND $rows AS row {_match_ends(source, target)} "
                        f"MERGE (a)-[r:{check_identifier(type_)} {{key: row.p.key}}]->(b) SET r += row.p",
                        {"rows": rows})


def _by_ends(nodes: Iterable[NodeRow]) -> dict[Ends, list[Link]]:
    found: dict[Ends, list[Link]] = defaultdict(list)
    for node in nodes:
        for link in node.links:
            found[link.type, link.source_label, link.target_label].append(_link(link))
    return found


def _link(link: LinkRow) -> Link:
    return {"s": link.source, "t": link.target, "p": dict(link.properties)}


def _match_ends(source: str, target: str) -> str:
    """Both ends by id."""
    return f"MATCH (a:{check_identifier(source)} {{id: row.s}}) MATCH (b:{check_identifier(target)} {{id: row.t}})"
