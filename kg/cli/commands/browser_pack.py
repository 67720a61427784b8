"""`kg browser-pack`: style, favourites and a guide for Neo4j Browser. The twin of `kg.store.browser_pack.write_pack`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="browser-pack")(run)


def run(
    build: Annotated[Path, typer.Argument(metavar="DIR", help="A build.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder to write. Default: DIR-browser.")] = None,
) -> None:
    """Neo4j Browser 样式包 · Write a style, favourites, :param lines and a guide page for Neo4j Browser."""
    from kg.errors import BuildError
    from kg.store.browser_pack import write_pack

    target = out or build.resolve().with_name(f"{build.resolve().name}-browser")
    if target.exists() and not (target / "style.grass").is_file():
        raise BuildError(f"expected a new folder or an earlier pack at {target}, found something else; choose another with -o")
    write_pack(build, target)
    typer.echo(f"wrote {target}: drop style.grass and favorites/*.cypher on Neo4j Browser, open guide.html")
