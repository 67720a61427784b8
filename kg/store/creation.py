"""How new nodes are sent to Neo4j 5.26 or newer: a node and the relationships it owns in one statement, which is
planned once because labels and types are values, and which looks up the other end of a relationship only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.store.contract import Statement
from kg.store.naming import ADDED_BY, HASH, check_identifier
from kg.store.rows import LinkRow, NodeRow, node_hash

KEEP_PLAN = "CYPHER replan=skip"  # else Neo4j plans every statement anew, a second each, while the graph grows
# Where the relationships lead that a node owns: direction, and first label of the other end.
OWN_LINKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Entity": (),
    "Document": (("from", "Entity"), ("to", "Entity")),
    "Fact": (("to", "Entity"), ("to", "Document")),
}


def create_whole_nodes(nodes: Sequence[NodeRow], added_by: str) -> Iterator[Statement]:
    """New nodes with what they own, one statement for each first label; then what they own between other nodes."""
    by_label: dict[tuple[str, bool], list[Any]] = defaultdict(list)
    between: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for node in nodes:
        row: dict[str, Any] = {"p": {**node.properties, HASH: node_hash(node), ADDED_BY: added_by}}
        if node.type:
            row["type"] = check_identifier(node.type)
        for link in node.links:
            _place(link, node, row=row, between=between)
        by_label[node.label, bool(node.type)].append(row)
    for (label, typed), rows in by_label.items():
        yield Statement(_write_nodes(label, typed=typed), {"rows": rows})
    for (source, target), rows in between.items():
        yield Statement(_write_between(source, target), {"rows": rows})


def _place(link: LinkRow, node: NodeRow, *, row: dict[str, Any], between: dict[tuple[str, str], list[Any]]) -> None:
    """Put a relationship beside its node when that is one of its ends."""
    type_, properties = check_identifier(link.type), dict(link.properties)
    if link.source == node.id and ("to", link.target_label) in OWN_LINKS[node.label]:
        row.setdefault(f"to_{link.target_label}", []).append([link.target, type_, properties])
    elif link.target == node.id and ("from", link.source_label) in OWN_LINKS[node.label]:
        row.setdefault(f"from_{link.source_label}", []).append([link.source, type_, properties])
    else:
        between[link.source_label, link.target_label].append([link.source, link.target, type_, properties])


def _write_nodes(label: str, *, typed: bool) -> str:
    labels = f":{check_identifier(label)}" + (":$(row.type)" if typed else "")
    parts = [f"{KEEP_PLAN} UNWIND $rows AS row CREATE (n{labels}) SET n = row.p"]
    if OWN_LINKS[label]:
        parts.append("WITH n, row")
    parts += (_write_own(direction, other) for direction, other in OWN_LINKS[label])
    return " ".join(parts)


def _write_own(direction: str, other: str) -> str:
    start, end = {"to": ("n", "m"), "from": ("m", "n")}[direction]
    return (f"CALL (n, row) {{ UNWIND row.{direction}_{other} AS link {_find('m', other, 'link[0]')} "
            f"CREATE ({start})-[r:$(link[1])]->({end}) SET r = link[2] }}")


def _write_between(source: str, target: str) -> str:
    return (f"{KEEP_PLAN} UNWIND $rows AS row {_find('a', source, 'row[0]')} {_find('b', target, 'row[1]')} "
            "CREATE (a)-[r:$(row[2])]->(b) SET r = row[3]")


def _find(variable: str, label: str, value: str) -> str:
    """A node by its id, by index whatever Neo4j thinks of a graph that is empty as yet."""
    label = check_identifier(label)
    return f"MATCH ({variable}:{label} {{id: {value}}}) USING INDEX {variable}:{label}(id)"
