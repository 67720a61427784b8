"""The CSV for neo4j-admin, imported by the real tool, is the graph that `kg load` makes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cookbook.catalogue import load_questions
from kg.export.door import export
from kg.interchange import Build, iter_facts
from kg.store.bolt import Address, connect
from kg.store.embedded import open_store
from kg.store.loader import load_build

SCRIPT = str(Path(__file__).resolve().parents[3] / "scripts" / "neo4j")


@pytest.mark.neo4j
def test_a_bulk_import_is_what_a_load_makes(first_build: Build, tmp_path: Path, neo4j_address: Address) -> None:
    export(first_build.path, "neo4j-csv", tmp_path / "csv")
    home = tmp_path / "bulk"
    done = subprocess.run([sys.executable, SCRIPT, "import", str(home), f"@{tmp_path}/csv/import.args"], cwd=tmp_path / "csv",
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    state = json.loads(subprocess.run([sys.executable, SCRIPT, "start", str(home)], capture_output=True, check=True).stdout)
    try:
        store = connect(Address(state["uri"], state["user"], state["password"]))
        embedded = open_store(first_build.path)
        fact = next(iter_facts(first_build.path)).id
        for question in load_questions().values():
            values = {p.name: p.default if p.default is not None else p.parse(p.example) for p in question.parameters}
            values |= {name: fact for name in values if name == "fact"}
            assert (question.name, list(store.read(question.cypher, values))) == (
                question.name, list(embedded.read(question.cypher, values)))
        counts = "MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS n ORDER BY type"
        assert list(store.read(counts)) == list(embedded.read(counts))
        assert load_build(first_build, store).nothing
        store.close()
        embedded.close()
    finally:
        subprocess.run([sys.executable, SCRIPT, "stop", str(home)], check=True)
