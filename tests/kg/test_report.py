"""The report: a text's own totals beside what was extracted, counted for the right subject, level, year and grade."""

import pytest

from kg.model import (
    Document,
    Entity,
    EntityRef,
    Evidence,
    Fact,
    Graph,
    Literal,
    NameChange,
    Reading,
    StatedTotal,
)
from kg.report import Run, compose
from kg.resolve import Resolution
from kg.sources import Skipped
from kg.totals import compare_totals, counted_types

HERE = Evidence("d1", 0, 2, "共获")


def result(number: int, award: str, *, level: str = "国家级", date: str = "2021", school: str = "e1", count: int = 1) -> Fact:
    roles = {
        "recipient": (EntityRef(school),), "award": (EntityRef(award),), "level": (Literal(level),),
        "date": (Literal(date),), "count": (Literal(count),),
    }
    return Fact(f"f{number}", "CompetitionResult", roles, (HERE,))


GRAPH = Graph(
    documents=(Document("d1", "a.txt", "", "x", 10),),
    entities=(Entity("e1", "Institution", "甲校"), Entity("g", "Award", "一等奖"), Entity("s", "Award", "二等奖")),
    facts=(
        result(1, "g", count=2),
        result(2, "s", count=3),
        result(3, "g", level="省级"),
        result(4, "g", date="2020-05"),
        result(5, "g", school="e2"),
    ),
)
RESOLUTION = Resolution(ids={("d1", "d1#0"): "e1"})


def compare(category: str, *, level: str = "", period: str = "", count: int = 5) -> dict[str, object]:
    total = StatedTotal("d1#0", category, count, HERE, period, level)
    reading = Reading(GRAPH.documents[0], "共获", totals=(total,))
    (row,) = compare_totals(GRAPH, RESOLUTION, [reading])
    return row


@pytest.mark.parametrize(
    ("category", "level", "period", "extracted"),
    [
        ("国家级奖项", "国家级", "2021", 5),
        ("竞赛奖项", "", "2021", 6),
        ("竞赛奖项", "", "", 7),
        ("一等奖", "国家级", "", 3),
        ("一等奖", "国家级", "2021", 2),
    ],
)
def test_only_facts_that_the_total_covers_are_counted(category: str, level: str, period: str, extracted: int) -> None:
    row = compare(category, level=level, period=period)
    assert row["extracted"] == extracted
    assert row["difference"] == 5 - extracted
    assert row["subject"] == "甲校"
    assert row["evidence"] == {"doc_id": "d1", "start": 0, "end": 2, "text": "共获"}


@pytest.mark.parametrize(
    ("category", "types"),
    [
        ("国家级奖项", ("CompetitionResult",)),
        ("合作企业", ("Partnership",)),
        ("成员单位", ("Membership",)),
        ("产业学院", ("PlatformBuilding",)),
        ("授权专利", ()),
    ],
)
def test_what_a_category_counts(category: str, types: tuple[str, ...]) -> None:
    assert counted_types(category) == types


def test_a_total_of_things_that_are_no_facts_is_not_compared() -> None:
    total = StatedTotal("d1#0", "授权专利", 470, HERE)
    assert compare_totals(GRAPH, RESOLUTION, [Reading(GRAPH.documents[0], "共获", totals=(total,))]) == []


def test_the_report_names_what_was_left_out_and_what_changed_its_name() -> None:
    change = NameChange("更名", "旧校", "甲校", "2023", HERE)
    reading = Reading(GRAPH.documents[0], "共获", name_changes=(change,), sentences=4, sentences_with_fact=1)
    run = Run([reading], [Skipped("b.txt", "empty")], [("c.txt", "a.txt")], {"reading": 0.12345})
    report = compose(GRAPH, RESOLUTION, run)
    assert report["skipped"] == [{"source": "b.txt", "reason": "empty"}]
    assert report["duplicates"] == [{"source": "c.txt", "same_as": "a.txt"}]
    assert report["name_changes"][0]["new_name"] == "甲校"
    assert report["coverage"]["documents"][0]["sentences_with_fact"] == 1
    assert report["seconds"] == {"reading": 0.123}
    assert report["counts"]["evidence"] == 5
