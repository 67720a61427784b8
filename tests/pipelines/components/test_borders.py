"""Borders, places and firms by grammar. Own examples."""

from __future__ import annotations

from pipelines.components.grammar import apply_grammar
from pipelines.layout import analyse
from pipelines.span import NameSpan


def found(text: str, *names: tuple[str, str]) -> set[tuple[str, str]]:
    """Names after the grammar."""
    layout = analyse(text)
    spans = [NameSpan(at := layout.text.index(name), at + len(name), label, 0.9) for name, label in names]
    return {(layout.slice(s.start, s.end), s.label) for s in apply_grammar(layout, spans)}


def test_latin_word_is_not_cut() -> None:
    assert found("与Nanyang Polytechnic合作。", ("lytechnic", "Institution")) == {("Nanyang Polytechnic", "Institution")}


def test_year_belongs_to_the_contest() -> None:
    assert found("获2021年全国焊接大赛奖项。", ("全国焊接大赛", "Competition")) == {("2021年全国焊接大赛", "Competition")}


def test_country_opens_the_name_of_a_body() -> None:
    assert found("他在芬兰工艺协会任职。", ("芬兰", "Place")) == {("芬兰工艺协会", "Organization")}
    assert found("他在芬兰和挪威工艺协会任职。", ("芬兰", "Place")) == {("芬兰", "Place")}


def test_tag_is_no_name() -> None:
    assert found('是否 <input type="checkbox"/> 建成', ("checkbox", "Institution")) == set()


def test_brand_before_class_is_nested() -> None:
    text = "学校与晨光机械有限公司开设晨光订单班。"
    names = found(text, ("晨光机械有限公司", "Enterprise"), ("晨光订单班", "Platform"))
    assert ("晨光", "Enterprise") in names


def test_group_inside_subsidiary_and_school_before_faculty() -> None:
    assert ("晨光集团", "Enterprise") in found("晨光集团江陵轴承有限公司来校。", ("晨光集团江陵轴承有限公司", "Enterprise"))
    assert found("晨光集团有限公司来校。", ("晨光集团有限公司", "Enterprise")) == {("晨光集团有限公司", "Enterprise")}
    names = found("江陵职业学院机电工程学院获奖。", ("江陵职业学院机电工程学院", "Institution"))
    assert ("江陵职业学院", "Institution") in names


def test_member_of_a_group_of_a_body() -> None:
    assert found("省教育厅党组成员到校。", ("省教育厅党组", "Government")) == {("省教育厅", "Government")}
