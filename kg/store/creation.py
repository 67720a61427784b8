"""How new nodes are sent to Neo4j 5.26 or newer: a node and the relationships it owns in one statement, which is
planned once because labels and types are values, and which looks up the other end of a relationship only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.store.contract import Statement
from kg.store.naming import ADDED_BY, HASH, KEY, check_identifier
from kg.store.rows import NodeRow, node_hash

KEEP_PLAN = "CYPHER replan=skip"  # else Neo4j plans every statement anew, a second each, while the graph grows
# The properties of relationships by where these lead from the node that owns them, all that `kg.store.rows` gives:
# to name them in Cypher is faster than to send maps, and those that are null are not set.
BETWEEN = "between"  # two entities: short cuts of facts
PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "from_Entity": (KEY, "count", "starts", "ends", "surfaces"),
    "to_Entity": (KEY,),
    "to_Document": (KEY, "start", "end", "quotation"),
    BETWEEN: (KEY, "fact", "date", "level"),
}
OWN_LINKS: Mapping[str, tuple[str, ...]] = {
    "Entity": (), "Document": ("from_Entity", "to_Entity"), "Fact": ("to_Entity", "to_Document"),
}


def create_whole_nodes(nodes: Sequence[NodeRow], added_by: str) -> Iterator[Statement]:
    """New nodes with what they own, one statement for each first label; then what they own between other nodes."""
    rows: dict[tuple[str, bool], list[Any]] = defaultdict(list)
    between: list[Any] = []
    for node in nodes:
        rows[node.label, bool(node.type)].append(_row(node, between, added_by))
    for (label, typed), found in rows.items():
        yield Statement(_write_nodes(label, typed=typed), {"rows": found})
    if between:
        yield Statement(_write_between(), {"rows": between})


def _row(node: NodeRow, between: list[Any], added_by: str) -> dict[str, Any]:
    """A node as sent: properties, second label, and a list [other end, type, values…] for each relationship."""
    row: dict[str, Any] = {"p": {**node.properties, HASH: node_hash(node), ADDED_BY: added_by}}
    if node.type:
        row["type"] = check_identifier(node.type)
    for link in node.links:
        if link.source == node.id:
            place, ends = f"to_{link.target_label}", [link.target]
        elif link.target == node.id:
            place, ends = f"from_{link.source_label}", [link.source]
        else:
            place, ends = BETWEEN, [link.source, link.target]
        values = [*ends, check_identifier(link.type), *map(link.properties.get, PROPERTIES[place])]
        (between if place == BETWEEN else row.setdefault(place, [])).append(values)
    return row


def _write_nodes(label: str, *, typed: bool) -> str:
    labels = f":{check_identifier(label)}" + (":$(row.type)" if typed else "")
    parts = [f"{KEEP_PLAN} UNWIND $rows AS row CREATE (n{labels}) SET n = row.p"]
    if OWN_LINKS[label]:
        parts.append("WITH n, row")
    parts += map(_write_own, OWN_LINKS[label])
    return " ".join(parts)


def _write_own(place: str) -> str:
    direction, _, other = place.partition("_")
    start, end = {"to": ("n", "m"), "from": ("m", "n")}[direction]
    return (f"CALL (n, row) {{ UNWIND row.{place} AS link {_find('m', other, 'link[0]')} "
            f"CREATE ({start})-[:$(link[1]) {_map('link', 2, PROPERTIES[place])}]->({end}) }}")


def _write_between() -> str:
    return (f"{KEEP_PLAN} UNWIND $rows AS row {_find('a', 'Entity', 'row[0]')} {_find('b', 'Entity', 'row[1]')} "
            f"CREATE (a)-[:$(row[2]) {_map('row', 3, PROPERTIES[BETWEEN])}]->(b)")


def _map(row: str, first: int, names: Sequence[str]) -> str:
    """Properties by their places in a row."""
    return "{" + ", ".join(f"{name}: {row}[{at}]" for at, name in enumerate(names, first)) + "}"


def _find(variable: str, label: str, value: str) -> str:
    """A node by its id, by index whatever Neo4j thinks of a graph that is empty as yet."""
    return f"MATCH ({variable}:{label} {{id: {value}}}) USING INDEX {variable}:{label}(id)"
