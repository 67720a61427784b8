"""Values of the driver as the plain values of `kg.store.values`."""

from __future__ import annotations

from typing import Any

from neo4j import graph

from kg.store.values import plain_link, plain_node, plain_path


def plain_value(value: Any) -> Any:
    """A value of a record in plain form, to any depth."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [plain_value(part) for part in value]
    if isinstance(value, dict):
        return {key: plain_value(part) for key, part in value.items()}
    if isinstance(value, graph.Node):
        return plain_node(sorted(value.labels), plain_value(dict(value.items())))
    if isinstance(value, graph.Relationship):
        return plain_link(value.type, plain_value(dict(value.items())))
    if isinstance(value, graph.Path):
        return plain_path([plain_value(n) for n in value.nodes], [plain_value(r) for r in value.relationships])
    return str(value)
