"""Projects abroad: the country comes from a place, a partner or the project's name; who is at home organises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts import overseas_project, platform_building
from pipelines.facts.claim import Ref
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL, FIRM = "贵州交通职业技术学院", "贵州桥梁建设集团"


def told(page: Page) -> list[tuple[str, str, str]]:
    def name(value: object) -> str:
        return page.entities[value.key].name if isinstance(value, Ref) else str(value)

    return [tuple(name(c.roles[role][0]) for role in ("project", "country", "organizer")) for c in overseas_project.read(page)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "project", "names", "country"),
    [
        (f"{SCHOOL}与{FIRM}在缅甸曼德勒市合建黔匠工坊，累计培训当地员工64人。", "黔匠工坊", {"缅甸曼德勒市": "Place"}, "缅甸"),
        (f"{SCHOOL}与泰国东方大学在春武里府共建黔匠工坊，累计培训学员64人次。", "黔匠工坊", {"泰国东方大学": "Institution", "春武里府": "Place"}, "泰国"),
        (f"{SCHOOL}与{FIRM}在非洲共建吉布提桥梁工坊，累计培训学员64人次。", "吉布提桥梁工坊", {"非洲": "Place"}, "吉布提"),
        (f"{SCHOOL}与{FIRM}共建印尼桥梁工坊。印度尼西亚学员64人结业。", "印尼桥梁工坊", {"印度尼西亚": "Place"}, "印度尼西亚"),
    ],
)
def test_the_country_of_a_project(make_page: MakePage, text: str, project: str, names: dict[str, str], country: str) -> None:
    page = make_page(f"{SCHOOL}简介\n{text}", {SCHOOL: "Institution", FIRM: "Enterprise", project: "Platform", **names})
    assert told(page) == [(project, country, SCHOOL)]


def test_a_school_abroad_organises_nothing(make_page: MakePage) -> None:
    other = "塔什干国立交通大学"
    page = make_page(
        f"{SCHOOL}简介\n{SCHOOL}与{other}签署共建乌兹别克斯坦丝路学院的备忘录。",
        {SCHOOL: "Institution", other: "Institution", "乌兹别克斯坦丝路学院": "Platform"},
    )
    assert {organizer for _, _, organizer in told(page)} == {SCHOOL}


def test_a_platform_at_home_is_no_project_abroad(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}简介\n{SCHOOL}与{FIRM}共建桥梁产业学院。", {SCHOOL: "Institution", FIRM: "Enterprise", "桥梁产业学院": "Platform"})
    assert told(page) == []


def test_a_platform_named_after_a_country_stands_there(make_page: MakePage) -> None:
    shop = "老挝建筑工坊"
    page = make_page(f"{SCHOOL}简介\n2023年，{SCHOOL}与{FIRM}共建{shop}。", {SCHOOL: "Institution", FIRM: "Enterprise", shop: "Platform"})
    assert {claim.roles["place"] for claim in platform_building.read(page)} == {("老挝",)}


def test_what_the_text_s_school_builds_in_another_country_is_its_project(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}年度报告\n{SCHOOL}是公办高校。\n深化国际交流，在泰国建立“经纬学堂”，输出课程标准。", {SCHOOL: "Institution", "泰国": "Place", "经纬学堂": "Platform"})
    assert told(page) == [("经纬学堂", "泰国", SCHOOL)]


def test_the_country_may_stand_in_another_sentence_than_the_builder(make_page: MakePage) -> None:
    text = f"{SCHOOL}年度报告\n\n一段引言，说明背景、目标、措施、成效、不足和展望；随后{SCHOOL}与{FIRM}共建经纬学堂。\n\n在泰国建立“经纬学堂”。"
    page = make_page(text, {SCHOOL: "Institution", FIRM: "Enterprise", "泰国": "Place", "经纬学堂": "Platform"})
    assert told(page) == [("经纬学堂", "泰国", SCHOOL)]
