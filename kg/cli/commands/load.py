"""`kg load`: a build into a server that speaks Bolt. The twin of `kg.store.loader.load_build`."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.interchange import Build
    from kg.store.loader import Changes, Progress

PASSWORD = "NEO4J_PASSWORD"  # the name of the variable, no secret


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="load")(run)


def run(
    build: Annotated[Path, typer.Argument(metavar="DIR", help="A build.")],
    uri: Annotated[str, typer.Option("--uri", envvar="NEO4J_URI", help="Address of the server.")] = "bolt://127.0.0.1:7687",
    user: Annotated[str, typer.Option("--user", envvar="NEO4J_USER", help="Name of the user.")] = "neo4j",
    database: Annotated[str, typer.Option("--database", envvar="NEO4J_DATABASE", help="Default: the server's.")] = "",
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help=f"File with the password; else ${PASSWORD}, else a prompt.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Write every node again, whatever it looks like.")] = False,
) -> None:
    """装载到 Neo4j · Make a Neo4j database hold exactly this build, beside what users added.

    Loading twice changes nothing; another build adds, updates and removes what differs; a load that was broken off goes
    on when run again."""
    from kg.interchange import open_build
    from kg.store.bolt import Address, connect
    from kg.store.loader import load_build

    opened = open_build(build)
    if "@" in uri:
        raise StoreError(f"expected --uri without user and password; use --user and ${PASSWORD}")
    store = connect(Address(uri, user, read_password(password_file), database))
    try:
        with _show_progress(opened) as progress:
            changes = load_build(opened, store, dry_run=dry_run, repair=repair, progress=progress)
    finally:
        store.close()
    _print_changes(changes, f"{store.name}, build {opened.build_id}", dry_run=dry_run)


def read_password(file: Path | None) -> str:
    """The password from a file, the environment or a prompt; never from the command line."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(f"expected a password in {file}, got: {error}") from None
    if (word := os.environ.get(PASSWORD)) is not None:
        return word
    if not sys.stdin.isatty():
        raise StoreError(f"expected a password in ${PASSWORD} or --password-file, found none")
    return str(typer.prompt("Password", hide_input=True, err=True))


def _print_changes(changes: Changes, where: str, *, dry_run: bool) -> None:
    for label in changes.added:
        parts = (changes.added[label], changes.updated[label], changes.removed[label], changes.unchanged[label])
        typer.echo("{}: {} added, {} updated, {} removed, {} unchanged".format(label, *parts))
    if changes.nothing:
        typer.echo(f"nothing to do: {where}")
        return
    typer.echo(f"{'would be loaded into' if dry_run else 'loaded into'} {where}")


@contextlib.contextmanager
def _show_progress(build: Build) -> Iterator[Progress]:
    """A bar on a terminal, nothing in a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    files = {"Entity": "entities", "Document": "documents", "Fact": "facts"}
    with Bar("{task.description}", BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console,
             disable=not console.is_terminal) as bar:
        tasks = {label: bar.add_task(label, total=build.counts.get(files[label])) for label in files}
        yield lambda label, nodes: bar.advance(tasks[label], nodes)
