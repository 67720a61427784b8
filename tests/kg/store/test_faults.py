"""What goes wrong with a server is said in one line, with exit code 2, and the work can go on afterwards."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from kg.errors import StoreError
from kg.interchange import Build
from kg.store.bolt import Address, BoltStore, check_version, connect
from kg.store.loader import load_build
from kg.store.serve import free_port


@pytest.fixture
def refused(first_build: Build, run_kg, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run `kg load` that must fail; gives its one line."""
    monkeypatch.delenv("NEO4J_URI", raising=False)

    def run(uri: str, *options: str, password: str | None = "x") -> str:
        if password is None:
            monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
        else:
            monkeypatch.setenv("NEO4J_PASSWORD", password)
        ended = run_kg("load", first_build.path, "--uri", uri, *options)
        assert ended.code == 2
        assert ended.err.count("\n") == 1
        return str(ended.err)

    return run


def test_a_server_that_is_down(refused) -> None:  # type: ignore[no-untyped-def]
    line = refused(f"bolt://127.0.0.1:{free_port()}")
    assert "no connection to bolt://127.0.0.1" in line
    assert "start the server or correct --uri" in line


@pytest.mark.parametrize("uri", ["127.0.0.1:7687", "http://127.0.0.1:7474", "bolt://"])
def test_an_address_that_is_none(refused, uri: str) -> None:  # type: ignore[no-untyped-def]
    assert "kg: " in refused(uri)


def test_a_password_on_the_command_line_is_refused(refused) -> None:  # type: ignore[no-untyped-def]
    assert "without user and password" in refused("bolt://neo4j:secret@127.0.0.1:7687")


def test_a_password_that_is_nowhere(refused, tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert "expected a password in $NEO4J_PASSWORD" in refused("bolt://127.0.0.1:1", password=None)
    assert "expected a password in" in refused("bolt://127.0.0.1:1", "--password-file", str(tmp_path / "none"))


def packed(text: str) -> bytes:
    return bytes([0x80 + len(text)]) + text.encode()


@contextlib.contextmanager
def fake_server(agent: str | None) -> Iterator[str]:
    """A server that greets by Bolt 4.4 as `agent`, or (None) answers with something else altogether."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                client.recv(64)
                if agent is None:
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                else:
                    client.sendall(bytes([0, 0, 4, 4]))
                    client.recv(4096)
                    body = bytes([0xB1, 0x70, 0xA2]) + packed("server") + packed(agent) + packed("connection_id") + packed("c")
                    client.sendall(struct.pack(">H", len(body)) + body + b"\0\0")
                client.recv(4096)
                client.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def test_a_server_that_is_too_old(refused) -> None:  # type: ignore[no-untyped-def]
    with fake_server("Neo4j/4.4.40") as uri:
        assert "expected Neo4j 5.23 or newer" in refused(uri)
    check_version("Neo4j/5.26.30", "bolt://x")
    check_version("Neo4j/2026.09.0", "bolt://x")


def test_a_server_that_speaks_something_else(refused) -> None:  # type: ignore[no-untyped-def]
    with fake_server(None) as uri:
        assert uri in refused(uri)


@pytest.mark.neo4j
def test_a_wrong_password(refused, neo4j_address: Address) -> None:  # type: ignore[no-untyped-def]
    assert "does not accept this user and password" in refused(neo4j_address.uri, password="wrong-password")


@pytest.mark.neo4j
def test_a_wrong_database(refused, neo4j_address: Address) -> None:  # type: ignore[no-untyped-def]
    line = refused(neo4j_address.uri, "--database", "other", password=neo4j_address.password)
    assert "has no database 'other'" in line


class Wire:
    """A relay that cuts every connection once so many bytes have gone to the server."""

    def __init__(self, target: tuple[str, int], bytes_allowed: int) -> None:
        self.left = bytes_allowed
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
                threading.Thread(target=self._pump, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self._pump, args=(server, client, False), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if counted:
                    self.left -= len(data)
                if self.left < 0:
                    break
                target.sendall(data)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.mark.neo4j
@pytest.mark.parametrize("allowed", [6_000, 20_000])
def test_a_connection_that_breaks_in_the_middle(
    neo4j_store: BoltStore, neo4j_address: Address, first_build: Build, allowed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.bolt.RETRY", 2.0)
    host, _, port = neo4j_address.uri.removeprefix("bolt://").partition(":")
    wire = Wire((host, int(port)), allowed)
    with pytest.raises(StoreError, match="run the same command again"):
        load_build(first_build, connect(Address(f"bolt://127.0.0.1:{wire.port}", neo4j_address.user, neo4j_address.password)))
    load_build(first_build, neo4j_store)
    assert load_build(first_build, neo4j_store).nothing
    (row,) = neo4j_store.read("MATCH (f:Fact) RETURN count(f) AS facts")
    assert row["facts"] == first_build.counts["facts"]


@pytest.mark.neo4j
def test_a_search_while_an_index_is_built_says_so(
    neo4j_store: BoltStore, first_build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_build(first_build, neo4j_store)
    states = iter([[{"name": "kg_names", "state": "POPULATING", "percent": 40.0}]])
    monkeypatch.setattr(neo4j_store, "read", lambda *_: next(states))
    with pytest.raises(StoreError, match=r"still being built \(40 %\)"):
        neo4j_store.search("x")
