"""The shipped recogniser, through the fast door and through spaCy."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy

import pipelines
from pipelines.components import recognise
from pipelines.layout import analyse

TEXT = (
    "2023年5月，重庆工程职业技术学院（以下简称“重工职院”）与华为技术有限公司签署合作协议，共建华为ICT学院。"
    "重工职院学生在2023年全国职业院校技能大赛中获一等奖。"
)


def names(text: str) -> set[tuple[str, str]]:
    layout = analyse(text)
    return {(layout.slice(s.start, s.end), s.label) for s in recognise(layout)}


def test_reads_names_and_nested_names() -> None:
    assert {
        ("重庆工程职业技术学院", "Institution"), ("重工职院", "Institution"), ("华为技术有限公司", "Enterprise"),
        ("华为ICT学院", "Platform"), ("华为", "Enterprise"), ("一等奖", "Award"),
        ("2023年全国职业院校技能大赛", "Competition"),
    } <= names(TEXT)


@pytest.mark.parametrize("text", ["", "\n\n", "　", "a", "学校坚持立德树人，各中等职业学校和企业广泛参与。"])
def test_nothing_to_name(text: str) -> None:
    assert names(text) == set()


def test_confidence_is_a_probability() -> None:
    assert all(0 <= s.confidence <= 1 for s in recognise(analyse(TEXT)))


def test_same_text_same_names() -> None:
    assert recognise(analyse(TEXT)) == recognise(analyse(TEXT))


def test_spacy_pipeline_gives_the_same_names() -> None:
    doc = pipelines.load()(TEXT)
    assert doc.text == TEXT == "".join(token.text_with_ws for token in doc)
    assert {(span.text, span.label_) for span in doc.spans["mentions"]} == names(TEXT)
    assert doc.spans["mentions"].attrs["confidence"]
    assert all(0 < span._.confidence <= 1 for span in doc.spans["mentions"])
    picture = displacy.render(doc, style="span", options={"spans_key": "mentions"})
    assert all(label in picture for label in ("Institution", "Enterprise", "Platform", "Competition", "Award"))


def test_names_over_wrapped_lines_keep_offsets_of_the_given_text() -> None:
    wrapped = "\n".join(re.findall(".{1,24}", TEXT * 2))
    docs = list(pipelines.load().pipe([wrapped, "无"]))
    assert [doc.text for doc in docs] == [wrapped, "无"]
    found = {span.text.replace("\n", "") for span in docs[0].spans["mentions"]}
    assert {"重庆工程职业技术学院", "华为技术有限公司"} <= found


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="中国学校“”《》（）大赛奖、。\n\t |a1贵州省", max_size=60))
def test_any_text_is_read(text: str) -> None:
    layout = analyse(text)
    spans = recognise(layout)
    assert all(0 <= s.start < s.end <= len(layout.text) for s in spans)
    assert not any(a.start < b.start < a.end < b.end for a in spans for b in spans)
