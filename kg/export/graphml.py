"""GraphML: nodes for entities, documents and facts, edges for roles, statements, mentions and short cuts; streamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TextIO

from kg.export.columns import collect, plain, properties_of
from kg.export.counts import Counts
from kg.export.nodes import caption_of, iter_nodes
from kg.export.xml import escape
from kg.interchange import Build
from kg.ontology import Ontology
from kg.store.rows import LinkRow, NodeRow

_TYPES: Final = {"boolean": "boolean", "integer": "long", "number": "double", "text": "string"}
_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write the file `path`: one pass finds the properties, one writes."""
    of_nodes, of_links = collect(iter_nodes(build, onto))
    node_keys = {"label": "n_label", "labels": "n_labels", **{name: f"n_{name}" for name in of_nodes}}
    link_keys = {"relation": "e_relation", **{name: f"e_{name}" for name in of_links}}
    counts = Counts()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        _write_keys(file, "node", node_keys, of_nodes)
        _write_keys(file, "edge", link_keys, of_links)
        file.write('<graph id="zhijiao-kg" edgedefault="directed">\n')
        for node in iter_nodes(build, onto, counts):
            file.write(_node(node, node_keys))
            file.writelines(_edge(link, link_keys) for link in node.links)
        file.write("</graph>\n</graphml>\n")
    return counts


def _write_keys(file: TextIO, domain: str, keys: Mapping[str, str], types: Mapping[str, str]) -> None:
    for name, key in keys.items():
        type_ = _TYPES[types.get(name, "text")]
        file.write(f'<key id="{escape(key)}" for="{domain}" attr.name="{escape(name)}" attr.type="{type_}"/>\n')


def _node(node: NodeRow, keys: Mapping[str, str]) -> str:
    labels = f":{node.label}:{node.type}" if node.type else f":{node.label}"
    values = {"label": caption_of(node), "labels": labels, **node.properties}
    return f'<node id="{escape(node.id)}">{_data(values.items(), keys)}</node>\n'


def _edge(link: LinkRow, keys: Mapping[str, str]) -> str:
    values = {"relation": link.type, **properties_of(link)}
    ends = f'source="{escape(link.source)}" target="{escape(link.target)}"'
    return f'<edge id="{link.type}:{escape(link.properties["key"])}" {ends}>{_data(values.items(), keys)}</edge>\n'


def _data(values: Iterable[tuple[str, Any]], keys: Mapping[str, str]) -> str:
    return "".join(f'<data key="{escape(keys[name])}">{escape(plain(value))}</data>' for name, value in values)
