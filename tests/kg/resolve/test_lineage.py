"""Renamed, raised and merged bodies: a text means the body of its date; today's body is found from each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.assemble import assemble
from kg.ids import entity_id
from kg.model import Entity, Evidence, NameChange, Reading
from kg.resolve import resolve

MakeReading = Callable[..., Reading]
OLD, NEW = "深圳职业技术学院", "深圳职业技术大学"


def entity_of(reading: Reading, *others: Reading, index: int = 0) -> Entity:
    """The entity that the first document's name became."""
    resolution = resolve([reading, *others])
    stable = resolution.ids[reading.document.doc_id, reading.entities[index].id]
    return next(entity for entity in resolution.entities if entity.id == stable)


def test_a_name_means_the_body_of_the_texts_date(read: MakeReading) -> None:
    before = entity_of(read("甲", [("Institution", OLD)], date="2019"))
    after = entity_of(read("乙", [("Institution", OLD)], date="2024-05"))
    assert before.name == OLD
    assert after.name == NEW
    assert OLD in after.aliases


def test_short_forms_follow_the_date(read: MakeReading) -> None:
    assert entity_of(read("甲", [("Institution", "日职")], date="2020")).name == "日照职业技术学院"
    assert entity_of(read("乙", [("Institution", "日职")], date="2027")).name == "日照职业技术大学"


def test_todays_body_is_found_from_the_old_one(read: MakeReading) -> None:
    old = entity_of(read("甲", [("Institution", OLD)], date="2019"))
    new = entity_of(read("乙", [("Institution", NEW)], date="2024"))
    assert old.properties["current"] == new.id
    assert old.properties["current_name"] == NEW
    assert old.properties["change"] == "升格"
    assert old.properties["ended"] == "2023"
    assert new.properties["predecessors"] == (old.id,)
    assert new.properties["former_names"] == (f"{OLD}（至2023）",)
    assert "current" not in new.properties


def test_without_a_date_a_name_means_what_it_says(read: MakeReading) -> None:
    assert entity_of(read("甲", [("Institution", OLD)])).name == OLD


def test_a_text_that_uses_the_new_name_is_from_after_the_change(read: MakeReading) -> None:
    def count(date: str | None) -> int:
        reading = read("甲", [("Institution", OLD), ("Institution", NEW)], date=date)
        resolution = resolve([reading])
        return len({resolution.ids[reading.document.doc_id, e.id] for e in reading.entities})

    assert count("2023") == count("2024") == 1
    assert count("2022") == count(None) == 2  # the new name may be a plan


def change(reading: Reading, kind: str, *, old: str, new: str, date: str) -> Reading:
    evidence = Evidence(reading.document.doc_id, 0, 1, reading.text[:1])
    return replace(reading, name_changes=(NameChange(kind, old, new, date, evidence),))


def test_changes_are_read_from_texts(read: MakeReading) -> None:
    old, new = "云南省劳动技工学校", "云南省高级技工学校"
    stating = change(read("丙", [("Institution", new)], date="2020"), "更名", old=old, new=new, date="1996")
    early = read("甲", [("Institution", old)], date="1990")
    late = read("乙", [("Institution", old)], date="2010")
    assert entity_of(early, stating).name == old
    assert entity_of(early, stating).properties["current_name"] == new
    assert entity_of(late, stating).name == new
    assert entity_of(late, early).name == old


def test_a_merged_body_keeps_its_own_id_and_leads_to_its_heir(read: MakeReading) -> None:
    old, new = "顺德成人学院", "顺德永强成人学院"
    stating = change(read("丙", [("Institution", new)], date="2020"), "合并", old=old, new=new, date="1994")
    late = entity_of(read("乙", [("Institution", old)], date="2010"), stating)
    assert late.name == old
    assert late.properties["change"] == "合并"
    assert late.properties["current_name"] == new
    assert late.properties["current"] != late.id


def test_a_change_to_an_unread_name_does_no_harm(read: MakeReading) -> None:
    stating = change(
        read("丙", [("Institution", "甲子学校")], date="2020"), "更名", old="甲子学校", new="乙丑学校", date="2001"
    )
    assert entity_of(stating).name == "甲子学校"


def test_facts_of_both_names_are_one_fact(read: MakeReading) -> None:
    roles = {"award": "国家优质专科高等职业院校"}
    award = ("Award", "国家优质专科高等职业院校")
    a = read("甲", [("Institution", OLD), award], date="2019", facts=[("Honor", {"recipient": OLD, **roles})])
    b = read("乙", [("Institution", NEW), award], date="2024", facts=[("Honor", {"recipient": NEW, **roles})])
    graph = assemble([a, b], resolve([a, b]))
    (fact,) = graph.facts
    assert len(fact.evidence) == 2
    assert [v.entity for v in fact.roles["recipient"]] == [entity_id("Institution", "深圳市职业技术大学")]  # type: ignore[union-attr]
