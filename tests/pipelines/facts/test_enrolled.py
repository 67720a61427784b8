"""Units listed under a programme take part in it, with the seat, batch and level that its heading says and the scope in brackets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts.awards import find_rolls
from pipelines.facts.claim import Ref
from pipelines.facts.enrolled import read_enrolled
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL, OTHER, GROUP = "海岭职业学院", "海岭理工学院", "现代通信技术专业群"
PLAN, SEAT = "双高计划", "湖南省“双高计划”建设单位"
NAMES = {SCHOOL: "Institution", OTHER: "Institution", GROUP: "Major", PLAN: "Program"}


def told(page: Page) -> list[dict[str, list[object]]]:
    def name(value: object) -> object:
        return page.entities[value.key].name if isinstance(value, Ref) else value

    return [{role: [name(v) for v in values] for role, values in claim.roles.items()} for claim in read_enrolled(page)]


def test_units_under_groups_of_a_programme_with_their_scope(make_page: MakePage) -> None:
    page = make_page(
        f"关于公布第二轮{SEAT}名单的通知\n\n各高等职业学校：\n\n一、高水平学校（1所）\n\n{SCHOOL}\n\n二、高水平专业群（1个）\n\n{OTHER}（{GROUP}）\n",
        {**NAMES, SEAT: "Award"})
    first, second = told(page)
    assert first == {"participant": [SCHOOL], "program": [PLAN],
                     "position": ["建设单位"], "batch": ["第二轮"], "level": ["省级"]}
    assert (second["participant"], second["scope"]) == ([OTHER], [GROUP])
    assert not find_rolls(page).claims


@pytest.mark.parametrize("text", [
    f"学校推进{PLAN}建设。\n\n{SCHOOL}\n",
    f"{PLAN}建设单位名单\n\n{SCHOOL}积极推进{PLAN}，成效显著。\n",
    f"{PLAN}建设单位名单\n\n名单另行公布，请各校关注。\n\n{SCHOOL}\n",
    f"专业建设\n\n{SCHOOL}\n",
])
def test_without_a_list_right_under_its_heading_nobody_takes_part(make_page: MakePage, text: str) -> None:
    assert told(make_page(f"工作简报\n\n{text}", NAMES)) == []


def test_a_designation_that_names_no_programme_is_an_honour(make_page: MakePage) -> None:
    seat = "国家示范性高职院校建设单位"
    page = make_page(f"关于公布{seat}名单的通知\n\n{SCHOOL}\n{OTHER}\n", {**NAMES, seat: "Award"})
    assert told(page) == []
    assert [claim.type for claim in find_rolls(page).claims] == ["Honor", "Honor"]
