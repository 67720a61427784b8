"""Values of query results in plain form, the same from every engine.

A node is {"labels": [...], "properties": {...}}, a relationship {"type": …, "properties": {...}}, a path
{"nodes": [...], "relationships": [...]}. Bookkeeping of the loader is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.store.naming import BOOKKEEPING


def plain_node(labels: Sequence[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node in plain form."""
    return {"labels": sorted(labels), "properties": _own(properties)}


def plain_link(type_: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """A relationship in plain form."""
    return {"type": type_, "properties": _own(properties)}


def plain_path(nodes: Sequence[Any], relationships: Sequence[Any]) -> dict[str, Any]:
    """A path in plain form, of parts that are plain already."""
    return {"nodes": list(nodes), "relationships": list(relationships)}


def show_value(value: Any) -> str:
    """A plain value as one line of text for tables and CSV.

    >>> show_value(["订单班", "共建"]), show_value(None), show_value({"labels": ["Fact"], "properties": {"id": "f1"}})
    ('订单班、共建', '', '(:Fact f1)')
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return _show_mapping(value)
    if isinstance(value, list | tuple):
        return "、".join(map(show_value, value))
    return str(value)


def _show_mapping(value: Mapping[str, Any]) -> str:
    if value.keys() == {"labels", "properties"}:
        own = value["properties"]
        return f"({''.join(':' + label for label in value['labels'])} {own.get('name', own.get('id', ''))})"
    if value.keys() == {"type", "properties"}:
        return f"[:{value['type']}]"
    if value.keys() == {"nodes", "relationships"}:
        steps = [show_value(value["nodes"][0])] if value["nodes"] else []
        for link, node in zip(value["relationships"], value["nodes"][1:], strict=True):
            steps += [show_value(link), show_value(node)]
        return "–".join(steps)
    return "; ".join(f"{key}: {show_value(part)}" for key, part in value.items())


def _own(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key: properties[key] for key in sorted(properties) if key not in BOOKKEEPING}
