"""`export`: the one way from a build folder to a file or folder of another tool."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import ExportError
from kg.export.counts import Counts, check_counts
from kg.export.whole import whole_file, whole_folder, write_mark
from kg.interchange import Build, open_build
from kg.ontology import Ontology, load


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module and function that write it, whether it is a folder, and what opens it."""

    module: str
    function: str = "write"
    folder: bool = False
    opens: str = ""


FORMATS: Final[Mapping[str, Format]] = {
    "turtle": Format("turtle", opens="rdflib, Protégé, GraphDB"),
    "trig": Format("turtle", "write_trig", opens="rdflib, Jena"),
    "nquads": Format("nquads", opens="pyoxigraph, Jena, any RDF store; streamed"),
    "jsonld": Format("jsonld", opens="rdflib, web pages"),
    "graphml": Format("graphml", opens="networkx, yEd, Cytoscape"),
    "gexf": Format("gexf", opens="Gephi"),
    "neo4j-csv": Format("neo4j_csv", folder=True, opens="neo4j-admin database import"),
    "cypher": Format("cypher", opens="cypher-shell, Neo4j Browser"),
    "parquet": Format("parquet", folder=True, opens="pandas, pyarrow, DuckDB; streamed"),
    "csv": Format("csv_tables", folder=True, opens="Excel, R, any CSV reader; streamed"),
    "jsonl": Format("jsonl", folder=True, opens="any JSON Lines reader; streamed"),
    "html": Format("html", opens="a web browser, without a network"),
}


def export(folder: Path, format_: str, path: Path, *, chinese_headers: bool = False) -> Counts:
    """Write the build in `folder` to `path`, whole or not at all; gives what was written.

    Raises ExportError when the format is unknown, the place refuses, or a record would be lost; BuildError when the
    folder is no build or a line of it is damaged.
    """
    chosen = _choose(format_)
    build = open_build(folder)
    onto = load()
    if chosen.folder:
        with whole_folder(path) as part:
            counts = _write(chosen, build, part, onto=onto, chinese_headers=chinese_headers)
            write_mark(part, {"format": format_, "build_id": build.build_id, "counts": dict(counts.rows())})
    else:
        with whole_file(path) as part:
            counts = _write(chosen, build, part, onto=onto, chinese_headers=chinese_headers)
    return counts


def _choose(format_: str) -> Format:
    if format_ not in FORMATS:
        raise ExportError(f"expected a format of {', '.join(FORMATS)}, came {format_!r}; choose one with --format")
    return FORMATS[format_]


def _write(chosen: Format, build: Build, part: Path, *, onto: Ontology, chinese_headers: bool) -> Counts:
    write: Callable[..., Counts] = getattr(importlib.import_module(f"kg.export.{chosen.module}"), chosen.function)
    options = {"chinese_headers": chinese_headers} if chosen.module == "csv_tables" else {}
    counts = write(build, part, onto=onto, **options)
    check_counts(build, counts)
    return counts
