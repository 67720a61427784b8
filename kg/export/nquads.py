"""N-Quads: a line a statement, streamed. Named graphs are the documents."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.export.counts import Counts
from kg.export.rdf import iter_blocks
from kg.interchange import Build
from kg.ontology import Ontology

LINES: Final = 2_000  # a write: fewer calls, and little memory


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write all statements of a build to the file `path`."""
    counts = Counts()
    lines: list[str] = []
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for graph, subject, pairs in iter_blocks(build, onto, counts):
            tail = f" {graph} .\n" if graph else " .\n"
            lines += [f"{subject} {predicate} {value}{tail}" for predicate, value in pairs]
            if len(lines) >= LINES:
                file.write("".join(lines))
                lines.clear()
        file.write("".join(lines))
    return counts
