"""The Cypher that the loader sends. Only labels, relationship types and property names that were checked stand in its
text; every value is a parameter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.store.contract import Statement
from kg.store.naming import HASH, check_identifier
from kg.store.rows import LinkRow, NodeRow, node_hash

Link = dict[str, Any]
Ends = tuple[str, str, str]
KEEP_PLAN = "CYPHER replan=skip"  # else Neo4j plans every statement anew, a second each, while the graph grows


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


def create_any_nodes(nodes: Sequence[NodeRow], added_by: str) -> Iterator[Statement]:
    """New nodes, one statement for each first label: the second label is a value."""
    by_label: dict[tuple[str, bool], list[Any]] = defaultdict(list)
    for node in nodes:
        own = {**node.properties, HASH: node_hash(node), "added_by": added_by}
        by_label[node.label, bool(node.type)].append({"type": check_identifier(node.type) if node.type else "", "p": own})
    for (label, typed), rows in by_label.items():
        text = f":{check_identifier(label)}" + (":$(row.type)" if typed else "")
        yield Statement(f"{KEEP_PLAN} UNWIND $rows AS row CREATE (n{text}) SET n = row.p", {"rows": rows})


def create_any_links(nodes: Iterable[NodeRow]) -> Iterator[Statement]:
    """New relationships, one statement for each pair of first labels: the type is a value."""
    by_labels: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for node in nodes:
        for link in node.links:
            row = {**_link(link), "type": check_identifier(link.type)}
            by_labels[link.source_label, link.target_label].append(row)
    for (source, target), rows in by_labels.items():
        yield Statement(f"{KEEP_PLAN} UNWIND $rows AS row {_match_ends(source, target, by_index=True)} "
                        "CREATE (a)-[r:$(row.type)]->(b) SET r = row.p", {"rows": rows})


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


def _match_ends(source: str, target: str, *, by_index: bool = False) -> str:
    """Both ends by id. `by_index` asks Neo4j for the index, whatever it thinks of a graph that is empty as yet."""
    ends = (("a", "s", check_identifier(source)), ("b", "t", check_identifier(target)))
    return " ".join(
        f"MATCH ({end}:{label} {{id: row.{row}}})" + (f" USING INDEX {end}:{label}(id)" if by_index else "")
        for end, row, label in ends
    )


@dataclass(frozen=True, slots=True)
class Creation:
    """A way to write what is new: statements for nodes, and for their relationships."""

    nodes: Callable[[Sequence[NodeRow], str], Iterator[Statement]]
    links: Callable[[Iterable[NodeRow]], Iterator[Statement]]


CREATE = {False: Creation(create_nodes, create_links), True: Creation(create_any_nodes, create_any_links)}
