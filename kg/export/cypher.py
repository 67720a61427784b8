"""A Cypher script: the graph that `kg load` writes, as MERGE statements, one a line; run twice, it changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TextIO

from kg.export.counts import Counts
from kg.export.nodes import iter_nodes
from kg.interchange import Build
from kg.ontology import Ontology
from kg.store.naming import ADDED_BY, HASH, KEY, NODE_LABELS, check_identifier
from kg.store.rows import LinkRow, NodeRow, node_hash

ROWS: Final = 200  # a statement
_SPECIAL: Final = re.compile("\\\\u|[\\\\'\x00-\x1f\x7f\u2028\u2029]")
_NAMED: Final = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\u": "\\\\' + 'u"}


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write the script `path`: keys, then nodes, then relationships."""
    counts = Counts()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for label in NODE_LABELS:
            name = f"{label.lower()}_id"
            file.write(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;\n")
        nodes = _Batches(file)
        for node in iter_nodes(build, onto, counts):
            own = {**node.properties, HASH: node_hash(node), ADDED_BY: build.build_id}
            nodes.add(_merge_nodes(node), literal(own))
        nodes.flush()
        links = _Batches(file)
        for node in iter_nodes(build, onto):
            for link in node.links:
                links.add(_merge_links(link), literal({"s": link.source, "t": link.target, "p": link.properties}))
        links.flush()
    return counts


class _Batches:
    """Rows that wait for their statement, by its text."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._waiting: dict[str, list[str]] = {}

    def add(self, statement: str, row: str) -> None:
        """Add a row; a full batch is written."""
        rows = self._waiting.setdefault(statement, [])
        rows.append(row)
        if len(rows) == ROWS:
            self._write(statement, rows)
            rows.clear()

    def flush(self) -> None:
        """Write what waits."""
        for statement, rows in self._waiting.items():
            if rows:
                self._write(statement, rows)

    def _write(self, statement: str, rows: Sequence[str]) -> None:
        self._file.write(f"UNWIND [{', '.join(rows)}] AS row {statement};\n")


def literal(value: Any) -> str:
    """A value as Cypher.

    >>> literal({"name": "it's", "n": [1, 2.5], "sure": True})
    "{name: 'it\\\\'s', n: [1, 2.5], sure: true}"
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{check_identifier(key)}: {literal(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, int | float) else f"'{_SPECIAL.sub(_escape, str(value))}'"


def _escape(found: re.Match[str]) -> str:
    """An escape; a backslash before a u is parted from it, since the two would be read as a character's number."""
    named = _NAMED.get(found.group())
    return named if named is not None else f"\\u{ord(found.group()):04x}"


def _merge_nodes(node: NodeRow) -> str:
    labels = "".join(f":{check_identifier(label)}" for label in (node.label, node.type) if label)
    return f"MERGE (n{labels} {{id: row.id}}) SET n += row"


def _merge_links(link: LinkRow) -> str:
    source, target = check_identifier(link.source_label), check_identifier(link.target_label)
    return (
        f"MATCH (a:{source} {{id: row.s}}) MATCH (b:{target} {{id: row.t}}) "
        f"MERGE (a)-[r:{check_identifier(link.type)} {{{KEY}: row.p.{KEY}}}]->(b) SET r += row.p"
    )
