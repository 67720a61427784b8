"""Who works where, as grammar tells it: posts before and behind a name, words for bodies, brackets, faculties, authors."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.facts.authors import read_authors
from pipelines.facts.posts import Post, is_pupil, read_posts
from pipelines.facts.units import read_units
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL = "深圳职业技术大学"
FIRM = "比亚迪股份有限公司"


def told(page: Page, posts: list[Post]) -> set[tuple[str, str, tuple[str, ...]]]:
    text = page.layout.text
    return {(text[p.person.start: p.person.end], page.entities[p.organization].name, p.titles) for p in posts}


def posts(page: Page) -> set[tuple[str, str, tuple[str, ...]]]:
    return told(page, list(read_posts(page)))


def test_a_post_between_organisation_and_name_with_its_department(make_page: MakePage) -> None:
    page = make_page(f"{FIRM}人力资源部部长李明、{SCHOOL}党委副书记、校长王芳出席。",
                     {SCHOOL: "Institution", FIRM: "Enterprise", "李明": "Person", "王芳": "Person"})
    assert posts(page) == {("李明", FIRM, ("人力资源部部长",)), ("王芳", SCHOOL, ("党委副书记", "校长"))}


def test_a_school_post_alone_is_the_schools_and_a_firms_the_last_firms(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n学校与{FIRM}签约，校长王芳致辞。公司总经理李明表示感谢。",
                     {SCHOOL: "Institution", FIRM: "Enterprise", "李明": "Person", "王芳": "Person"})
    assert posts(page) == {("王芳", SCHOOL, ("校长",)), ("李明", FIRM, ("总经理",))}


def test_posts_taken_up_behind_a_name_go_on_over_clauses(make_page: MakePage) -> None:
    body = "中国职业技术教育学会"
    page = make_page(f"王芳担任{body}理事，兼任{SCHOOL}客座教授。", {SCHOOL: "Institution", body: "Organization", "王芳": "Person"})
    assert posts(page) == {("王芳", body, ("理事",)), ("王芳", SCHOOL, ("客座教授",))}


def test_a_post_held_in_a_body_with_or_without_a_comma_and_no_post_where_one_only_studies(make_page: MakePage) -> None:
    page = make_page(f"王芳在{SCHOOL}，担任实训教师职务；李明现在{FIRM}任首席技师。赵强在{SCHOOL}学习。",
                     {SCHOOL: "Institution", FIRM: "Enterprise", "王芳": "Person", "李明": "Person", "赵强": "Person"})
    assert posts(page) == {("王芳", SCHOOL, ("实训教师",)), ("李明", FIRM, ("首席技师",))}


def test_brackets_behind_a_name_hold_its_organisation(make_page: MakePage) -> None:
    page = make_page(f"优秀企业导师：李明（{FIRM}）、王芳（{SCHOOL}）", {SCHOOL: "Institution", FIRM: "Enterprise", "李明": "Person", "王芳": "Person"})
    assert posts(page) == {("李明", FIRM, ()), ("王芳", SCHOOL, ())}


def test_the_byline_of_a_paper_is_no_post(make_page: MakePage) -> None:
    assert posts(make_page("三湘职教网2024年12月9日 记者 彭佳宁\n学校开学。", {"三湘职教网": "Organization", "彭佳宁": "Person"})) == set()


def test_pupils_and_contestants_hold_no_post(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n学校学生李明获一等奖，指导教师王芳。", {SCHOOL: "Institution", "李明": "Person", "王芳": "Person"})
    assert posts(page) == set()
    assert is_pupil(page.layout.text, page.layout.text.index("李明"))


def test_authors_take_the_school_below_their_line_and_their_titles_from_the_note(make_page: MakePage) -> None:
    page = make_page(f"产教融合研究\n\n王芳\n\n{SCHOOL}\n\n摘要：略。\n\n【作者简介】王芳（1980-），女，广东深圳人，副教授，从事职业教育研究。",
                     {SCHOOL: "Institution", "王芳": "Person"})
    assert ("王芳", SCHOOL, ("副教授",)) in told(page, list(read_authors(page)))


def units(page: Page) -> set[tuple[str, str]]:
    name = page.entities
    return {(name[c.roles["unit"][0].key].name, name[c.roles["organization"][0].key].name) for c in read_units(page)}  # type: ignore[union-attr]


def test_units_by_name_by_the_school_before_and_by_their_keeper(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n{SCHOOL}由深圳市人民政府举办。学校汽车与交通学院成立于2012年。{SCHOOL}医学院同年招生。",
                     {SCHOOL: "Institution", "深圳市人民政府": "Government", "汽车与交通学院": "Institution", f"{SCHOOL}医学院": "Institution"})
    assert units(page) == {(SCHOOL, "深圳市人民政府"), ("汽车与交通学院", SCHOOL), (f"{SCHOOL}医学院", SCHOOL)}


def test_another_school_is_no_unit(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n学校与广州航海学院签约。", {SCHOOL: "Institution", "广州航海学院": "Institution"})
    assert units(page) == set()


def test_posts_told_one_after_the_other_are_in_one_body(make_page: MakePage) -> None:
    page = make_page(f"{FIRM}副董事长李明、物流板块负责人赵强，{SCHOOL}校长王芳出席。▲校长王芳致辞。",
                     {SCHOOL: "Institution", FIRM: "Enterprise", "李明": "Person", "王芳": "Person", "赵强": "Person"})
    assert posts(page) == {("李明", FIRM, ("副董事长",)), ("赵强", FIRM, ("物流板块负责人",)), ("王芳", SCHOOL, ("校长",))}


def test_the_line_that_introduces_a_person_lists_posts(make_page: MakePage) -> None:
    page = make_page("李明，华为技术有限公司首席技师，深圳市总工会兼职副主席，深圳市职业教育学会会长。\n", {"李明": "Person", "华为技术有限公司": "Enterprise", "深圳市总工会": "Organization", "深圳市职业教育学会": "Organization"})
    assert posts(page) == {("李明", "华为技术有限公司", ("首席技师",)), ("李明", "深圳市总工会", ("兼职副主席",)), ("李明", "深圳市职业教育学会", ("会长",))}


def test_persons_counted_as_teachers_teach_at_the_school(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n学校捷报频传。李明、王芳两位老师获一等奖。赵强等人到会。",
                     {SCHOOL: "Institution", "李明": "Person", "王芳": "Person", "赵强": "Person"})
    assert posts(page) == {("李明", SCHOOL, ("教师",)), ("王芳", SCHOOL, ("教师",))}


def test_each_faculty_of_a_list_that_a_school_has_is_its_unit(make_page: MakePage) -> None:
    one, two, other = "机电工程学院", "电子信息学院", "艺术设计学院"
    page = make_page(f"# {SCHOOL}年报\n\n{'学校概况。' * 500}\n\n现设{one}、{two}等11个二级学院。\n{other}的同学到场。\n", {
        SCHOOL: "Institution", one: "Institution", two: "Institution", other: "Institution"})
    units = {(page.entities[c.roles["unit"][0].key].name, page.entities[c.roles["organization"][0].key].name) for c in read_units(page)}  # type: ignore[union-attr]
    assert units == {(one, SCHOOL), (two, SCHOOL)}
