"""The Python door: frames, Cypher, SPARQL, networkx, cards; every public name is documented."""

import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg import Graph, QueryError
from kg.interchange import write_graph
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Literal, Mention
from kg.model import Graph as Records

ROOT = Path(__file__).resolve().parents[2]
TEXT = "甲职业技术学院与乙集团\n共建<b>丙产业学院</b>，授权专利12件。"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("door") / "out"
    school = Entity("e1", "Institution", "甲职业技术学院", ("甲职院",))
    firm, platform = Entity("e2", "Enterprise", "乙集团"), Entity("e3", "Platform", "丙产业学院")
    quotation = (Evidence("d1", 0, 22, TEXT[:22]),)
    partnership = {"institution": (EntityRef("e1"),), "partner": (EntityRef("e2"),), "form": (Literal("共建"),)}
    building = {"platform": (EntityRef("e3"),), "builder": (EntityRef("e1"), EntityRef("e2"))}
    at = TEXT.index("授权")
    count = {"subject": (EntityRef("e1"),), "category": (Literal("授权专利"),), "count": (Literal("12件"),)}
    records = Records(
        documents=(Document("d1", "in/one.txt", "题目", "x", len(TEXT), "e1", "2024"),),
        mentions=(Mention("d1", 0, 7, "甲职业技术学院", "Institution", "e1"),),
        entities=(school, firm, platform),
        facts=(
            Fact("f1", "Partnership", partnership, quotation, 0.9),
            Fact("f2", "PlatformBuilding", building, quotation, 0.8),
            Fact("f3", "AchievementCount", count, (Evidence("d1", at, at + 7, TEXT[at:at + 7]),), 0.7),
        ),
    )
    write_graph(records, folder, texts={"d1": TEXT})
    return Graph.open(folder)


def test_entities_come_most_mentioned_first(graph: Graph) -> None:
    frame = graph.entities()
    assert list(frame["name"]) == ["甲职业技术学院", "乙集团", "丙产业学院"]
    assert list(frame["mentions"]) == [1, 0, 0]
    assert list(graph.entities("Platform")["name"]) == ["丙产业学院"]


def test_facts_of_a_type_have_its_roles_as_columns(graph: Graph) -> None:
    frame = graph.facts("PlatformBuilding")
    assert frame.loc[0, "builder"] == "甲职业技术学院、乙集团"
    assert frame.loc[0, "quotation"] == "甲职业技术学院与乙集团 共建<b>丙产业学院"
    assert frame.loc[0, "status"] is None
    assert set(graph.facts()["type"]) == {"Partnership", "PlatformBuilding", "AchievementCount"}
    assert len(graph.facts("Honor")) == 0


def test_documents_mentions_totals(graph: Graph) -> None:
    assert graph.documents().loc[0, "subject"] == "甲职业技术学院"
    assert graph.mentions().loc[0, "entity"] == "甲职业技术学院"
    assert len(graph.totals()) == 0


def test_an_unknown_type_or_id_is_named(graph: Graph) -> None:
    with pytest.raises(QueryError, match="expected a type of Institution"):
        graph.entities("School")
    with pytest.raises(QueryError, match="expected a type of"):
        graph.networkx("Partner")
    with pytest.raises(QueryError, match="expected the id of a fact"):
        graph.quote("f9")
    with pytest.raises(QueryError, match="or file name of a document"):
        graph.text("two.txt")


def test_the_same_question_in_cypher_sparql_and_pandas(graph: Graph) -> None:
    cypher = graph.cypher(
        "MATCH (s:Institution {name: $school})-[:PARTNERS_WITH]-(p:Entity) RETURN DISTINCT p.name AS partner",
        school="甲职业技术学院",
    )
    sparql = graph.sparql(
        'SELECT ?partner WHERE { ?f a kg:Partnership ; kg:institution/skos:prefLabel "甲职业技术学院"@zh ; '
        "kg:partner/skos:prefLabel ?partner }"
    )
    pandas = graph.facts("Partnership").query("institution == '甲职业技术学院'")
    assert list(cypher["partner"]) == list(sparql["partner"]) == list(pandas["partner"]) == ["乙集团"]


def test_sparql_numbers_asks_constructs_and_faults(graph: Graph) -> None:
    assert graph.sparql("SELECT (COUNT(?f) AS ?n) WHERE { ?f a kg:Partnership }").loc[0, "n"] == 1
    assert bool(graph.sparql("ASK { ?x a kg:Platform }").loc[0, "answer"])
    assert len(graph.sparql("CONSTRUCT { ?x a kg:Y } WHERE { ?x a kg:Platform }")) == 1
    with pytest.raises(QueryError, match="not valid"):
        graph.sparql("SELEC ?x")


def test_networkx_has_names_relations_and_quotations(graph: Graph) -> None:
    network = graph.networkx()
    assert {data["name"] for _, data in network.nodes(data=True)} == {"甲职业技术学院", "乙集团", "丙产业学院"}
    (edge,) = [data for _, _, data in network.edges(data=True) if data["fact"] == "f1"]
    assert edge["relation"] == "PARTNERS_WITH"
    assert edge["form"] == "共建"
    assert len(graph.networkx("Partnership").edges) == 1


def test_a_card_shows_quotations_and_escapes_html(graph: Graph) -> None:
    card = graph.entity("甲职院")
    assert "甲职业技术学院" in str(card)
    page = card._repr_html_()
    assert "共建&lt;b&gt;丙产业学院" in page
    assert "<b>丙" not in page
    assert {fact.id for facts in card.facts.values() for fact in facts} == {"f1", "f2", "f3"}
    with pytest.raises(QueryError, match="did you mean"):
        graph.entity("甲职业学院")


def test_a_quotation_comes_with_its_context(graph: Graph) -> None:
    card = graph.quote("f3", context=3)
    at = TEXT.index("授权")
    assert str(card) == f"in/one.txt {at}-{at + 7}: …b>，【授权专利12件】。…"
    assert "<mark" in card._repr_html_()
    assert "&lt;" not in str(card)


def test_the_text_is_found_by_id_source_and_file_name(graph: Graph) -> None:
    assert graph.text("d1") == graph.text("in/one.txt") == graph.text("one.txt") == TEXT


def test_the_cookbook_answers_with_its_columns(graph: Graph) -> None:
    assert list(graph.ask("partners_of_school", school="甲职业技术学院").iloc[:, 0]) == ["乙集团"]
    assert len(graph.ask("partners_of_school", school="无此校").columns) > 0


def test_opening_and_listing_types_needs_neither_pandas_nor_java() -> None:
    code = "import kg, sys; assert not {'pandas', 'numpy', 'jpype', 'networkx', 'spacy'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_is_documented() -> None:
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for name in kg.__all__:
        assert f"`{name}`" in page, name
        assert getattr(kg, name).__doc__, name
    methods = [name for name in vars(Graph) if not name.startswith("_")]
    for name in methods:
        assert f"`{name}" in page or f".{name}(" in page, name
        assert getattr(Graph, name).__doc__, name
