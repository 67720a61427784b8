"""The embedded store of a build behind Bolt on loopback, for the official driver and Neo4j's tools."""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.store import jvm
from kg.store.bolt import Address
from kg.store.embedded import DATABASE, FOLDER, has_store, write_store

HOST = "127.0.0.1"
DEFAULT_PORT = 7687
USER = "neo4j"
READER = "reader"


def _group(access: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


ALL_RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
GROUPS = {
    "databases": {"*": {"groups": {
        "admin": _group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], ALL_RECORDS),
        READER: _group([], ["readRecord"]),
        "*": _group([], []),
    }}},
    "version": 1,
}


@contextlib.contextmanager
def serve_graph(build_dir: Path, *, port: int | None = None, write: bool = False) -> Iterator[Address]:
    """Serve the store of a build until the block ends; gives the address with a password made for this time.

    `port` None takes 7687, or a free one when that is taken. Without `write` a copy is served to a user who may only
    read; with it the store itself, for this process alone. Raises StoreError when port or store are taken."""
    if not has_store(build_dir):
        write_store(build_dir)
    chosen = choose_port(port)
    root = Path(tempfile.mkdtemp(prefix="kg-serve-"))
    try:
        _lay_out(root, (build_dir / FOLDER / DATABASE).resolve(), write=write)
        password = secrets.token_hex(12)
        server = _start(root, chosen, password, write=write)
        try:
            yield Address(f"bolt://{HOST}:{chosen}", USER, password, DATABASE)
        finally:
            server.stop()
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _lay_out(root: Path, store: Path, *, write: bool) -> None:
    """The server's folder: its groups of users, and the database. A database opened read-only would refuse the explicit
    transactions of Neo4j Browser, so readers get a copy and no right to write."""
    (root / "databases").mkdir()
    (root / "config").mkdir()
    (root / "config" / "server-groups.json").write_text(json.dumps(GROUPS), encoding="utf-8")
    if write:
        (root / "databases" / DATABASE).symlink_to(store)
    else:
        shutil.copytree(store, root / "databases" / DATABASE, ignore=shutil.ignore_patterns("*.lck"))


def choose_port(port: int | None) -> int:
    """The wanted port when it is free, else StoreError; without a wish 7687 or any free one."""
    if port is not None and port != 0:
        if not _is_free(port):
            raise StoreError(f"port {port} of {HOST} is taken; choose another with --port, or --port 0 for a free one")
        return port
    return DEFAULT_PORT if port is None and _is_free(DEFAULT_PORT) else free_port()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind((HOST, 0))
        return int(sock.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((HOST, port))
        except OSError:
            return False
    return True


def _start(root: Path, port: int, password: str, *, write: bool) -> Any:
    engine = jvm.start()
    settings = {
        "host": HOST, "http_port": free_port(), "bolt_port": port, "mode": "development",
        "server_databaseDirectory": str(root / "databases"), "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server_defaultDatabases": f"{DATABASE}[{USER}:{password}:{'admin' if write else READER}]",
    }
    server = engine.ArcadeDBServer(str(root), secrets.token_hex(16), settings)
    try:
        with jvm.silent_stderr():
            server.start()
    except engine.ArcadeDBError as error:
        raise StoreError(f"the graph cannot be served: {jvm.first_line(error)}; is another kg serve using it?") from None
    return server
