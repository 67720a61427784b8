"""Rosters of bodies with members: a post and the units that hold it, on one line or under a heading."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from pipelines.facts import membership, partnership
from pipelines.facts.claim import Ref
from pipelines.facts.relation import Relation
from pipelines.facts.rosters import is_listed, read_rosters
from pipelines.facts.scene import read_sentences
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
GROUP, SCHOOL, FIRM, GUILD = "海岭新能源职业教育集团", "海岭职业学院", "海岭电能公司", "海岭电力行业协会"
NAMES = {GROUP: "Platform", SCHOOL: "Institution", FIRM: "Enterprise", GUILD: "Organization"}


def told(page: Page) -> list[tuple[str, str, str]]:
    """(post, member, body) of each seat."""

    def name(ref: Ref) -> str:
        return page.entities[ref.key].name

    return [(r.post, page.entities[page.entity_of[m]].name, name(r.body)) for r in read_rosters(page) for m in r.members]


@pytest.mark.parametrize("text", [
    f"理事长单位：{SCHOOL}\n副理事长单位：{FIRM}、{GUILD}等12家单位\n",
    f"一、理事长单位\n\n{SCHOOL}\n\n二、副理事长单位\n\n{FIRM}、{GUILD}\n",
    f"一、理事长单位（1家）\n\n1. {SCHOOL}\n\n二、副理事长单位（2家）\n\n1. {FIRM}\n2. {GUILD}\n",
    f"- 增选理事长单位：{SCHOOL}；\n- 递补副理事长单位：{FIRM}（海电）、{GUILD}。\n",
])
def test_a_post_is_held_by_the_units_behind_or_under_it(make_page: MakePage, text: str) -> None:
    page = make_page(f"关于公布{GROUP}成员名单的通知\n\n现将名单公布如下。\n\n{text}", NAMES)
    assert told(page) == [("理事长单位", SCHOOL, GROUP), ("副理事长单位", FIRM, GROUP), ("副理事长单位", GUILD, GROUP)]


@pytest.mark.parametrize("text", [
    f"理事长单位{SCHOOL}与{FIRM}签约。",
    f"理事长单位：由{SCHOOL}推荐产生。",
    f"牵头单位：{SCHOOL}",
])
def test_sentences_and_parts_in_a_project_are_no_rosters(make_page: MakePage, text: str) -> None:
    assert told(make_page(f"{GROUP}工作简报\n\n{text}\n", NAMES)) == []


def test_without_a_title_the_body_named_most_often_before_is_meant(make_page: MakePage) -> None:
    page = make_page(f"工作简报\n\n{GROUP}成立，{GROUP}章程通过，{GUILD}发来贺信。\n\n理事单位：{FIRM}\n", NAMES)
    assert told(page) == [("理事单位", FIRM, GROUP)]
    assert told(make_page(f"工作简报\n\n名单如下。\n\n理事单位：{FIRM}\n", NAMES)) == []


def test_members_side_by_side_are_no_partners_and_hold_one_post(make_page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_page(f"{GROUP}简报\n\n副理事长单位：{FIRM}、{SCHOOL}\n秘书处设在{SCHOOL}。\n", NAMES)
    seen: list[object] = []
    for module, type_ in ((membership, "Membership"), (partnership, "Partnership")):
        monkeypatch.setattr(module, "read_claims", lambda page, type_, *_, keep, **__: _record(seen, keep, page))
        claims = list(module.read(page))
        assert [claim.roles["position"] for claim in claims] == ([("副理事长单位",)] * 2 if type_ == "Membership" else [])
    assert seen == [False, False]


def _record(seen: list[object], keep: Callable[..., bool], page: Page) -> Iterator[object]:
    """Whether a relation of the first two units that a page lists would be kept."""
    sentence = next(s for s in read_sentences(page) if {"Enterprise", "Institution"} <= {arg.label for arg in s.args})
    ends = {arg.label: arg for arg in sentence.args}
    relation = Relation(0, ends["Institution"], ends["Enterprise"], sentence, 1.0)
    assert is_listed(page, relation)
    seen.append(keep(relation))
    return iter(())


def test_the_publisher_beside_a_school_in_a_list_of_books_is_no_partner(make_page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    press = "海岭大学出版社"

    def kept(line: str) -> bool:
        page, seen = make_page(f"教材名单\n\n{line}\n", {SCHOOL: "Institution", press: "Enterprise"}), []
        sentence = next(s for s in read_sentences(page) if len(s.args) > 1)
        ends = {arg.label: arg for arg in sentence.args}
        relation = Relation(0, ends["Institution"], ends["Enterprise"], sentence, 1.0)
        monkeypatch.setattr(partnership, "read_claims", lambda *_, keep, **__: iter([seen.append(keep(relation))]))
        list(partnership.read(page))
        return seen == [True]

    assert not kept(f"《应用数学》 主编：吴强 {SCHOOL} {press}")
    assert kept(f"{SCHOOL}与{press}签署合作协议")


def test_long_lists_are_read_in_bounded_time(make_page: MakePage) -> None:
    page = make_page(f"{GROUP}简报\n\n理事单位：" + f"{SCHOOL}、" * 4000 + "\n" + "理事单位：（" * 20000, NAMES)
    began = time.perf_counter()
    assert len(told(page)) == 4000
    assert time.perf_counter() - began < 5


def test_many_posts_are_read_in_bounded_time(make_page: MakePage) -> None:
    page = make_page(f"{GROUP}简报\n\n" + "理事单位\n\n" * 20000 + f"{SCHOOL}\n", NAMES)
    began = time.perf_counter()
    assert told(page) == [("理事单位", SCHOOL, GROUP)]
    assert time.perf_counter() - began < 5


def test_a_body_takes_in_holders_of_a_post_by_a_verb(make_page: MakePage) -> None:
    page = make_page(f"{GROUP}年会召开\n\n会议增补{SCHOOL}（海职）、{FIRM}等3家单位为副理事长单位。\n会议增补{GUILD}提出的议题。\n", NAMES)
    assert told(page) == [("副理事长单位", SCHOOL, GROUP), ("副理事长单位", FIRM, GROUP)]


def test_the_body_in_the_title_goes_before_one_named_more_often(make_page: MakePage) -> None:
    page = make_page(f"{GROUP}工作简报\n\n{GUILD}发来贺信，{GUILD}派员到会。\n\n理事单位：{FIRM}\n", NAMES)
    assert told(page) == [("理事单位", FIRM, GROUP)]


def test_a_base_of_an_association_has_no_members(make_page: MakePage) -> None:
    base = f"{GUILD}培训基地"
    page = make_page(f"工作简报\n\n{base}揭牌，{base}开班。\n\n理事单位：{FIRM}\n", {**NAMES, base: "Platform"})
    assert told(page) == []
