"""The properties of nodes and links, with one type for each: what typed formats declare up front."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from kg.store.naming import KEY
from kg.store.rows import LinkRow, NodeRow

_ORDER: Final = ("boolean", "integer", "number", "text")


def type_of(value: object) -> str:
    """boolean, integer, number, text, or the same with [] for a list.

    >>> type_of(3), type_of("3"), type_of([0.5])
    ('integer', 'text', 'number[]')
    """
    if isinstance(value, list | tuple):
        return f"{type_of(value[0]) if value else 'text'}[]"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "number" if isinstance(value, float) else "text"


def widest(types: Iterable[str]) -> str:
    """The one type that holds values of all types: integers fit numbers, all else becomes text.

    >>> widest(["integer", "number"]), widest(["boolean", "integer"]), widest(["text[]"])
    ('number', 'text', 'text')
    """
    found = set(types)
    if len(found) == 1 and found <= set(_ORDER):
        return next(iter(found))
    return "number" if found == {"integer", "number"} else "text"


def collect(nodes: Iterable[NodeRow]) -> tuple[dict[str, str], dict[str, str]]:
    """Property -> type, for nodes and for links, sorted by name."""
    of_nodes: dict[str, set[str]] = {}
    of_links: dict[str, set[str]] = {}
    for node in nodes:
        _note(of_nodes, node.properties)
        for link in node.links:
            _note(of_links, properties_of(link))
    return _settle(of_nodes), _settle(of_links)


def properties_of(link: LinkRow) -> Mapping[str, Any]:
    """The properties of a link without its key, which stands in the link's id."""
    return {name: value for name, value in link.properties.items() if name != KEY}


def plain(value: Any) -> str:
    """A value as the text of an XML format; a list as JSON.

    >>> plain(["渤海", 1]), plain(True), plain(0.5)
    ('["渤海", 1]', 'true', '0.5')
    """
    if isinstance(value, list | tuple):
        return json.dumps(list(value), ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _note(found: dict[str, set[str]], properties: Mapping[str, Any]) -> None:
    for key, value in properties.items():
        found.setdefault(key, set()).add(type_of(value))


def _settle(found: Mapping[str, set[str]]) -> dict[str, str]:
    return {key: widest(types) for key, types in sorted(found.items())}
