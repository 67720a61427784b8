"""The Cypher script, run by the engines it is for, makes the graph that `kg load` makes, and run twice changes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.cookbook.catalogue import load_questions
from kg.export.door import export
from kg.interchange import Build, iter_facts
from kg.store import jvm
from kg.store.bolt import Address, connect
from kg.store.contract import Statement, Store
from kg.store.embedded import EmbeddedStore, open_store
from kg.store.loader import load_build

SCRIPT = str(Path(__file__).resolve().parents[3] / "scripts" / "neo4j")
COUNTS = "MATCH (a)-[r]->(b) WHERE NOT a:Build RETURN a:Fact AS a, type(r) AS r, b:Entity AS b, count(*) AS n ORDER BY a, r, b"
NODES = "MATCH (n) WHERE NOT n:Build RETURN n.id AS id, n.kg_hash AS hash, keys(n) AS keys ORDER BY id"


@pytest.fixture(scope="module")
def script(first_build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("script") / "graph.cypher"
    export(first_build.path, "cypher", path)
    return path


def answers(store: Store, build: Build) -> Iterator[tuple[str, list[Any]]]:
    """Every question of the cookbook with the rows that a store gives, and what it holds.

    The question after the runs of `kg load` is left out: a script is none.
    """
    fact = next(iter_facts(build.path)).id
    for question in load_questions().values():
        values = {p.name: p.default if p.default is not None else p.parse(p.example) for p in question.parameters}
        values |= {name: fact for name in values if name == "fact"}
        if question.name != "builds":
            yield question.name, list(store.read(question.cypher, values))
    yield "relationships", list(store.read(COUNTS))
    yield "nodes", [{**row, "keys": sorted(row["keys"])} for row in store.read(NODES)]


def test_the_embedded_engine_runs_the_script(script: Path, first_build: Build, tmp_path: Path) -> None:
    store = EmbeddedStore(jvm.start().create_database(str(tmp_path / "db")), tmp_path / "db")
    store.create_node_keys()
    lines = script.read_text(encoding="utf-8").splitlines()
    merges = [line.removesuffix(";") for line in lines if not line.startswith("CREATE CONSTRAINT")]  # Neo4j's own words
    assert len(merges) == len(lines) - 3
    loaded = open_store(first_build.path)
    for _ in range(2):
        for merge in merges:
            store.write([Statement(merge)])
        for here, there in zip(answers(store, first_build), answers(loaded, first_build), strict=True):
            assert here == there
    loaded.close()
    store.close()


@pytest.mark.neo4j
def test_cypher_shell_runs_the_script(
    script: Path, first_build: Build, tmp_path: Path, neo4j_address: Address  # the server says whether there can be one
) -> None:
    home = tmp_path / "home"
    state = json.loads(subprocess.run([sys.executable, SCRIPT, "start", str(home)], capture_output=True, check=True).stdout)
    try:
        store = connect(Address(state["uri"], state["user"], state["password"]))
        loaded = open_store(first_build.path)
        for _ in range(2):
            done = subprocess.run(
                [sys.executable, SCRIPT, "shell", str(home), str(script)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            for here, there in zip(answers(store, first_build), answers(loaded, first_build), strict=True):
                assert here == there
        changes = load_build(first_build, store)
        assert not any(changes.added.values()), changes
        assert not any(changes.removed.values()), changes
        store.close()
        loaded.close()
    finally:
        subprocess.run([sys.executable, SCRIPT, "stop", str(home)], check=True)
