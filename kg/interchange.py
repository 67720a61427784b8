"""The files of a build: four JSON Lines files, the texts, and `build.json` that marks the folder. See docs/build.md.

`write_graph` writes them whole or not at all; the `iter_*` functions stream them back line by line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import records
from kg.errors import BuildError
from kg.lines import line_reader
from kg.model import Document, Entity, Fact, Graph, Mention, Redirect
from kg.whole import replace_folder

FORMAT = "zhijiao-kg build"
VERSION = 1
MARK = "build.json"
REPORT = "report.json"
TEXTS = "texts"
FILES = ("documents", "mentions", "entities", "facts", "redirects")


@dataclass(frozen=True, slots=True)
class Build:
    """An opened build folder. `build_id` hashes its content; `counts` are lines a file."""

    path: Path
    build_id: str
    counts: Mapping[str, int]


def open_build(folder: str | Path) -> Build:
    """The build in `folder`; a BuildError in one line when it is missing, no build, or of another format."""
    path = Path(folder)
    if not path.is_dir():
        raise BuildError(f"expected a build folder at {path}, found {'a file' if path.exists() else 'nothing'}; "
                         f"make one with: kg build PATH -o {path}")
    if not (path / MARK).is_file():
        raise BuildError(f"expected a build in {path}, but it has no {MARK}; make one with: kg build PATH -o DIR")
    mark = _read_mark(path / MARK)
    if mark.get("format") != FORMAT or mark.get("version") != VERSION:
        raise BuildError(f"expected format {FORMAT} {VERSION} in {path}, found {mark.get('format')} "
                         f"{mark.get('version')}; build it again with: kg build PATH -o {path}")
    return Build(path, str(mark.get("build_id", "")), dict(mark.get("counts", {})))


def write_graph(graph: Graph, folder: str | Path, *, texts: Mapping[str, str]) -> Build:
    """Write a graph and the text of each of its documents to `folder`, whole or not at all."""
    with replace_folder(Path(folder)) as part:
        write_files(graph, part, texts=texts)
    return open_build(folder)


def write_files(graph: Graph, folder: Path, *, texts: Mapping[str, str]) -> None:
    """Write the files of a build into an existing folder. Equal graphs give equal bytes."""
    (folder / TEXTS).mkdir()
    for document in graph.documents:
        (folder / TEXTS / f"{document.doc_id}.txt").write_bytes(texts[document.doc_id].encode("utf-8"))
    counts: dict[str, int] = {}
    whole = hashlib.blake2b(digest_size=10)
    for name in FILES:
        counts[name] = _write_lines(folder / f"{name}.jsonl", map(records.WRITERS[name], getattr(graph, name)), whole)
    mark = {"format": FORMAT, "version": VERSION, "build_id": "b" + whole.hexdigest(), "counts": counts}
    (folder / MARK).write_text(json.dumps(mark, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_graph(folder: str | Path) -> Graph:
    """The whole graph of a build, equal to the one that was written (confidences to four digits)."""
    build = open_build(folder)
    return Graph(
        documents=tuple(iter_documents(build.path)),
        mentions=tuple(iter_mentions(build.path)),
        entities=tuple(iter_entities(build.path)),
        facts=tuple(iter_facts(build.path)),
        redirects=tuple(iter_redirects(build.path)),
    )


def iter_records(folder: str | Path, kind: str) -> Iterator[Any]:
    """The records of one of FILES, one at a time."""
    return _iter_lines(folder, kind)


def iter_documents(folder: str | Path) -> Iterator[Document]:
    """The documents of a build, one at a time."""
    return _iter_lines(folder, "documents")


def iter_mentions(folder: str | Path) -> Iterator[Mention]:
    """The mentions of a build, one at a time, by document and offset."""
    return _iter_lines(folder, "mentions")


def iter_entities(folder: str | Path) -> Iterator[Entity]:
    """The entities of a build, one at a time, by id."""
    return _iter_lines(folder, "entities")


def iter_facts(folder: str | Path) -> Iterator[Fact]:
    """The facts of a build, one at a time, by id."""
    return _iter_lines(folder, "facts")


def iter_redirects(folder: str | Path) -> Iterator[Redirect]:
    """The redirects of a build: ids that were used before, and those that stand for them now."""
    return _iter_lines(folder, "redirects")


def read_text(folder: str | Path, doc_id: str) -> str:
    """The decoded text of a document, line breaks as they were: offsets count its code points."""
    path = Path(folder) / TEXTS / f"{doc_id}.txt"
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BuildError(f"expected the text of {doc_id} in {path}, got: {error}; build again") from None


def read_report(folder: str | Path) -> dict[str, Any]:
    """The `report.json` of a build; empty when it has none."""
    path = open_build(folder).path / REPORT
    return _read_mark(path) if path.exists() else {}


def _read_mark(path: Path) -> dict[str, Any]:
    try:
        mark = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BuildError(f"expected JSON in {path}, got: {error}; build again") from None
    if not isinstance(mark, dict):
        raise BuildError(f"expected a JSON object in {path}, found {type(mark).__name__}; build again")
    return mark


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]], whole: hashlib.blake2b) -> int:
    count = 0
    whole.update(path.name.encode())
    with path.open("wb") as file:
        for row in rows:
            line = (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8")
            whole.update(line)
            file.write(line)
            count += 1
    return count


def _iter_lines(folder: str | Path, kind: str) -> Iterator[Any]:
    path = Path(folder) / f"{kind}.jsonl"
    read = line_reader(kind)
    number = 0
    try:
        with path.open("rb") as file:
            for line in file:
                number += 1
                if not line.isspace():
                    yield read(line)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BuildError(f"expected {path.name} in {path.parent}, got: {reason}; build again") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"no field {error}" if isinstance(error, KeyError) else str(error).split("\n")[0]
        raise BuildError(f"{path.name} line {number} of {path.parent} is damaged ({reason}); build again") from None
