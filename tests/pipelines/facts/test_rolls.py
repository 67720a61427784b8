"""Rolls of winners: the prize or contest in a heading, its grades below, a winner a line or row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pipelines.facts import affiliation
from pipelines.facts.awards import find_rolls
from pipelines.facts.claim import Ref
from pipelines.facts.relation import Relation
from pipelines.facts.scene import read_sentences
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
CONTEST = "2024年金华市职业院校教学能力比赛"
PRIZE = "2023年金华市职业教育教学成果奖"
NAMES = {
    CONTEST: "Competition", PRIZE: "Award", "一等奖": "Award", "二等奖": "Award", "优秀组织奖": "Award", "优秀指导教师": "Award",
    "东阳市技术学校": "Institution", "武义县职业技术学校": "Institution", "浙江横店影视公司": "Enterprise",
    "木雕里的几何": "Work", "一把算盘": "Work", "卢伟星": "Person", "雷霞": "Person", "傅俊": "Person",
}


def told(page: Page) -> list[dict[str, list[object]]]:
    return [
        {"type": [c.type]} | {r: [page.entities[v.key].name if isinstance(v, Ref) else v for v in vs] for r, vs in c.roles.items()}
        for c in find_rolls(page).claims
    ]


def test_each_line_under_a_grade_is_a_result_of_the_contest_in_the_title(make_page: MakePage) -> None:
    text = (
        f"关于公布{CONTEST}获奖名单的通知\n\n各学校：\n\n一、公共基础课程组\n（一）一等奖（1件）\n1.《木雕里的几何》 东阳市技术学校 卢伟星\n"
        "（二）二等奖（1件）\n1.《一把算盘》 武义县职业技术学校 雷霞 指导教师 傅俊\n\n二、优秀组织奖\n东阳市技术学校、武义县职业技术学校\n"
    )
    first, second, *bodies = told(make_page(text, NAMES))
    assert first == {
        "type": ["CompetitionResult"], "recipient": ["东阳市技术学校"], "competition": [CONTEST], "award": ["一等奖"], "work": ["木雕里的几何"],
        "person": ["卢伟星"], "track": ["公共基础课程组"], "level": ["市级"], "date": ["2024"],
    }
    assert (second["award"], second["person"], second["advisor"]) == (["二等奖"], ["雷霞"], ["傅俊"])
    assert [(b["recipient"], b["award"], "track" in b) for b in bodies] == [
        (["东阳市技术学校"], ["优秀组织奖"], False), (["武义县职业技术学校"], ["优秀组织奖"], False)]


def test_a_grade_of_a_prize_is_an_honour_of_the_work_and_of_its_units(make_page: MakePage) -> None:
    text = f"# {PRIZE}名单\n\n## 一等奖\n\n1. 木雕里的几何 东阳市技术学校、浙江横店影视公司\n2. 一把算盘 武义县职业技术学校\n"
    got = told(make_page(text, NAMES))
    assert {g["type"][0] for g in got} == {"Honor"}
    assert {str(g["award"][0]) for g in got} == {f"{PRIZE}一等奖"}
    assert [g["recipient"][0] for g in got] == ["木雕里的几何", "东阳市技术学校", "浙江横店影视公司", "一把算盘", "武义县职业技术学校"]


def test_a_table_under_a_prize_has_its_grades_in_a_column_and_partners_beside_win_nothing(make_page: MakePage) -> None:
    text = (
        f"# {PRIZE}\n\n| 序号 | 等级 | 成果名称 | 单位 | 合作企业 |\n|---|---|---|---|---|\n"
        "| 1 | 一等奖 | 木雕里的几何 | 东阳市技术学校 | 浙江横店影视公司 |\n| 2 | 二等奖 | 一把算盘 | 武义县职业技术学校 | 浙江横店影视公司 |\n"
    )
    got = [(g["recipient"][0], g["award"][0]) for g in told(make_page(text, NAMES))]
    assert got == [("木雕里的几何", f"{PRIZE}一等奖"), ("东阳市技术学校", f"{PRIZE}一等奖"),
                   ("一把算盘", f"{PRIZE}二等奖"), ("武义县职业技术学校", f"{PRIZE}二等奖")]


def test_a_prize_for_persons_honours_them(make_page: MakePage) -> None:
    text = f"关于表扬{CONTEST}先进的通报\n\n一、优秀指导教师\n\n东阳市技术学校 卢伟星\n"
    (got,) = told(make_page(text, NAMES))
    assert (got["type"], got["recipient"], got["award"]) == (["Honor"], ["卢伟星"], ["优秀指导教师"])


def test_prose_and_lists_without_a_grade_are_no_roll(make_page: MakePage) -> None:
    text = (
        f"{CONTEST}侧记\n\n一等奖的背后，东阳市技术学校卢伟星准备了三年。\n\n1. 东阳市技术学校 卢伟星\n2. 武义县职业技术学校 雷霞\n\n"
        "一等奖\n\n东阳市技术学校的卢伟星站上领奖台，荣获掌声。\n"
    )
    assert told(make_page(text, NAMES)) == []


def test_the_class_in_brackets_behind_a_prize_is_part_of_it(make_page: MakePage) -> None:
    prize = "首届全国教材建设奖全国优秀教材"
    text = f"关于教材获奖情况的通报\n\n一、{prize}（职业教育类）\n（一）二等奖\n1.《一把算盘》 武义县职业技术学校\n"
    got = told(make_page(text, {**NAMES, prize: "Award"}))
    assert {r["award"][0] for r in got} == {f"{prize}（职业教育类）二等奖"}


def test_a_list_under_a_designation_gives_it_to_what_each_row_names(make_page: MakePage) -> None:
    names = {"省级产业学院": "Award", "木雕产业学院": "Platform", "影视产业学院": "Platform", **NAMES}
    text = "省级产业学院认定名单\n\n| 序号 | 名称 | 学校 |\n|---|---|---|\n| 1 | 木雕产业学院 | 东阳市技术学校 |\n| 2 | 影视产业学院 | 武义县职业技术学校 |\n"
    assert [(t["type"], t["recipient"], t["award"]) for t in told(make_page(text, names))] == [
        (["Honor"], ["木雕产业学院"], ["省级产业学院"]), (["Honor"], ["影视产业学院"], ["省级产业学院"])]


def test_schools_with_their_works_in_one_line_are_winners(make_page: MakePage) -> None:
    text = f"一、{PRIZE}（2项）\n东阳市技术学校《木雕里的几何》，武义县职业技术学校《一把算盘》等。\n"
    assert [(t["recipient"], t["award"]) for t in told(make_page(text, NAMES))] == [
        ([who], [PRIZE]) for who in ("木雕里的几何", "东阳市技术学校", "一把算盘", "武义县职业技术学校")]


def test_units_and_persons_alone_under_an_honour_hold_it(make_page: MakePage) -> None:
    unit, person = "全市职业教育先进单位", "全市优秀职教工作者"
    names = {**NAMES, unit: "Award", person: "Award"}
    text = (
        f"关于表彰先进的决定\n\n一、{unit}（2个）\n东阳市技术学校\n武义县职业技术学校\n\n"
        f"二、{person}（2名）\n卢伟星　东阳市技术学校教师\n雷霞　武义县职业技术学校\n"
    )
    assert [(g["recipient"][0], g["award"][0]) for g in told(make_page(text, names))] == [
        ("东阳市技术学校", unit), ("武义县职业技术学校", unit), ("卢伟星", person), ("雷霞", person)]
    assert told(make_page(f"关于表彰先进的决定\n\n一、{unit}\n东阳市技术学校多年来坚持校企合作\n", names)) == []


def test_the_prize_above_a_roll_is_the_rolls_alone(make_page: MakePage) -> None:
    page = make_page(f"{CONTEST}获奖名单\n\n一等奖（1件）\n1.《木雕里的几何》 东阳市技术学校\n\n二等奖\n暂缺\n", NAMES)
    text = page.layout.text
    assert find_rolls(page).heads == {text.index(CONTEST), text.index("一等奖")}


def test_contestants_of_a_roll_are_no_staff(make_page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page(f"{CONTEST}获奖名单\n\n一等奖（1件）\n1. 卢伟星 东阳市技术学校\n\n教师代表雷霞，武义县职业技术学校。\n", NAMES)
    kept: list[str] = []

    def record(page: Page, type_: str, *_: object, keep: Callable[[Relation], bool]) -> Iterator[object]:
        for sentence in read_sentences(page):
            ends = {arg.label: arg for arg in sentence.args}
            if {"Person", "Institution"} <= set(ends) and keep(Relation(0, ends["Institution"], ends["Person"], sentence, 1.0)):
                kept.append(page.entities[ends["Person"].key].name)
        return iter(())

    monkeypatch.setattr(affiliation, "read_claims", record)
    assert not [claim for claim in affiliation.read(page) if "relations" in claim.method]
    assert kept == ["雷霞"]


def test_an_honour_of_a_roll_has_the_office_and_the_year_of_the_notice(make_page: MakePage) -> None:
    team = "省级教学创新团队"
    page = make_page(
        f"金华市教育局关于公布2024年{team}名单的通知\n\n一、{team}\n东阳市技术学校\n", {**NAMES, team: "Award", "金华市教育局": "Government"})
    (got,) = told(page)
    assert (got["recipient"], got["grantor"], got["date"]) == (["东阳市技术学校"], ["金华市教育局"], ["2024"])
    page = make_page(f"某校喜讯\n\n金华市教育局到会祝贺。\n\n一、{team}\n东阳市技术学校\n", {**NAMES, team: "Award", "金华市教育局": "Government"})
    assert "grantor" not in told(page)[0]


def test_a_table_under_an_announced_designation_lists_who_holds_it(make_page: MakePage) -> None:
    seat, group = "示范性职业教育集团培育单位", "东阳木雕职业教育集团"
    names = {**NAMES, seat: "Award", group: "Platform"}
    rows = f"| 序号 | 集团名称 | 牵头单位 |\n|---|---|---|\n| 1 | {group} | 东阳市技术学校 |\n"
    assert [(g["recipient"], g["award"]) for g in told(make_page(f"关于公布{seat}的通知\n\n{rows}", names))] == [([group], [seat])]
    assert told(make_page(f"关于开展{seat}评选工作的通知\n\n{rows}", names)) == []
