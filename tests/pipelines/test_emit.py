"""Records in source offsets: every mention and quotation slices back, whatever the layout did to the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BuildError
from kg.model import EntityRef, Literal
from pipelines.emission.claims import emit_facts, emit_totals
from pipelines.emission.heads import read_date, read_title
from pipelines.emission.mentions import emit_mentions
from pipelines.emission.quotation import quote
from pipelines.facts.claim import Claim, Ref
from pipelines.layout import analyse
from pipelines.layout.model import Block, Layout
from pipelines.page import LocalEntity, Page
from pipelines.sentences import count_sentences, sentence_ranges
from pipelines.span import NameSpan


def page_of(source: str, *names: tuple[str, str]) -> Page:
    """A page with the first occurrence of each (name, label) as a span."""
    layout = analyse(source)
    spans = []
    for name, label in names:
        start = layout.text.index(name)
        spans.append(NameSpan(start, start + len(name), label, 0.9, "test"))
    entities = tuple(LocalEntity(k, label, name) for k, (name, label) in enumerate(names))
    return Page(layout, tuple(spans), entities, {span: k for k, span in enumerate(spans)})


PROSE = ("近年来，学校走出国门办学。贵州工业职业技术学院与贵州轮胎共建“贵匠工坊”，选派教师为企业员工培训，"
         "并且同当地院校建立了长期合作的关系，培训的内容由企业和学校一起商定。") * 2
WRAPPED = "\r\n".join(PROSE[i:i + 20] for i in range(0, len(PROSE), 20)) + "\r\n"


def test_a_name_over_a_line_break_is_one_mention_without_the_break() -> None:
    page = page_of(WRAPPED, ("贵州工业职业技术学院", "Institution"))
    (mention,) = emit_mentions(page, "d1")
    assert mention.text == "贵州工业职业技术学院"
    assert WRAPPED[mention.start:mention.end] == "贵州工业职业技\r\n术学院"
    assert mention.entity_id == "d1#0"


def test_of_two_mentions_with_equal_borders_and_type_the_surer_stays() -> None:
    page = page_of(WRAPPED, ("贵州轮胎", "Enterprise"))
    (span,) = page.spans
    twin = NameSpan(span.start, span.end, span.label, 0.5, "other")
    both = Page(page.layout, (twin, span), page.entities, {twin: 0, span: 0})
    assert [mention.confidence for mention in emit_mentions(both, "d1")] == [0.9]


def test_equal_claims_are_one_fact_with_all_quotations() -> None:
    source = "甲学院与乙集团合作。\n乙集团是甲学院的合作企业。\n"
    page = page_of(source, ("甲学院", "Institution"), ("乙集团", "Enterprise"))
    roles = {"institution": (Ref(0),), "partner": (Ref(1),), "form": ("校企合作",)}
    second = page.layout.text.index("乙集团是")
    first = Claim("Partnership", roles, 0, 9, 0.6, "one")
    (fact,) = emit_facts(page, "d1", [first, Claim("Partnership", roles, second, second + 8, 0.9, "two")])
    assert [e.text for e in fact.evidence] == ["甲学院与乙集团合作", "乙集团是甲学院的"]
    assert (fact.confidence, fact.method) == (0.9, "two")
    assert fact.roles == {
        "form": (Literal("校企合作"),), "institution": (EntityRef("d1#0"),), "partner": (EntityRef("d1#1"),),
    }


def test_claims_that_differ_in_a_role_stay_apart() -> None:
    page = page_of("甲学院获奖。\n", ("甲学院", "Institution"))
    claims = [Claim("Honor", {"recipient": (Ref(0),), "date": (year,)}, 0, 5, 1.0, "x") for year in ("2021", "2022")]
    assert len(emit_facts(page, "d1", claims)) == 2


def test_white_space_at_the_ends_of_evidence_is_left_out() -> None:
    layout = analyse("甲学院获奖。\n乙学院获奖。\n")
    assert quote(layout, "d1", 0, len(layout.text)).text.endswith("乙学院获奖。")


def test_a_record_that_quotes_nothing_or_something_else_stops_the_build() -> None:
    layout = analyse("甲学院获奖。\n")
    with pytest.raises(BuildError, match="quotes nothing"):
        quote(layout, "d1", 3, 3)
    wrong = Layout(layout.source, layout.text, [offset + 1 for offset in layout.offsets])
    with pytest.raises(BuildError, match="expected '甲学"):
        quote(wrong, "d1", 0, 2)


PIECES = ["学校", "2021年", "获奖", "、", "。", "，", "a", "\n", "\r\n", "\n\n", "  ", "\t", "| ", "# ", "**", "3\n"]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_stretch_of_any_text_slices_back(data: st.DataObject) -> None:
    source = "".join(data.draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40)))
    layout = analyse(source)
    if not layout.text.strip():
        return
    start = data.draw(st.integers(0, len(layout.text) - 1))
    end = data.draw(st.integers(start + 1, len(layout.text)))
    if not layout.text[start:end].strip():
        return
    quotation = quote(layout, "d1", start, end)
    assert source[quotation.start:quotation.end] == quotation.text
    assert quotation.text == quotation.text.strip() != ""


def test_sentences_and_those_with_a_fact() -> None:
    layout = analyse("甲学院获奖。乙学院没有；丙学院也没有！\n标题\n——\n")
    texts = [re.sub(r"\s", "", layout.text[start:end]) for start, end in sentence_ranges(layout)]
    assert texts == ["甲学院获奖。", "乙学院没有；", "丙学院也没有！", "标题"]
    assert count_sentences(layout, [(1, 3), (2, 4)]) == (4, 1)
    assert count_sentences(layout, [(4, 8)]) == (4, 2)


def lines(*texts: str, kind: str = "paragraph") -> Layout:
    text = "\n".join(texts)
    blocks, start = [], 0
    for line in texts:
        blocks.append(Block(kind, start, start + len(line)))  # type: ignore[arg-type]
        start += len(line) + 1
    return Layout(text, text, range(len(text)), tuple(blocks))


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (("标题", "2024年5月9日"), "2024-05-09"),
        (("标题", "来源：本报 2024-05-29 10:00"), "2024-05-29"),
        (("标题", "（2023年12月）"), ""),
        (("标题", "二〇二三年报告", "2023年12月"), "2023-12"),
        (("标题", "学校于2021年6月1日与某企业签约，" + "双方将在人才培养、技术服务等方面合作，" * 3), ""),
        (("标题", "正文"), ""),
    ],
)
def test_the_date_of_a_dateline(head: tuple[str, ...], date: str) -> None:
    assert read_date(lines(*head)) == date


def test_a_date_at_the_foot_of_a_notice() -> None:
    body = [f"第{n}条 正文。" for n in range(20)]
    assert read_date(lines("通知", *body, "某某委员会", "2022年3月1日")) == "2022-03-01"


def test_the_title() -> None:
    assert read_title(lines("特色办学结硕果", kind="title")) == "特色办学结硕果"
    assert read_title(lines("正文第一句在这里结束。", "中高职衔接的一个样本")) == "中高职衔接的一个样本"
    assert read_title(lines("正文第一句在这里结束。")) == ""


@pytest.mark.parametrize(
    ("count", "number"), [("10项", 10), ("1,200人次", 1200), ("近10项", None), ("10余项", None), ("2万余人次", None), ("3", 3)]
)
def test_only_exact_counts_are_totals_to_compare_with(count: str, number: int | None) -> None:
    page = page_of("甲学院共获国家级奖项。\n", ("甲学院", "Institution"))
    roles = {"subject": (Ref(0),), "category": ("国家级奖项",), "count": (count,), "level": ("国家级",)}
    totals = emit_totals(page, "d1", [Claim("AchievementCount", roles, 0, 10, 0.9, "test")])
    assert [total.count for total in totals] == ([] if number is None else [number])
    assert all((total.subject, total.level, total.period) == ("d1#0", "国家级", "") for total in totals)
