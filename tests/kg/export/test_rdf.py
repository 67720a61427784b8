"""RDF exports say the same in four syntaxes, to two libraries."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset
from rdflib import Graph as RdfGraph
from rdflib.compare import to_isomorphic

from kg.export.door import export
from kg.model import EntityRef, Graph

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

KG = "https://w3id.org/zhijiao-kg/ontology#"
ID = "https://w3id.org/zhijiao-kg/id/"
SYNTAX = {
    "turtle": ("ttl", ox.RdfFormat.TURTLE),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "nquads": ("nq", ox.RdfFormat.N_QUADS),
    "jsonld": ("jsonld", ox.RdfFormat.JSON_LD),
}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def files(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("rdf")
    paths = {format_: folder / f"graph.{suffix}" for format_, (suffix, _) in SYNTAX.items()}
    for format_, path in paths.items():
        export(build_dir, format_, path)
    return paths


def quads(path: Path, format_: str) -> set[ox.Quad]:
    return set(ox.parse(path=path, format=SYNTAX[format_][1]))


def triples(found: set[ox.Quad]) -> set[tuple[object, object, object]]:
    return {(q.subject, q.predicate, q.object) for q in found}


@pytest.mark.parametrize("format_", ["trig", "jsonld"])
def test_the_syntaxes_with_graphs_hold_the_same_quads(files: dict[str, Path], format_: str) -> None:
    assert quads(files[format_], format_) == quads(files["nquads"], "nquads")


def test_turtle_holds_the_same_triples(files: dict[str, Path]) -> None:
    assert triples(quads(files["turtle"], "turtle")) == triples(quads(files["nquads"], "nquads"))


@pytest.mark.parametrize("format_", SYNTAX)
def test_rdflib_reads_a_graph_isomorphic_to_what_pyoxigraph_reads(files: dict[str, Path], format_: str) -> None:
    dataset = Dataset()
    dataset.parse(files[format_], format=RDFLIB[format_])
    by_rdflib = RdfGraph()
    for s, p, o, _ in dataset.quads():
        by_rdflib.add((s, p, o))
    plain = [ox.Triple(q.subject, q.predicate, q.object) for q in quads(files[format_], format_)]
    lines = ox.serialize(plain, format=ox.RdfFormat.N_TRIPLES)
    by_oxigraph = RdfGraph().parse(data=lines, format="nt")
    assert to_isomorphic(by_rdflib) == to_isomorphic(by_oxigraph)


def test_every_role_value_name_and_quotation_arrives(files: dict[str, Path], graph: Graph) -> None:
    found = triples(quads(files["turtle"], "turtle"))
    subjects = {(s.value, o.value) for s, p, o in found if p.value.endswith("#type")}  # type: ignore[attr-defined]
    for fact in graph.facts:
        assert (ID + fact.id, KG + fact.type) in subjects
        entities = {ID + v.entity for vs in fact.roles.values() for v in vs if isinstance(v, EntityRef)}
        assert entities <= {o.value for s, _, o in found if s.value == ID + fact.id}  # type: ignore[attr-defined]
    exact = {o.value for _, p, o in found if p.value.endswith("oa#exact")}  # type: ignore[attr-defined]
    assert {e.text for f in graph.facts for e in f.evidence} == exact
    labels = {o.value for _, p, o in found if p.value.endswith("prefLabel")}  # type: ignore[attr-defined]
    assert {e.name for e in graph.entities} == labels


def test_a_literal_in_a_role_of_entities_uses_the_text_form(files: dict[str, Path]) -> None:
    found = triples(quads(files["turtle"], "turtle"))
    assert [o.value for _, p, o in found if p.value == KG + "eventText"] == ["+世界技能大赛选拔赛"]  # type: ignore[attr-defined]


def test_what_a_document_says_stands_in_its_graph(files: dict[str, Path], graph: Graph) -> None:
    store = ox.Store()
    store.bulk_load(path=files["nquads"], format=ox.RdfFormat.N_QUADS)
    query = f"SELECT (COUNT(DISTINCT ?fact) AS ?n) {{ GRAPH ?d {{ ?fact <{KG}evidence> ?q }} }} GROUP BY ?d"
    counts = sorted(int(row["n"].value) for row in store.query(query))  # type: ignore[union-attr]
    expected = [sum(any(e.doc_id == d.doc_id for e in f.evidence) for f in graph.facts) for d in graph.documents]
    assert counts == sorted(expected)


def test_json_ld_carries_its_context_and_readable_chinese(files: dict[str, Path]) -> None:
    document = json.loads(files["jsonld"].read_text(encoding="utf-8"))
    assert {"kg", "id", "skos", "kg:partner"} <= set(document["@context"])
    assert "鲁班工坊" in files["jsonld"].read_text(encoding="utf-8")
