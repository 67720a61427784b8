"""A contest row is a result, an indicator row one indicator a year; title and section give what the row leaves out."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.tables import read_tables
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL = "深圳职业技术大学"
CONTEST = "全国职业院校技能大赛"


def told(page: Page, claim: Claim) -> dict[str, list[object]]:
    """Roles with entities as names."""
    return {r: [page.entities[v.key].name if isinstance(v, Ref) else v for v in vs] for r, vs in claim.roles.items()}


def read(page: Page) -> list[dict[str, list[object]]]:
    return [told(page, claim) for claim in read_tables(page)]


def test_a_contest_row_has_track_people_grade_level_and_the_year_of_the_title(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n表1 2023年学生竞赛获奖情况\n\n| 序号 | 赛事名称 | 赛项 | 选手 | 指导教师 | 等次 |\n|---|---|---|---|---|---|\n"
        f"| 1 | {CONTEST} | 数控多轴加工技术 | 李明、王芳 | 赵强 | 一等奖 |\n| 2 | {CONTEST} | 工业设计技术 | 周洁 | 赵强 | 二等奖 |\n"
    )
    page = make_page(text, {SCHOOL: "Institution", CONTEST: "Competition", "李明": "Person", "王芳": "Person"})
    first, second = read(page)
    assert first["recipient"] == [SCHOOL]
    assert first["competition"] == [CONTEST]
    assert first["track"] == ["数控多轴加工技术"]
    assert first["person"] == ["李明", "王芳"]
    assert first["advisor"] == ["赵强"]
    assert (first["award"], first["level"], first["date"]) == (["一等奖"], ["国家级"], ["2023"])
    assert second["award"] == ["二等奖"]


def test_a_track_behind_a_contest_and_in_a_column_of_projects_or_works(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n表1 2023年竞赛获奖情况\n\n| 竞赛名称 | 项目（作品） | 奖次 |\n|---|---|---|\n"
        f"| {CONTEST}（货运代理） | — | 一等奖 |\n| {CONTEST}（总决赛） | 蔬菜嫁接 | 二等奖 |\n| {CONTEST}车身修理赛项 | — | 二等奖 |\n"
    )
    page = make_page(text, {SCHOOL: "Institution", CONTEST: "Competition"})
    assert [(r.get("track"), r.get("work")) for r in read(page)] == [(["货运代理"], None), (["蔬菜嫁接"], None), (["车身修理"], None)]


def test_entries_of_a_contest_of_works_are_works(make_page: MakePage) -> None:
    contest = "中国国际大学生创新大赛（2024）"
    text = (
        f"# {SCHOOL}\n\n表2 {contest}获奖名单\n\n| 项目名称 | 级别 | 奖项 |\n|---|---|---|\n"
        "| 智能焊缝检测仪 | 国家级 | 银奖 |\n| 海上风电运维机器人 | 省级 | 金奖 |\n"
    )
    page = make_page(text, {SCHOOL: "Institution", contest: "Competition"})
    rows = read(page)
    assert [r["work"] for r in rows] == [["智能焊缝检测仪"], ["海上风电运维机器人"]]
    assert [r["level"] for r in rows] == [["国家级"], ["省级"]]
    assert {str(r["date"][0]) for r in rows} == {"2024"}


def test_counts_of_prizes_by_grade_and_year(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n表3 {CONTEST}获奖统计\n\n| 年份 | 一等奖 | 二等奖 | 合计 |\n|---|---|---|---|\n"
        "| 2021年 | 3 | 0 | 3 |\n| 2022年 | 5 | 2 | 7 |\n"
    )
    page = make_page(text, {SCHOOL: "Institution", CONTEST: "Competition"})
    got = [(r["date"][0], r["award"][0], r["count"][0]) for r in read(page)]
    assert got == [("2021", "一等奖", 3), ("2022", "一等奖", 5), ("2022", "二等奖", 2)]


def test_an_indicator_row_is_one_fact_a_year_and_a_dash_is_none(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n附表3 教学资源表\n\n| 序号 | 指标 | 单位 | 2022年 | 2023年 |\n|---|---|---|---|---|\n"
        "| 1 | 生师比 | ： | 14.2 | 13.8 |\n| 2 | 在线精品课程数* | 门 | - | 1,024 |\n| | 其中：省级数量 | 门 | 8 | 11 |\n"
    )
    page = make_page(text, {SCHOOL: "Institution"})
    got = [(r["indicator"][0], r["period"][0], r["value"][0]) for r in read(page)]
    assert got == [
        ("生师比", "2022", 14.2),
        ("生师比", "2023", 13.8),
        ("在线精品课程数", "2023", 1024),
        ("在线精品课程数-省级数量", "2022", 8),
        ("在线精品课程数-省级数量", "2023", 11),
    ]


def test_rows_named_after_bodies_are_about_them(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n表4 2023年产业学院情况\n\n| 产业学院 | 在读学生（人） | 企业投入（万元） |\n|---|---|---|\n"
        "| 华为信息与网络技术学院 | 386 | 1,200 |\n| 比亚迪应用技术学院 | 210 | — |\n"
    )
    names = {SCHOOL: "Institution", "华为信息与网络技术学院": "Platform", "比亚迪应用技术学院": "Platform"}
    got = [(r["subject"][0], r["indicator"][0], r["value"][0], r["unit"][0]) for r in read(make_page(text, names))]
    assert got == [
        ("华为信息与网络技术学院", "在读学生", 386, "人"),
        ("华为信息与网络技术学院", "企业投入", 1200, "万元"),
        ("比亚迪应用技术学院", "在读学生", 210, "人"),
    ]


def test_evidence_is_the_row(make_page: MakePage) -> None:
    text = f"# {SCHOOL}\n\n表5 指标\n\n| 指标 | 单位 | 2022年 | 2023年 |\n|---|---|---|---|\n| 毕业生就业率 | % | 97.1 | 98.2 |\n"
    page = make_page(text, {SCHOOL: "Institution"})
    claims = read_tables(page)
    assert {page.layout.slice(c.start, c.end) for c in claims} == {"毕业生就业率\t%\t97.1\t98.2"}


def test_students_from_abroad_are_told_by_country_in_the_note(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n附表5 国际影响表\n\n| 序号 | 指标 | 单位 | 2022年 | 2023年 | 备注 |\n|---|---|---|---|---|---|\n"
        "| 1 | 接收国外留学生人数 | 人 | 9 | 12 | 老挝7人、泰国5人 |\n| 2 | 生师比 | — | 16.9:1 | 16.4:1 | |\n"
    )
    got = {(r["indicator"][0], r["period"][0], r["value"][0]) for r in read(make_page(text, {SCHOOL: "Institution"}))}
    assert {
        ("老挝留学生", "2023", 7),
        ("泰国留学生", "2023", 5),
        ("接收国外留学生人数", "2022", 9),
        ("生师比", "2023", 16.4),
    } <= got


def test_a_table_that_goes_on_after_a_page_break_keeps_its_header(make_page: MakePage) -> None:
    contest = "中国国际大学生创新大赛（2024）"
    head = f"# {SCHOOL}\n\n表2 {contest}获奖名单\n\n| 序号 | 项目名称 | 级别 | 奖项 |\n|---|---|---|---|\n| 1 | 智能焊缝检测仪 | 省级 | 金奖 |\n| 2 | 海上风电机器人 | 省级 | 银奖 |\n"
    page = make_page(
        head + "\n\n| 3 | 古建数字守护 | 省级 | 铜奖 |\n|---|---|---|---|\n| 4 | 智慧养殖箱 | 省级 | 铜奖 |\n",
        {SCHOOL: "Institution", contest: "Competition"},
    )
    assert [r["work"][0] for r in read(page)] == ["智能焊缝检测仪", "海上风电机器人", "古建数字守护", "智慧养殖箱"]


def test_a_head_over_several_columns_belongs_to_each_of_them(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n表4 {CONTEST}获奖统计\n\n时间\t国赛（个）\t\t市赛（个）\t\n\t一等奖\t二等奖\t一等奖\t二等奖\n"
        "2021年\t1\t2\t3\t4\n2022年\t0\t5\t6\t7\n"
    )
    page = make_page(text, {SCHOOL: "Institution", CONTEST: "Competition"})
    got = [(r["date"][0], r["level"][0], r["award"][0], r["count"][0]) for r in read(page)]
    assert got[:4] == [
        ("2021", "国家级", "一等奖", 1), ("2021", "国家级", "二等奖", 2), ("2021", "市级", "一等奖", 3), ("2021", "市级", "二等奖", 4)
    ]
    assert ("2022", "市级", "二等奖", 7) in got


def test_counts_by_grade_read_year_contest_and_school_in_any_order(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n| 年度 | 学校 | 赛事 | 一等 | 二等 |\n|---|---|---|---|---|\n"
        f"| 2023 | 深圳技师学院 | {CONTEST} | 2项（3） | — |\n| 2024 | {SCHOOL} | {CONTEST} | 1项 | 4项 |\n"
    )
    page = make_page(text, {SCHOOL: "Institution", "深圳技师学院": "Institution", CONTEST: "Competition"})
    got = [(r["recipient"][0], r["date"][0], r["award"][0], r["count"][0]) for r in read(page)]
    assert got == [("深圳技师学院", "2023", "一等", 2), (SCHOOL, "2024", "一等", 1), (SCHOOL, "2024", "二等", 4)]


def test_a_cell_that_says_as_above_stands_for_the_cell_above(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n| 赛事名称 | 赛项 | 选手 | 等次 |\n|---|---|---|---|\n"
        f"| {CONTEST} | 数控多轴加工技术 | 李明 | 一等奖 |\n| 同上 | 工业设计技术 | 周洁 | 二等奖 |\n"
    )
    first, second = read(make_page(text, {SCHOOL: "Institution", CONTEST: "Competition"}))
    assert first["competition"] == second["competition"] == [CONTEST]
    assert second["track"] == ["工业设计技术"]


def test_a_table_of_one_row_is_read_without_a_header(make_page: MakePage) -> None:
    assert read(make_page(f"# {SCHOOL}\n\n| 一等奖 | 3 | 2023 |\n", {SCHOOL: "Institution"})) == []


def test_the_title_says_of_which_stage_a_table_is(make_page: MakePage) -> None:
    stage, final = "中国国际大学生创新大赛（2024）湖北省复赛", "中国国际大学生创新大赛（2024）全国总决赛"
    text = (
        f"# {SCHOOL}\n\n学校在{stage}中获金奖1项，随后在{final}中获铜奖1项。\n\n表1 省复赛获奖项目一览\n\n| 项目名称 | 奖项 | 负责人 |\n|---|---|---|\n"
        "| 智能焊缝检测仪 | 金奖 | 李明 |\n"
    )
    (got,) = read(make_page(text, {SCHOOL: "Institution", stage: "Competition", final: "Competition", "李明": "Person"}))
    assert got["competition"] == [stage]


def test_a_row_of_measures_is_named_by_the_columns(make_page: MakePage) -> None:
    text = f"# {SCHOOL}\n\n表4 2024届毕业生就业省份（单位：人）\n\n| 省份 | 广东 | 湖南 |\n|---|---|---|\n| 人数 | 265 | 51 |\n"
    got = [(r["indicator"], r["value"]) for r in read(make_page(text, {SCHOOL: "Institution"})) if "indicator" in r]
    assert got == [(["广东人数"], [265]), (["湖南人数"], [51])]


def test_a_list_of_winners_is_of_the_contest_and_not_of_its_final(make_page: MakePage) -> None:
    contest, final = "2024年江苏省职业院校教学能力比赛", "2024年江苏省职业院校教学能力比赛决赛"
    text = f"{final}在常州举行，省教育厅对标世界职业院校技能大赛修订了规则。\n\n表1 部分获奖名单\n\n| 学校 | 选手 | 奖项 |\n|---|---|---|\n| 镇江技师学院 | 乔安 | 一等奖 |\n"
    names = {contest: "Competition", final: "Competition", "镇江技师学院": "Institution", "乔安": "Person", "一等奖": "Award", "世界职业院校技能大赛": "Competition"}
    page = make_page(text, names)
    (claim,) = read_tables(page)
    assert [page.entities[v.key].name for v in claim.roles["competition"] if isinstance(v, Ref)] == [contest]


def test_a_column_of_the_team_a_contestant_stood_for_is_not_whose_result_it_is(make_page: MakePage) -> None:
    text = (
        "镇江技师学院2024年质量报告\n\n表1 第三届全国技能大赛学院获奖情况\n\n| 选手 | 所属代表队 | 奖项 |\n|---|---|---|\n| 乔安 | 江苏省 | 金牌 |\n| 沈立 | 江苏省 | 铜牌 |\n")
    names = {"镇江技师学院": "Institution", "第三届全国技能大赛": "Competition", "江苏省": "Place", "乔安": "Person", "沈立": "Person", "金牌": "Award", "铜牌": "Award"}
    page = make_page(text, names)
    assert {page.entities[v.key].name for c in read_tables(page) for v in c.roles["recipient"] if isinstance(v, Ref)} == {"镇江技师学院"}


def test_the_level_said_with_a_grade_is_that_of_its_row(make_page: MakePage) -> None:
    text = (
        f"# {SCHOOL}\n\n表2 2023年竞赛获奖情况\n\n| 赛事名称 | 赛项 | 选手 | 等次 |\n|---|---|---|---|\n"
        f"| {CONTEST} | 数控多轴加工技术 | 李明 | 国家级一等奖 |\n| {CONTEST} | 数控多轴加工技术 | 王芳 | 省级一等奖 |\n| {CONTEST} | 工业设计技术 | 周洁 | 一等奖 |\n"
    )
    page = make_page(text, {SCHOOL: "Institution", CONTEST: "Competition", "一等奖": "Award"})
    assert [row["level"] for row in read(page)] == [["国家级"], ["省级"], ["国家级"]]


def test_a_unit_in_brackets_behind_the_indicator_is_its_unit(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n| 指标 | 2022年 | 2023年 |\n|---|---|---|\n| 毕业生就业率（%） | 95.1 | 96.2 |\n", {SCHOOL: "Institution"})
    assert [(row["indicator"], row["unit"], row["value"]) for row in read(page)] == [(["毕业生就业率"], ["%"], [95.1]), (["毕业生就业率"], ["%"], [96.2])]


def test_courses_are_counted_in_terms_and_not_in_persons(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n| 项目 | 期数 | 人次 |\n|---|---|---|\n| 焊工培训 | 4 | 205 |\n| 电工培训 | 3 | 180 |\n", {SCHOOL: "Institution"})
    assert [row["unit"] for row in read(page)][:2] == [["期"], ["人次"]]
