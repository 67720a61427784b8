"""Prizes and honours of running text: who won what, where, how many; a prize not won is none."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.competition_result import read as read_results
from pipelines.facts.held import days_of
from pipelines.facts.honor import read as read_honors
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL = "深圳职业技术大学"
CONTEST = "全国职业院校技能大赛"


def told(page: Page, claims: list[Claim]) -> list[dict[str, list[object]]]:
    return [
        {r: [page.entities[v.key].name if isinstance(v, Ref) else v for v in vs] for r, vs in c.roles.items()}
        for c in claims
    ]


def test_grades_with_counts_are_facts_of_their_own(make_page: MakePage) -> None:
    text = f"{SCHOOL}2023年年度报告\n2023年，学校学生在{CONTEST}中获一等奖3项、二等奖5项。"
    names = {SCHOOL: "Institution", CONTEST: "Competition", "一等奖": "Award", "二等奖": "Award"}
    page = make_page(text, names)
    got = told(page, list(read_results(page)))
    assert [(g["award"], g["count"]) for g in got] == [(["一等奖"], [3]), (["二等奖"], [5])]
    assert all(g["recipient"] == [SCHOOL] and g["competition"] == [CONTEST] and g["date"] == ["2023"] for g in got)
    assert all(g["level"] == ["国家级"] for g in got)


def test_an_honour_has_its_grantor_and_level(make_page: MakePage) -> None:
    text = f"{SCHOOL}简介\n2021年，学校被教育部评为全国教育系统先进集体。"
    names = {SCHOOL: "Institution", "教育部": "Government", "全国教育系统先进集体": "Award"}
    page = make_page(text, names)
    (got,) = told(page, list(read_honors(page)))
    assert got["recipient"] == [SCHOOL]
    assert got["grantor"] == ["教育部"]
    assert (got["level"], got["date"]) == (["国家级"], ["2021"])


def test_the_row_of_a_table_says_who_conferred_it_and_when(make_page: MakePage) -> None:
    awards = {"全国技术能手": "人力资源和社会保障部", "广东省五一劳动奖章": "广东省总工会"}
    text = (
        f"# {SCHOOL}\n\n表2 教师荣誉一览\n\n| 姓名 | 荣誉称号 | 授予单位 | 时间 |\n|---|---|---|---|\n"
        "| 李明 | 全国技术能手 | 人力资源和社会保障部 | 2023.12 |\n| 王芳 | 广东省五一劳动奖章 | 广东省总工会 | 2024.4 |\n"
    )
    names = {SCHOOL: "Institution", "李明": "Person", "王芳": "Person", "人力资源和社会保障部": "Government", "广东省总工会": "Organization"}
    page = make_page(text, names | dict.fromkeys(awards, "Award"))
    got = told(page, list(read_honors(page)))
    assert [(g["award"], g["grantor"], g["date"]) for g in got] == [
        (["全国技术能手"], ["人力资源和社会保障部"], ["2023-12"]), (["广东省五一劳动奖章"], ["广东省总工会"], ["2024-04"]),
    ]


def test_a_league_that_confers_a_prize_does_not_win_it(make_page: MakePage) -> None:
    league, prize = "世界职业技术教育发展联盟", "优秀海外办学项目"
    page = make_page(f"{SCHOOL}简介\n2024年，学校被{league}评为“{prize}”。", {SCHOOL: "Institution", league: "Platform", prize: "Award"})
    (got,) = told(page, list(read_honors(page)))
    assert (got["recipient"], got["grantor"]) == ([SCHOOL], [league])


def test_those_who_confer_may_stand_behind(make_page: MakePage) -> None:
    text = f"{SCHOOL}荣誉\n2023年，学校获评广东省文明校园，授予单位：广东省教育厅、广东省财政厅。"
    names = {SCHOOL: "Institution", "广东省文明校园": "Award", "广东省教育厅": "Government", "广东省财政厅": "Government"}
    (got,) = told(page := make_page(text, names), list(read_honors(page)))
    assert got["grantor"] == ["广东省教育厅", "广东省财政厅"]


def test_a_prize_that_was_not_won_is_no_fact(make_page: MakePage) -> None:
    text = f"{SCHOOL}年度报告\n下一步，学校将力争在{CONTEST}上实现金奖零的突破。"
    page = make_page(text, {SCHOOL: "Institution", CONTEST: "Competition", "金奖": "Award"})
    assert list(read_results(page)) == []


def test_two_lists_told_with_fenbie_go_together(make_page: MakePage) -> None:
    text = f"2024年在{CONTEST}中，济源职业技术学院、濮阳职业技术学院分别获银奖3项、铜奖1项。"
    schools = {"济源职业技术学院": "Institution", "濮阳职业技术学院": "Institution"}
    page = make_page(text, {CONTEST: "Competition", "银奖": "Award", "铜奖": "Award", **schools})
    got = told(page, list(read_results(page)))
    assert [(g["recipient"], g["award"], g["count"]) for g in got] == [(["济源职业技术学院"], ["银奖"], [3]), (["濮阳职业技术学院"], ["铜奖"], [1])]


def test_an_entry_in_quotation_marks_is_the_work(make_page: MakePage) -> None:
    text = f"{SCHOOL}2024年年度报告\n2024年9月，学生参加{CONTEST}，“画里有田”项目获铜奖。"
    page = make_page(text, {SCHOOL: "Institution", CONTEST: "Competition", "铜奖": "Award"})
    (got,) = told(page, list(read_results(page)))
    assert got["work"] == ["画里有田"]


def test_a_result_without_a_date_is_of_the_day_that_the_contest_was_held(make_page: MakePage) -> None:
    contest = "第十八届山东省职业院校技能大赛"
    text = (
        f"{SCHOOL}简报\n（2026年1月15日）\n{contest}10月25日在潍坊开幕，吸引298所院校参加。2025年成绩已经公布。\n\n" + "各地高度重视，精心准备。" * 30
        + f"\n\n学校在{contest}中获一等奖1项。"
    )
    page = make_page(text, {SCHOOL: "Institution", contest: "Competition", "一等奖": "Award"})
    assert set(days_of(page).values()) == {"2026-10-25"}
    (got,) = told(page, list(read_results(page)))
    assert got["date"] == ["2026-10-25"]


def test_the_year_of_its_founding_dates_no_prize_of_a_school(make_page: MakePage) -> None:
    text = f"{SCHOOL}简介\n{SCHOOL}成立于2002年，先后荣获全国教育系统先进集体等称号。"
    (got,) = told(page := make_page(text, {SCHOOL: "Institution", "全国教育系统先进集体": "Award"}), list(read_honors(page)))
    assert "date" not in got


def test_a_number_that_sums_up_a_list_counts_no_single_prize(make_page: MakePage) -> None:
    prize, work = "广东省教学成果奖", "“云端车间”育人模式"
    text = f"{SCHOOL}2023年年度报告\n2023年，《{work}》等3项成果获{prize}。"
    got = told(page := make_page(text, {SCHOOL: "Institution", work: "Work", prize: "Award"}), list(read_honors(page)))
    assert all("count" not in g for g in got if g["recipient"] == [work])


def test_persons_who_win_a_prize_of_their_own_behind_are_no_contestants(make_page: MakePage) -> None:
    text = f"{SCHOOL}2023年年度报告\n2023年，学校在{CONTEST}中获优秀组织奖，教师李明、王芳获评优秀教练。"
    names = {SCHOOL: "Institution", CONTEST: "Competition", "优秀组织奖": "Award", "李明": "Person", "王芳": "Person"}
    got = told(page := make_page(text, names), list(read_results(page)))
    assert [("person" in g, "advisor" in g) for g in got] == [(False, False)]


def test_lines_under_a_result_name_its_contestants_and_advisors(make_page: MakePage) -> None:
    text = f"{SCHOOL}喜讯\n2023年6月18日，{CONTEST}举行，{SCHOOL}代表队获得国家级二等奖。\n指导老师：李明老师、王芳主任。\n参赛学生：赵强、周洁。\n"
    names = {SCHOOL: "Institution", CONTEST: "Competition", "二等奖": "Award", **dict.fromkeys(("李明", "王芳", "赵强", "周洁"), "Person")}
    (got,) = told(page := make_page(text, names), list(read_results(page)))
    assert (got["advisor"], got["person"]) == (["李明", "王芳"], ["赵强", "周洁"])


def test_a_number_of_all_those_who_have_a_title_counts_not_one_of_them(make_page: MakePage) -> None:
    league, prize = "苏州智能制造产教联合体", "国家市域产教联合体"
    page = make_page(f"{SCHOOL}简讯\n2023年，{league}成为入选的28家{prize}之一。", {SCHOOL: "Institution", league: "Platform", prize: "Award"})
    assert all("count" not in got for got in told(page, list(read_honors(page))))


def test_a_line_of_people_without_a_result_above_says_nothing(make_page: MakePage) -> None:
    assert list(read_results(make_page("指导教师：李明。\n", {"李明": "Person"}))) == []


def test_the_number_of_a_group_of_subjects_counts_no_prizes(make_page: MakePage) -> None:
    text = f"{SCHOOL}喜讯\n2023年，学校教师团队在{CONTEST}中荣获高职组专业课程二组一等奖。"
    page = make_page(text, {SCHOOL: "Institution", CONTEST: "Competition", "一等奖": "Award"})
    (got,) = told(page, list(read_results(page)))
    assert got["award"] == ["一等奖"]
    assert "count" not in got
