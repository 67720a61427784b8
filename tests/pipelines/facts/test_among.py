"""Who is counted in: those said to be among a programme's or a designation's, and those behind the seat that they take."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts.among import claim_honors, claim_participations
from pipelines.facts.claim import Claim, Ref
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
ONE, TWO, PLAN, TEAM = "江北职业学院", "江南职业学院", "现场工程师专项培养计划", "全国高校黄大年式教师团队"
NAMES = {ONE: "Institution", TWO: "Institution", PLAN: "Program", TEAM: "Award"}


def told(page: Page, claim: Claim) -> dict[str, str]:
    return {role: page.entities[v[0].key].name if isinstance(v[0], Ref) else str(v[0]) for role, v in claim.roles.items()}


@pytest.mark.parametrize("sentence", [
    f"2023年，首批{PLAN}名单公布，{ONE}、{TWO}等8所高校位列其中。",
    f"2023年，首批{PLAN}公布，{ONE}与{TWO}的项目均在其列。",
])
def test_those_among_a_programme_s_take_part(make_page: MakePage, sentence: str) -> None:
    page = make_page(f"简报\n\n{sentence}\n", NAMES)
    assert [told(page, claim) for claim in claim_participations(page)] == [
        {"participant": who, "program": PLAN, "position": "入选", "batch": "首批", "date": "2023"} for who in (ONE, TWO)]


def test_a_seat_and_a_colon_stand_before_those_who_take_it(make_page: MakePage) -> None:
    page = make_page(f"简报\n\n{PLAN}推进有力，我省2所学校入围建设单位：{ONE}、{TWO}，各有专班。\n", NAMES)
    assert [told(page, claim) for claim in claim_participations(page)] == [
        {"participant": who, "program": PLAN, "position": "建设单位"} for who in (ONE, TWO)]


def test_those_among_the_holders_of_a_designation_are_honoured(make_page: MakePage) -> None:
    page = make_page(f"简报\n\n教育部公布“{TEAM}”名单，{ONE}榜上有名。\n", NAMES)
    assert [told(page, claim) for claim in claim_honors(page)] == [{"recipient": ONE, "award": TEAM, "level": "国家级"}]
    assert list(claim_participations(page)) == []


@pytest.mark.parametrize("sentence", [f"{ONE}榜上有名。", f"{PLAN}公布。\n{ONE}位列其中。", f"学校申报{PLAN}。"])
def test_without_a_programme_before_it_in_the_paragraph_nobody_is(make_page: MakePage, sentence: str) -> None:
    page = make_page(f"简报\n\n{sentence}\n", NAMES)
    assert [*claim_participations(page), *claim_honors(page)] == []
