"""CSV files for `neo4j-admin database import full`, with typed headers: what `kg load` writes, with no server.

One file for each label and type, and one more where a property has another type in some rows: headers are exact, so
the imported graph is the loaded one. `import.args` holds the arguments, README.md says how to use them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

from kg.errors import ExportError
from kg.export.columns import type_of
from kg.export.counts import Counts
from kg.export.nodes import iter_nodes
from kg.interchange import Build
from kg.ontology import Ontology
from kg.store.naming import ADDED_BY, HASH, RUN_LABEL
from kg.store.rows import LinkRow, NodeRow, node_hash

BETWEEN: Final = "\x1f"
_TYPES: Final = {"boolean": "boolean", "integer": "long", "number": "double", "text": "string"}
_README: Final = """# 导入 Neo4j · Import into Neo4j

在本文件夹中运行（会覆盖数据库 neo4j 的内容，服务器须已停止）。Run in this folder, with the server stopped;
it overwrites the database `neo4j`:

    neo4j-admin database import full neo4j @import.args

The nodes and relationships are those that `kg load` writes. `kg load` on the imported database adds its
constraints and its full-text index, and finds nothing else to change.
"""


@dataclass(frozen=True, slots=True)
class Record:
    """A row to be written: the group it belongs to, its fixed cells, and its properties."""

    group: str
    fixed: tuple[str, ...]
    properties: Mapping[str, Any]


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write the folder `path`: one pass finds the types of all properties, one writes."""
    groups: dict[str, dict[str, set[str]]] = {}
    for record in _records(build, onto, Counts()):
        types = groups.setdefault(record.group, {})
        for name, value in record.properties.items():
            types.setdefault(name, set()).add(type_of(value))
    counts = Counts()
    with ExitStack() as stack:
        files = _Files(path, groups, stack)
        for record in _records(build, onto, counts):
            files.write(record)
        (path / "import.args").write_text(_arguments(files.names), encoding="utf-8")
    (path / "README.md").write_text(_README, encoding="utf-8")
    return counts


class _Files:
    """The open files of an export: one for each group and combination of types in it."""

    def __init__(self, path: Path, groups: Mapping[str, Mapping[str, set[str]]], stack: ExitStack) -> None:
        self._path, self._groups, self._stack = path, groups, stack
        self._open: dict[tuple[str, ...], tuple[TextIO, list[str]]] = {}
        self.names: list[str] = []

    def write(self, record: Record) -> None:
        """Write a row into the file whose header fits it."""
        types = self._groups[record.group]
        mixed = [name for name in types if len(types[name]) > 1]
        found = {name: type_of(record.properties[name]) if name in record.properties else "" for name in sorted(mixed)}
        file, columns = self._open.get((record.group, *found.values())) or self._start(record, found)
        cells = [_cell(record.properties.get(name)) for name in columns]
        file.write(",".join([*map(_quote, record.fixed), *cells]) + "\n")

    def _start(self, record: Record, variant: Mapping[str, str]) -> tuple[TextIO, list[str]]:
        number = sum(key[0] == record.group for key in self._open)
        name = f"{record.group}{f'-{number + 1}' if number else ''}.csv"
        types = {name: next(iter(found)) for name, found in self._groups[record.group].items() if len(found) == 1}
        types |= {name: type_ for name, type_ in variant.items() if type_}
        (self._path / name).parent.mkdir(exist_ok=True)
        file = self._stack.enter_context((self._path / name).open("w", encoding="utf-8", newline="\n"))
        fixed = ["id:ID", ":LABEL"] if name.startswith("nodes/") else [":START_ID", ":END_ID", ":TYPE"]
        file.write(",".join([*fixed, *(f"{column}:{header_type(types[column])}" for column in sorted(types))]) + "\n")
        self._open[(record.group, *variant.values())] = (file, sorted(types))
        self.names.append(name)
        return file, sorted(types)


def header_type(type_: str) -> str:
    """A type in a header of the import tool.

    >>> header_type("integer"), header_type("text[]")
    ('long', 'string[]')
    """
    return _TYPES[type_.removesuffix("[]")] + ("[]" if type_.endswith("[]") else "")


def _records(build: Build, onto: Ontology, counts: Counts) -> Iterator[Record]:
    for node in iter_nodes(build, onto, counts):
        yield _node(node, build)
        for link in node.links:
            yield _link(link)
    numbers = dict(counts.rows())
    yield Record(f"nodes/{RUN_LABEL}", (build.build_id, RUN_LABEL), {**numbers, "number": 1, "status": "current"})


def _node(node: NodeRow, build: Build) -> Record:
    labels = BETWEEN.join(filter(None, (node.label, node.type)))  # the tool separates labels as it separates lists
    own = {name: value for name, value in node.properties.items() if name != "id"}
    group = f"nodes/{node.label}{f'-{node.type}' if node.type else ''}"
    return Record(group, (node.id, labels), {**own, HASH: node_hash(node), ADDED_BY: build.build_id})


def _link(link: LinkRow) -> Record:
    return Record(f"relationships/{link.type}", (link.source, link.target, link.type), link.properties)


def _cell(value: Any) -> str:
    """A cell: nothing for what is absent, numbers bare, texts in quotes, lists joined."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        items = [_bare(item) for item in value]
        if any(BETWEEN in item for item in items):
            raise ExportError(f"a list holds the character U+001F, which separates lists here: {value}; correct it")
        return _quote(BETWEEN.join(items))
    return _quote(value) if isinstance(value, str) else _bare(value)


def _bare(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quote(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _arguments(names: list[str]) -> str:
    lines = ["--overwrite-destination=true", "--multiline-fields=true", "--array-delimiter=U+001F"]
    for name in sorted(names):
        lines.append(f"--{'nodes' if name.startswith('nodes/') else 'relationships'}={name}")
    return "\n".join(lines) + "\n"
