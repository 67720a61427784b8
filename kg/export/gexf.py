"""GEXF 1.3 for Gephi: the same graph as GraphML, with a colour for each type; streamed in two passes.

The colour stands in the namespace of GEXF itself, where the published XSD has it, and not in that of `viz`: Gephi reads both.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TextIO

from kg.export.colours import colour_of
from kg.export.columns import collect, plain, properties_of
from kg.export.counts import Counts
from kg.export.nodes import caption_of, iter_nodes
from kg.export.xml import escape
from kg.interchange import Build
from kg.ontology import Ontology
from kg.store.rows import LinkRow, NodeRow

_TYPES: Final = {"boolean": "boolean", "integer": "long", "number": "double", "text": "string"}
_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>zhijiao-kg</creator><description>{description}</description></meta>
<graph defaultedgetype="directed" mode="static" idtype="string">
"""


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write the file `path`."""
    of_nodes, of_links = collect(iter_nodes(build, onto))
    node_types = {"kind": "text", **of_nodes}
    counts = Counts()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD.format(description=escape(f"职业教育知识图谱 {build.build_id}")))
        _write_attributes(file, "node", node_types)
        _write_attributes(file, "edge", of_links)
        file.write("<nodes>\n")
        file.writelines(_node(node, onto) for node in iter_nodes(build, onto, counts))
        file.write("</nodes>\n<edges>\n")
        for node in iter_nodes(build, onto):
            file.writelines(_edge(link) for link in node.links)
        file.write("</edges>\n</graph>\n</gexf>\n")
    return counts


def _write_attributes(file: TextIO, class_: str, types: Mapping[str, str]) -> None:
    file.write(f'<attributes class="{class_}" mode="static">\n')
    for name, type_ in types.items():
        file.write(f'<attribute id="{escape(name)}" title="{escape(name)}" type="{_TYPES[type_]}"/>\n')
    file.write("</attributes>\n")


def _node(node: NodeRow, onto: Ontology) -> str:
    red, green, blue = colour_of(node.label, node.type, onto)
    look = f'<color r="{red}" g="{green}" b="{blue}"/>'
    values = _values({"kind": node.label, **node.properties})
    return f'<node id="{escape(node.id)}" label="{escape(caption_of(node))}">{values}{look}</node>\n'


def _edge(link: LinkRow) -> str:
    key = f"{link.type}:{link.properties['key']}"
    ends = f'source="{escape(link.source)}" target="{escape(link.target)}"'
    kind = f'label="{link.type}" kind="{link.type}"'
    return f'<edge id="{escape(key)}" {ends} {kind}>{_values(properties_of(link))}</edge>\n'


def _values(properties: Mapping[str, Any]) -> str:
    cells = (f'<attvalue for="{escape(k)}" value="{escape(plain(v))}"/>' for k, v in properties.items())
    return f"<attvalues>{''.join(cells)}</attvalues>"
