"""`assemble`: one graph from readings, pure, whatever their order."""

from __future__ import annotations

import copy
from itertools import permutations

from kg.assemble import assemble
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Graph, Literal, Mention, Reading
from kg.resolve import resolve

SCHOOL, FIRM = "重庆工程职业技术学院", "重庆惠风合创科技有限公司"


def reading(number: int, school: str, firm: str, *, form: str = "", date: str = "", confidence: float = 0.9) -> Reading:
    doc_id = f"d{number}"
    text = f"{school}与{firm}合作"
    entities = (Entity("a", "Institution", school), Entity("b", "Enterprise", firm))
    mentions = (
        Mention(doc_id, 0, len(school), school, "Institution", "a"),
        Mention(doc_id, len(school) + 1, len(school) + 1 + len(firm), firm, "Enterprise", "b"),
    )
    roles: dict[str, tuple[EntityRef | Literal, ...]] = {"institution": (EntityRef("a"),), "partner": (EntityRef("b"),)}
    for role, value in (("form", form), ("date", date)):
        if value:
            roles[role] = (Literal(value),)
    fact = Fact("F", "Partnership", roles, (Evidence(doc_id, 0, len(text), text),), confidence, "test")
    return Reading(Document(doc_id, f"{number}.txt", "", "", len(text), subject="a"), text, mentions, entities, (fact,))


def build(*readings: Reading) -> Graph:
    return assemble(readings, resolve(readings))


READINGS = (
    reading(1, SCHOOL, FIRM, form="订单班", date="2023"),
    reading(2, "重庆工程职院", FIRM, form="校企合作", date="2023-05", confidence=0.95),
    reading(3, SCHOOL, "重庆惠风合创科技有限责任公司", form="订单班"),
)


def test_equal_facts_become_one_with_all_that_was_said() -> None:
    (fact,) = build(*READINGS).facts
    assert [e.doc_id for e in fact.evidence] == ["d1", "d2", "d3"]
    assert fact.roles["form"] == (Literal("校企合作"), Literal("订单班"))
    assert fact.roles["date"] == (Literal("2023-05"),)  # the fuller date of the same time
    assert fact.confidence == 0.95


def test_any_order_gives_the_same_graph() -> None:
    graphs = {repr(build(*order)) for order in permutations(READINGS)}
    assert len(graphs) == 1


def test_the_readings_are_left_as_they_were() -> None:
    before = copy.deepcopy(READINGS)
    build(*READINGS)
    assert before == READINGS


def test_everything_points_into_the_graph() -> None:
    graph = build(*READINGS)
    known = {entity.id for entity in graph.entities}
    assert len(known) == 2
    assert {mention.entity_id for mention in graph.mentions} == known
    assert {document.subject for document in graph.documents} <= known
    assert list(graph.facts) == sorted(graph.facts, key=lambda fact: fact.id)


def test_no_reading_gives_an_empty_graph() -> None:
    assert build() == Graph()


def test_quotations_within_a_larger_one_of_the_same_text_replace_it() -> None:
    first = READINGS[0]
    wide = first.facts[0]
    narrow = Fact("G", wide.type, wide.roles, (Evidence("d1", 0, 5, first.text[:5]),), 0.8, "test")
    both = Reading(first.document, first.text, first.mentions, first.entities, (wide, narrow))
    (fact,) = build(both).facts
    assert [(e.start, e.end) for e in fact.evidence] == [(0, 5)]


def test_a_fact_of_an_unknown_type_keeps_all_its_roles() -> None:
    first = READINGS[0]
    odd = Fact("X", "SomethingElse", {"who": (EntityRef("a"),)}, (Evidence("d1", 0, 2, first.text[:2]),))
    (fact,) = build(Reading(first.document, first.text, first.mentions, first.entities, (odd,))).facts
    assert fact.type == "SomethingElse"
