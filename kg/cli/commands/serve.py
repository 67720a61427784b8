"""`kg serve`: the embedded store behind Bolt, and Neo4j Browser on it. The twin of `kg.store.serve.serve_graph`."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import webbrowser
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.store.bolt import Address


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="serve")(run)


def run(
    build: Annotated[Path, typer.Argument(metavar="DIR", help="A build.")],
    port: Annotated[int | None, typer.Option("--port", help="Port of Bolt; 0 any free one. Default: 7687 if free.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Let clients change the graph (the store, not the files).")] = False,
    browser: Annotated[bool, typer.Option("--browser", help="Serve Neo4j Browser too, and open it.")] = False,
    browser_jar: Annotated[Path | None, typer.Option("--browser-jar", help="A neo4j-browser jar that you have.")] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch-browser", help="Fetch Neo4j Browser (GPLv3, 15 MB) once from Maven Central.")
    ] = False,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the web browser.")] = True,
) -> None:
    """提供 Bolt 服务 · Serve the graph on this machine for the neo4j driver, Neo4j tools and Neo4j Browser.

    Only this machine can connect, with a password made for this time. Ctrl-C stops."""
    from kg.interchange import open_build
    from kg.store.serve import serve_graph

    open_build(build)
    jar = _find_browser(browser_jar, fetch=fetch) if browser or browser_jar or fetch else None
    stopped = _stop_on_signals()
    with contextlib.ExitStack() as stack:
        address = stack.enter_context(serve_graph(build, port=port, write=write))
        _say_address(build, address, write=write)
        if jar is not None:
            from kg.store.browser_http import serve_browser

            page = stack.enter_context(serve_browser(jar, address, build))
            typer.echo(f"  browser   {page}")
            if open_:
                webbrowser.open(page)
        sys.stdout.flush()
        stopped.wait()
    typer.echo("stopped")


def _find_browser(given: Path | None, *, fetch: bool) -> Path:
    from kg.store.browser_files import LICENCE, VERSION, fetch_jar, find_jar

    jar = find_jar(given)
    if jar is None and not fetch:
        raise StoreError(f"expected the jar of Neo4j Browser {VERSION}, found none; give yours with --browser-jar, "
                         f"or fetch it once with --fetch-browser ({LICENCE})")
    if jar is None:
        typer.echo(f"fetching Neo4j Browser {VERSION} from Maven Central. {LICENCE}.", err=True)
        jar = fetch_jar()
    return jar


def _stop_on_signals() -> threading.Event:
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    return stopped


def _say_address(build: Path, address: Address, *, write: bool) -> None:
    typer.echo(f"serving {build} ({'clients may write' if write else 'read-only'}), Ctrl-C stops\n"
               f"  address   {address.uri}\n  user      {address.user}\n  password  {address.password}\n"
               f"  database  {address.database}\n"
               f'  python    neo4j.GraphDatabase.driver("{address.uri}", auth=("{address.user}", "{address.password}"))')
