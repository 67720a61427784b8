"""Turtle and TriG: prefixed names, a block a subject, streamed. TriG keeps the graphs of the documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final, TextIO

from kg.export.counts import Counts
from kg.export.rdf import Block, Pairs, iter_blocks
from kg.export.terms import NAMESPACES, RDF_TYPE
from kg.interchange import Build
from kg.ontology import Ontology

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_IRI_AT_END: Final = re.compile(r"<[^<>\"\s]*>\Z")


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write Turtle: all statements in one graph."""
    counts = Counts()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _write_prefixes(file)
        for _, subject, pairs in iter_blocks(build, onto, counts):
            file.write(statement(subject, pairs))
    return counts


def write_trig(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write TriG: what a document says stands in its graph."""
    counts = Counts()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        _write_prefixes(file)
        for graph, blocks in groupby(iter_blocks(build, onto, counts), key=lambda block: block[0]):
            _write_graph(file, graph, blocks)
    return counts


def statement(subject: str, pairs: Pairs) -> str:
    """A subject with its predicates and objects."""
    lines = " ;\n    ".join(f"{_verb(predicate)} {shorten(value)}" for predicate, value in pairs)
    return f"{shorten(subject)} {lines} .\n"


@lru_cache(maxsize=4096)
def shorten(value: str) -> str:
    """A term with the prefix of its IRI, or of its datatype, when there is one."""
    found = _IRI_AT_END.search(value)
    if found is None:
        return value
    iri = found.group()[1:-1]
    for prefix, namespace in NAMESPACES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{value[: found.start()]}{prefix}:{local}"
    return value


def _verb(predicate: str) -> str:
    return "a" if predicate == RDF_TYPE else shorten(predicate)


def _write_prefixes(file: TextIO) -> None:
    file.writelines(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in NAMESPACES.items())
    file.write("\n")


def _write_graph(file: TextIO, graph: str, blocks: Iterable[Block]) -> None:
    if graph:
        file.write(f"{shorten(graph)} {{\n")
    file.writelines(statement(subject, pairs) for _, subject, pairs in blocks)
    if graph:
        file.write("}\n")
