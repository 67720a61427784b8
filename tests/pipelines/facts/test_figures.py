"""Counted facts of running text: outputs are achievements, structure is an indicator, plans are neither."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.facts.achievement_count import read as read_counts
from pipelines.facts.claim import Claim
from pipelines.facts.indicator import read as read_indicators
from pipelines.facts.restated import unify
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL = "深圳职业技术大学"


def test_an_output_is_an_achievement_with_its_unit(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}2023年年度报告\n2023年，学校授权发明专利470件。", {SCHOOL: "Institution"})
    (claim,) = read_counts(page)
    assert claim.roles["count"] == ("470件",)
    assert "发明专利" in str(claim.roles["category"][0])
    assert claim.roles["period"] == ("2023",)
    assert page.entities[page.subject or 0].name == SCHOOL


def test_each_number_of_a_list_has_the_level_said_beside_it(make_page: MakePage) -> None:
    page = make_page(
        f"{SCHOOL}2023年年度报告\n2023年，学校建成国家级精品课程4门、省级精品课程12门，主持市级教改课题23项。", {SCHOOL: "Institution"}
    )
    levels = {claim.roles["count"]: claim.roles["level"] for claim in read_counts(page)}
    assert levels == {("4门",): ("国家级",), ("12门",): ("省级",), ("23项",): ("市级",)}


def test_structure_is_an_indicator_with_a_plain_value(make_page: MakePage) -> None:
    page = make_page(
        f"{SCHOOL}2023年年度报告\n截至2023年底，学校现有专任教师1,306人，占地面积2,580亩。", {SCHOOL: "Institution"}
    )
    values = {claim.roles["value"] for claim in read_indicators(page)}
    assert (1306,) in values


def test_a_figure_in_text_and_table_has_equal_roles() -> None:
    prose = Claim(
        "Indicator",
        {"subject": ("校",), "indicator": ("专任教师",), "value": (306,), "period": ("2023",)},
        0,
        9,
        0.5,
        "a",
    )
    table = Claim(
        "Indicator",
        {"subject": ("校",), "indicator": ("专任教师数",), "value": (306,), "period": ("2023",)},
        90,
        99,
        0.9,
        "b",
    )
    other = Claim(
        "Indicator",
        {"subject": ("校",), "indicator": ("专任教师数",), "value": (306,), "period": ("2022",)},
        99,
        120,
        0.9,
        "b",
    )
    first, second, third = unify([prose, table, other])
    assert first.roles == second.roles == table.roles
    assert (first.start, second.start) == (0, 90)
    assert third.roles != table.roles
