"""Java values of the embedded engine as the plain values of `kg.store.values`."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from kg.store.jvm import java_class
from kg.store.values import plain_link, plain_node, plain_path


def plain_value(value: Any) -> Any:
    """A value of a result row, converted by the engine's package as far as that goes, in plain form, to any depth."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(key): plain_value(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain_value(part) for part in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return _plain_record(value)


def _plain_record(value: Any) -> Any:
    if isinstance(value, java_class("com.arcadedb.graph.Vertex")):
        return plain_node(str(value.getTypeName()).split("~"), _properties(value))
    if isinstance(value, java_class("com.arcadedb.graph.Edge")):
        return plain_link(str(value.getTypeName()), _properties(value))
    if isinstance(value, java_class("com.arcadedb.query.opencypher.traversal.TraversalPath")):
        return plain_path([plain_value(v) for v in value.getVertices()], [plain_value(e) for e in value.getEdges()])
    return str(value)


def _properties(record: Any) -> Any:
    from arcadedb_embedded import convert_java_to_python

    return plain_value(convert_java_to_python(record.propertiesAsMap()))
