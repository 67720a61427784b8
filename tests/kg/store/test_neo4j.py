"""Loading into a real Neo4j: exactly the build, beside what users added, wherever a load was broken off."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg import interchange, ontology
from kg.cookbook.catalogue import load_questions
from kg.errors import StoreError
from kg.interchange import Build
from kg.store.bolt import Address, BoltStore, connect
from kg.store.contract import Statement
from kg.store.loader import load_build
from kg.store.naming import link_types
from kg.store.rows import NodeRow, document_nodes, entity_nodes, fact_node

pytestmark = pytest.mark.neo4j
KILLS = int(os.environ.get("KG_KILLS", "2"))  # 20 and more for the full trial
Graph = tuple[dict[str, Any], dict[tuple[str, str], Any]]


def rows_of(build: Build) -> Iterator[NodeRow]:
    onto, path = ontology.load(), build.path
    yield from entity_nodes(interchange.iter_entities(path), interchange.iter_mentions(path), onto)
    yield from document_nodes(interchange.iter_documents(path), interchange.iter_mentions(path))
    yield from (fact_node(f, onto) for f in interchange.iter_facts(path))


def said_by(build: Build) -> Graph:
    """The graph that the files of a build say: node id -> labels and properties; (type, key) -> ends and properties."""
    nodes, links = {}, {}
    for row in rows_of(build):
        nodes[row.id] = (sorted(filter(None, (row.label, row.type))), dict(row.properties))
        for link in row.links:
            links[link.type, link.properties["key"]] = (link.source, link.target, dict(link.properties))
    return nodes, links


def held_by(store: BoltStore) -> Graph:
    """The graph that a server holds, in the same form, without the Build nodes."""
    nodes = {row["n"]["properties"]["id"]: (row["n"]["labels"], row["n"]["properties"])
             for row in store.read("MATCH (n) WHERE NOT n:Build RETURN n")}
    links = {(row["r"]["type"], row["r"]["properties"]["key"]): (row["s"], row["t"], row["r"]["properties"])
             for row in store.read("MATCH (a)-[r]->(b) RETURN a.id AS s, r, b.id AS t")}
    assert len(links) == next(store.read("MATCH ()-[r]->() RETURN count(r) AS c"))["c"]
    return nodes, links


def test_the_server_holds_exactly_what_the_files_say(
    neo4j_store: BoltStore, first_build: Build, second_build: Build
) -> None:
    assert not load_build(first_build, neo4j_store).nothing
    assert held_by(neo4j_store) == said_by(first_build)
    assert load_build(first_build, neo4j_store).nothing
    assert held_by(neo4j_store) == said_by(first_build)

    changes = load_build(second_build, neo4j_store)
    assert held_by(neo4j_store) == said_by(second_build)
    assert changes.added["Fact"] == 1
    assert changes.removed["Fact"] == 1
    assert changes.updated["Fact"] == 1

    load_build(first_build, neo4j_store)
    assert held_by(neo4j_store) == said_by(first_build)
    (current,) = neo4j_store.read("MATCH (b:Build {status: 'current'}) RETURN b.id AS id, b.facts AS facts")
    assert current == {"id": first_build.build_id, "facts": first_build.counts["facts"]}


def test_facts_added_since_a_build_can_be_asked(neo4j_store: BoltStore, first_build: Build, second_build: Build) -> None:
    load_build(first_build, neo4j_store)
    load_build(second_build, neo4j_store)
    rows = list(neo4j_store.read(load_questions()["facts_added_since"].cypher, {"build": first_build.build_id}))
    assert [row["type"] for row in rows] == ["Partnership"]
    assert "共建实训中心" in rows[0]["quotation"]


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    neo4j_store: BoltStore, first_build: Build, second_build: Build
) -> None:
    load_build(first_build, neo4j_store)
    would = load_build(second_build, neo4j_store, dry_run=True)
    assert held_by(neo4j_store) == said_by(first_build)
    assert would == load_build(second_build, neo4j_store)


def test_what_users_added_stays(neo4j_store: BoltStore, first_build: Build, second_build: Build) -> None:
    load_build(first_build, neo4j_store)
    fact = next(f.id for f in interchange.iter_facts(first_build.path) if len(f.evidence) == 2)
    neo4j_store.write([
        Statement("MATCH (n:Fact {id: $id}) SET n.checked_by = 'me' "
                  "CREATE (n)-[:SEE {note: 'mine'}]->(:Note:Fact {id: 'note-1', text: 'mine'})", {"id": fact}),
        Statement("MATCH (:Fact {id: $id})-[r:ROLE_PARTNER]->() SET r.weight = 3", {"id": fact}),
        Statement("CREATE (:Entity {id: 'mine', name: 'mine'})"),
    ])
    for build in (second_build, first_build):
        load_build(build, neo4j_store)
        (kept,) = neo4j_store.read(
            "MATCH (n:Fact {id: $id})-[s:SEE]->(note:Note) MATCH (n)-[r:ROLE_PARTNER]->() MATCH (m:Entity {id: 'mine'}) "
            "RETURN n.checked_by AS by, s.note AS note, note.text AS text, r.weight AS weight, m.name AS name", {"id": fact})
        assert kept == {"by": "me", "note": "mine", "text": "mine", "weight": 3, "name": "mine"}


def test_a_property_that_a_build_no_longer_states_goes(neo4j_store: BoltStore, first_build: Build, tmp_path: Path) -> None:
    load_build(first_build, neo4j_store)
    graph = interchange.read_graph(first_build.path)
    texts = {d.doc_id: interchange.read_text(first_build.path, d.doc_id) for d in graph.documents}
    bare = replace(graph, entities=tuple(replace(e, properties={}, aliases=()) for e in graph.entities))
    poorer = interchange.write_graph(bare, tmp_path / "poorer", texts=texts)
    load_build(poorer, neo4j_store)
    assert held_by(neo4j_store) == said_by(poorer)


def test_names_made_of_cypher_are_stored_and_found_as_text(neo4j_store: BoltStore, first_build: Build) -> None:
    load_build(first_build, neo4j_store)
    names = [e.name for e in interchange.iter_entities(first_build.path) if e.type == "Work"]
    assert any("DETACH DELETE" in name for name in names)
    for name in names:
        assert [row["n"] for row in neo4j_store.read("MATCH (e {name: $name}) RETURN e.name AS n", {"name": name})] == [name]


def drop_schema(store: BoltStore) -> None:
    drops = [Statement(f"DROP CONSTRAINT `{row['name']}`") for row in store.read("SHOW CONSTRAINTS YIELD name RETURN name")]
    store.write(drops)


def test_every_node_id_and_relationship_key_is_unique_by_constraint(neo4j_store: BoltStore, first_build: Build) -> None:
    drop_schema(neo4j_store)
    load_build(first_build, neo4j_store)
    rows = list(neo4j_store.read("SHOW CONSTRAINTS YIELD labelsOrTypes, properties RETURN labelsOrTypes[0] AS t, properties[0] AS p"))
    assert {(row["t"], row["p"]) for row in rows} == {
        *((label, "id") for label in ("Entity", "Document", "Fact", "Build")), *((t, "key") for t in link_types(ontology.load()))}


def test_chinese_is_searched_by_pairs_of_characters(neo4j_store: BoltStore, first_build: Build) -> None:
    load_build(first_build, neo4j_store)
    assert neo4j_store.search("深职大")[0]["text"] == "深圳职业技术大学"
    assert "现代学徒制" in neo4j_store.search("现代学徒")[0]["text"]
    for nasty in ('"', "a AND (", "\\", "*:*", "']"):
        neo4j_store.search(nasty)


class Breaking:
    """A store that breaks at the n-th transaction, in the middle of it."""

    def __init__(self, store: BoltStore, at: int) -> None:
        self._store, self._left = store, at

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def write(self, statements: Sequence[Statement]) -> None:
        self._left -= 1
        if self._left < 0:
            self._store.write([*statements[: len(statements) // 2], Statement("RETURN 1 / 0")])
        self._store.write(statements)


@pytest.mark.parametrize("at", range(5))
def test_a_load_that_broke_goes_on(neo4j_store: BoltStore, first_build: Build, second_build: Build, at: int) -> None:
    for build in (first_build, second_build):
        with pytest.raises(Exception, match="zero"):
            load_build(build, Breaking(neo4j_store, at))
        load_build(build, neo4j_store)
        assert held_by(neo4j_store) == said_by(build)


def test_a_neighbour_that_a_user_deleted_comes_back_with_its_relationships(
    neo4j_store: BoltStore, first_build: Build
) -> None:
    load_build(first_build, neo4j_store)
    neo4j_store.write([Statement("MATCH (n:Enterprise {name: '华为技术有限公司'}) DETACH DELETE n")])
    load_build(first_build, neo4j_store)
    assert held_by(neo4j_store) == said_by(first_build)


def test_repair_writes_again_what_was_tampered_with(neo4j_store: BoltStore, first_build: Build) -> None:
    load_build(first_build, neo4j_store)
    neo4j_store.write([Statement("MATCH (n:Enterprise {name: '华为技术有限公司'}) SET n.name = 'x'"),
                       Statement("MATCH ()-[r:STATED_IN]->() DELETE r")])
    load_build(first_build, neo4j_store, repair=True)
    assert held_by(neo4j_store) == said_by(first_build)


def load_command(build: Build, address: Address) -> tuple[list[str], Mapping[str, str]]:
    arguments = [str(Path(sys.executable).with_name("kg")), "load", str(build.path), "--uri", address.uri, "--user", address.user]
    return arguments, {**os.environ, "NEO4J_PASSWORD": address.password}


def test_a_killed_loader_leaves_a_graph_to_go_on_from(
    neo4j_store: BoltStore, neo4j_address: Address, first_build: Build
) -> None:
    arguments, environment = load_command(first_build, neo4j_address)
    began = time.monotonic()
    subprocess.run(arguments, env=environment, check=True, capture_output=True)
    whole = time.monotonic() - began
    chance = random.Random(8)
    for _ in range(KILLS):
        neo4j_store.write([Statement("MATCH (n) DETACH DELETE n")])
        process = subprocess.Popen(arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.0) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
        load_build(first_build, neo4j_store)
        assert held_by(neo4j_store) == said_by(first_build)


def test_a_load_waits_for_what_a_killed_one_left_on_the_server(
    neo4j_store: BoltStore, neo4j_address: Address, first_build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = connect(neo4j_address)
    held = threading.Thread(target=left.write, args=([Statement(
        "CREATE (:Document {id: $id}) WITH 1 AS one UNWIND range(1, 60000000) AS n RETURN count(n * n)",
        {"id": next(interchange.iter_documents(first_build.path)).doc_id})],))
    held.start()
    while not any(neo4j_store.read("SHOW TRANSACTIONS YIELD metaData WHERE metaData.app = 'kg load' RETURN 1 AS one")):
        time.sleep(0.05)
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.bolt.OTHERS_WAIT", 0.0)
        with pytest.raises(StoreError, match="another kg load"):
            load_build(first_build, neo4j_store)
    load_build(first_build, neo4j_store)
    held.join()
    left.close()
    assert held_by(neo4j_store) == said_by(first_build)


def test_a_type_that_is_no_identifier_never_reaches_cypher(neo4j_store: BoltStore) -> None:
    with pytest.raises(StoreError, match="letters, digits and underscores"):
        neo4j_store.create_link_keys(["A]-() DELETE n //"])
