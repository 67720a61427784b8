"""States of platforms and forms of work that the words beside a name tell, and what two partners work on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts import partnership
from pipelines.facts.candidates import BUILDER, PAIR
from pipelines.facts.claim import Ref
from pipelines.facts.forms import spoken_forms, written_forms
from pipelines.facts.relation import Relation
from pipelines.facts.scene import read_sentences
from pipelines.facts.states import stated_states
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL, FIRM, PLATFORM, MAJOR = "江北职业学院", "长风股份公司", "长风产业学院", "工业设计"
NAMES = {SCHOOL: "Institution", FIRM: "Enterprise", PLATFORM: "Platform", MAJOR: "Major"}


def relation(page: Page, spec: int, first: str, second: str) -> Relation:
    """The pair of two names where they first stand in one sentence."""
    for sentence in read_sentences(page):
        args = {page.layout.text[arg.start : arg.end]: arg for arg in sentence.args}
        if first in args and second in args:
            return Relation(spec, args[first], args[second], sentence, 0.9)
    raise AssertionError(f"{first} and {second} share no sentence")


@pytest.mark.parametrize(("behind", "states"), [
    (f"2024年3月，{PLATFORM}正式揭牌。", ("揭牌",)),
    (f"{PLATFORM}于2023年在校内挂牌，招生40人。", ("揭牌",)),
    (f"{PLATFORM}（以下简称“学院”）落成。", ("建成",)),
    (f"{PLATFORM}2022年经省教育厅批准立项。", ("立项",)),
    (f"学校建成{PLATFORM}，{PLATFORM}入选首批名单。", ("建成", "入选")),
    (f"双方签约共建{PLATFORM}。", ("签约",)),
    (f"{PLATFORM}将于明年揭牌。", ()),
    (f"学校拟成立{PLATFORM}。", ()),
    (f"{PLATFORM}建成后可容纳百人。", ()),
])
def test_a_state_stands_right_beside_the_name_and_is_not_to_come(make_page: MakePage, behind: str, states: tuple[str, ...]) -> None:
    page = make_page(f"{SCHOOL}与{FIRM}共建{PLATFORM}。\n{behind}\n", NAMES)
    assert stated_states(page, relation(page, BUILDER, SCHOOL, PLATFORM)) == states


def test_words_that_stand_for_a_state_loosely_are_told_only_when_asked_for(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}与{FIRM}组建{PLATFORM}。\n", NAMES)
    pair = relation(page, BUILDER, SCHOOL, PLATFORM)
    assert (stated_states(page, pair), stated_states(page, pair, loose=True)) == ((), ("成立",))


def test_a_cell_of_the_row_may_be_the_state(make_page: MakePage) -> None:
    page = make_page(f"| 项目 | 单位 | 状态 |\n|---|---|---|\n| {PLATFORM} | {SCHOOL} | 11月揭牌 |\n", NAMES)
    assert stated_states(page, relation(page, BUILDER, SCHOOL, PLATFORM)) == ("揭牌",)


@pytest.mark.parametrize(("clause", "forms"), [
    ("实行“3+2”贯通培养", ("“3+2”贯通培养",)),
    ("开展现代学徒制培养", ("现代学徒制",)),
    ("签署谅解备忘录", ("签署谅解备忘录",)),
    ("签订校企合作框架协议", ("签署合作协议",)),
    ("联合申报省级项目", ("联合申报",)),
    ("合作开发活页式教材6部", ("合作开发教材",)),
    ("共建实训场所", ("共建",)),
    ("往来密切", ()),
])
def test_a_clause_names_the_form_of_work(make_page: MakePage, clause: str, forms: tuple[str, ...]) -> None:
    page = make_page(f"{SCHOOL}与{FIRM}{clause}。", NAMES)
    assert spoken_forms(page, relation(page, PAIR, SCHOOL, FIRM)) == forms


@pytest.mark.parametrize(("more", "forms"), [("", ("共建",)), ("，开设订单班", ("订单班", "共建"))])
def test_a_form_is_stated_where_its_words_stand(make_page: MakePage, more: str, forms: tuple[str, ...]) -> None:
    page = make_page(f"{SCHOOL}与{FIRM}建立合作关系{more}。\n\n另有订单培养。", NAMES)
    assert written_forms(page, relation(page, PAIR, SCHOOL, FIRM), ("订单班", "共建")) == forms


def test_partners_told_one_after_the_other_have_each_their_form(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}与歌尔股份签订合作协议；与{FIRM}建立实习基地。", {**NAMES, "歌尔股份": "Enterprise"})
    assert spoken_forms(page, relation(page, PAIR, SCHOOL, FIRM)) == ("实习基地",)


def test_partners_who_build_have_the_one_platform_of_their_clauses_for_a_product(make_page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page(f"{SCHOOL}与{FIRM}共建{PLATFORM}。", NAMES)
    pairs = [relation(page, PAIR, SCHOOL, FIRM), relation(page, BUILDER, SCHOOL, PLATFORM)]
    for name in ("pipelines.facts.partnership.relate", "pipelines.facts.claims.relate"):
        monkeypatch.setattr(name, lambda page: pairs)
    monkeypatch.setattr(partnership, "read_unspoken", lambda page: [])
    (claim,) = partnership.read(page)
    assert claim.roles["product"] == (next(Ref(page.entity_of[s]) for s in page.spans if s.label == "Platform"),)


def test_majors_of_a_far_clause_are_no_product(make_page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page(f"{SCHOOL}与{FIRM}开展现代学徒制培养，首批40人，每年两届，均已就业，{MAJOR}另行招生。", NAMES)
    pairs = [relation(page, PAIR, SCHOOL, FIRM)]
    for name in ("pipelines.facts.partnership.relate", "pipelines.facts.claims.relate"):
        monkeypatch.setattr(name, lambda page: pairs)
    monkeypatch.setattr(partnership, "read_unspoken", lambda page: [])
    (claim,) = partnership.read(page)
    assert claim.roles["form"] == ("现代学徒制",)
    assert "product" not in claim.roles
