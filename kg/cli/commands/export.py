"""`kg export`: a build to a file of another tool. The twin of `kg.export.door.export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.export.door import FORMATS, export


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="export")(run)


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a build.")],
    format_: Annotated[str, typer.Option("--format", "-f", help=f"One of: {', '.join(FORMATS)}.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="File, or folder for formats of several files.")],
    chinese_headers: Annotated[bool, typer.Option("--chinese-headers", help="csv: Chinese column names.")] = False,
) -> None:
    """导出图谱 · Write the graph for another tool: RDF, networkx, Gephi, Neo4j, notebooks, Excel, a web page.

    Everything arrives or nothing is written: the records written are compared with those of the build."""
    counts = export(folder, format_, out, chinese_headers=chinese_headers)
    shown = ", ".join(f"{number} {kind}" for kind, number in counts.rows().items())
    print(f"{out}: {shown} ({FORMATS[format_].opens})", file=sys.stderr)
