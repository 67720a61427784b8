"""该校, 该中心, 该课程, 本人 mean the last name before of the kind that they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts.pointers import pointers_in, pointers_of
from pipelines.facts.scene import read_sentences
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
NAMES = {
    "长沙民政职业技术学院": "Institution", "永州职业技术学院": "Institution", "护理学院": "Institution", "康养工程中心": "Platform",
    "湘南康养产业学院": "Platform", "泰康公司": "Enterprise", "老年护理实务": "Work", "刘静怡": "Person", "银龄行动": "Program",
}


def told(page: Page) -> list[tuple[str, str]]:
    text = page.layout.text
    return [(text[p.start : p.end], text[p.meant.start : p.meant.end]) for p in pointers_of(page)]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("长沙民政职业技术学院与永州职业技术学院结对，该校教师来访。", ("该校", "永州职业技术学院")),
        ("长沙民政职业技术学院与永州职业技术学院结对。该校教师赴外交流。", ("该校", "长沙民政职业技术学院")),
        ("护理学院建成康养工程中心，2024年该中心入选省级基地。", ("该中心", "康养工程中心")),
        ("护理学院牵头建成湘南康养产业学院，该产业学院招生86人。", ("该产业学院", "湘南康养产业学院")),
        ("护理学院与泰康公司签约。该院派出教师12人。", ("该院", "护理学院")),
        ("护理学院与泰康公司签约。该公司捐赠设备。", ("该公司", "泰康公司")),
        ("刘静怡主编的《老年护理实务》出版，该书印数5000册。", ("该书", "老年护理实务")),
        ("刘静怡指导学生参赛，本人获评优秀教师。", ("本人", "刘静怡")),
        ("永州职业技术学院实施银龄行动，这个计划惠及老人。", ("这个计划", "银龄行动")),
    ],
)
def test_words_that_point_mean_the_last_name_of_their_kind(make_page: MakePage, text: str, pair: tuple[str, str]) -> None:
    assert told(make_page(text, NAMES)) == [pair]


def test_a_faculty_is_no_school(make_page: MakePage) -> None:
    page = make_page("永州职业技术学院护理学院走访泰康公司，该校另派教师6名。", {"永州职业技术学院": "Institution", "护理学院": "Institution"})
    assert told(page) == [("该校", "永州职业技术学院")]


def test_nothing_is_meant_where_nothing_of_the_kind_was_named_near(make_page: MakePage) -> None:
    assert told(make_page("该中心占地20亩。护理学院来访。", NAMES)) == []
    assert told(make_page("康养工程中心揭牌。" + "学生在这里实习。" * 50 + "该中心占地20亩。", NAMES)) == []


def test_pointers_of_a_range_and_as_parts_of_a_sentence(make_page: MakePage) -> None:
    page = make_page("康养工程中心揭牌。该中心由护理学院与泰康公司共建。", NAMES)
    assert pointers_in(page, 0, 9) == ()
    first, second = read_sentences(page)
    (anaphor,) = [arg for arg in second.args if arg.kind == "anaphor"]
    assert (anaphor.key, anaphor.label) == (first.args[0].key, "Platform")


@pytest.mark.parametrize(("text", "meant"), [
    ("刘静怡到校，学校与泰康公司签约。", "永州职业技术学院"),
    ("刘静怡到校，学院与泰康公司签约。", "护理学院"),
])
def test_in_a_section_on_a_faculty_the_school_is_the_whole_one(make_page: MakePage, text: str, meant: str) -> None:
    page = make_page(f"永州职业技术学院年报\n\n永州职业技术学院是公办高校。\n\n案例1 【护理学院】以岗育人\n\n{text}\n", NAMES)
    (anaphor,) = [arg for sentence in read_sentences(page) for arg in sentence.args if arg.kind == "anaphor"]
    assert page.entities[anaphor.key].name == meant


def test_a_firm_may_be_meant_behind_a_word_of_company(make_page: MakePage) -> None:
    page = make_page("泰康公司举办大会。护理学院与公司续签协议。", NAMES)
    (anaphor,) = [arg for sentence in read_sentences(page) for arg in sentence.args if arg.kind == "anaphor"]
    assert page.entities[anaphor.key].name == "泰康公司"


def test_names_with_short_names_in_brackets_are_one_list(make_page: MakePage) -> None:
    page = make_page("长沙民政职业技术学院（以下简称“民政学院”）、永州职业技术学院（“永职”）和泰康公司共建中心。", {
        **NAMES, "民政学院": "Institution", "永职": "Institution"})
    (sentence,) = read_sentences(page)
    assert sentence.mask == "I、I和E共建中心"
    assert {(arg.left, arg.right) for arg in sentence.args if arg.at >= 0 and not arg.nested} == {(0, 4)}
