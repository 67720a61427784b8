"""`kg serve`: the graph behind Bolt on loopback, for the official driver, read-only unless asked; stops in order."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import neo4j
import pytest

from kg.errors import StoreError
from kg.interchange import Build
from kg.store.bolt import Address, BoltStore, connect
from kg.store.contract import Statement
from kg.store.embedded import open_store
from kg.store.loader import load_build
from kg.store.serve import choose_port, free_port

KG = str(Path(sys.executable).with_name("kg"))
COUNT = "MATCH (f:Fact) RETURN count(f) AS facts"


@contextmanager
def served(build: Path, *options: str, stop: signal.Signals = signal.SIGINT) -> Iterator[Address]:
    """`kg serve` as a user starts it, with a fresh port; it must stop in order."""
    process = subprocess.Popen([KG, "serve", str(build), "--port", "0", *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline() for _ in range(6)]
        said = dict(re.findall(r"^  (address|user|password|database) +(\S+)$", "".join(lines), re.MULTILINE))
        yield Address(said["address"], said["user"], said["password"], said["database"])
        process.send_signal(stop)
        assert process.wait(timeout=240) == 0
        assert "stopped" in process.stdout.read()
    finally:
        process.kill()


@pytest.fixture(scope="module")
def address(first_build: Build) -> Iterator[Address]:
    with served(first_build.path) as said:
        yield said


@pytest.fixture(scope="module")
def store(address: Address) -> Iterator[BoltStore]:
    store = connect(address)
    yield store
    store.close()


def test_the_official_driver_reads_the_graph_also_in_transactions(address: Address, first_build: Build) -> None:
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver:
        records, _, _ = driver.execute_query(COUNT, database_="neo4j")
        assert records[0]["facts"] == first_build.counts["facts"]


@pytest.mark.parametrize("cypher", ["CREATE (:Entity {id: 'x'})", "CREATE (:New)", "MATCH (n:Fact) SET n.x = 1", "MATCH (n) DETACH DELETE n"])
def test_nobody_can_write(store: BoltStore, cypher: str, first_build: Build) -> None:
    with pytest.raises(StoreError, match="does not allow this user"):
        store.write([Statement(cypher)])
    assert list(store.read(COUNT)) == [{"facts": first_build.counts["facts"]}]


def test_another_password_or_database_is_refused_in_one_line(address: Address) -> None:
    with pytest.raises(StoreError, match="does not accept this user and password"):
        connect(Address(address.uri, address.user, "wrong", address.database))
    with pytest.raises(StoreError, match="has no database 'other'"):
        connect(Address(address.uri, address.user, address.password, "other"))


def test_only_this_machine_can_connect(address: Address) -> None:
    port = int(address.uri.rpartition(":")[2])
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    hosts = set(re.findall(rf" ([0-9A-F]+):{port:04X} [0-9A-F]+:0000 0A", listening))
    assert hosts
    assert hosts <= {"0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"}


def test_queries_go_on_beside_a_server(address: Address, first_build: Build) -> None:
    beside = open_store(first_build.path)
    assert list(beside.read(COUNT)) == [{"facts": first_build.counts["facts"]}]
    beside.close()


def test_a_build_is_loaded_through_bolt_by_the_code_that_loads_neo4j(
    first_build: Build, second_build: Build, tmp_path: Path
) -> None:
    open_store(first_build.path).close()
    copy = tmp_path / "copy"
    shutil.copytree(first_build.path, copy)
    with served(copy, "--write", stop=signal.SIGTERM) as address:
        store = connect(address)
        assert load_build(first_build, store).nothing
        changes = load_build(second_build, store)
        assert (changes.added["Fact"], changes.removed["Fact"]) == (1, 1)
        assert list(store.read(COUNT)) == [{"facts": second_build.counts["facts"]}]
        assert store.search("华为")[0]["text"] == "华为技术有限公司"
        assert load_build(second_build, store).nothing
        store.close()
    assert not [name for name in os.listdir(copy / "store") if name not in ("neo4j", "store.json")]


def test_a_taken_port_is_named() -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        with pytest.raises(StoreError, match="is taken; choose another with --port"):
            choose_port(sock.getsockname()[1])
    assert choose_port(port := free_port()) == port


def test_the_browser_is_never_fetched_unasked(first_build: Build, tmp_path: Path, run_kg, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    ended = run_kg("serve", first_build.path, "--browser")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "--fetch-browser" in ended.err
    assert "GNU General Public License 3" in ended.err


def test_a_fetched_jar_is_checked_and_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.store import browser_files

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    mirror = tmp_path / "mirror" / browser_files.PATH
    mirror.parent.mkdir(parents=True)
    mirror.write_bytes(b"not the jar")
    with pytest.raises(StoreError, match="expected SHA-256"):
        browser_files.fetch_jar(base=(tmp_path / "mirror").as_uri())
    assert browser_files.find_jar() is None
    with pytest.raises(StoreError, match="cannot get"):
        browser_files.fetch_jar(base=(tmp_path / "nowhere").as_uri())
    with pytest.raises(StoreError, match="expected a neo4j-browser jar"):
        browser_files.find_jar(mirror)
