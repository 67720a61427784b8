"""Entries of announced lists: a platform, its school and its partners side by side, with nothing said of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts.candidates import BUILDER, PAIR
from pipelines.facts.entries import read_entry
from pipelines.facts.scene import read_sentences
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL, OTHER, FIRM, BASE = "海岭职业学院", "海岭理工大学", "海岭电能公司", "智慧电能产业学院"
NAMES = {SCHOOL: "Institution", OTHER: "Institution", FIRM: "Enterprise", BASE: "Platform", "省教育厅": "Government"}
TITLE = "关于公布2024年省级现代产业学院名单的通知"


def told(page: Page) -> set[tuple[int, str, str]]:
    found = [relation for sentence in read_sentences(page) for relation in read_entry(page, sentence)]
    return {(r.spec, page.entities[r.first.key].name, page.entities[r.second.key].name) for r in found}


@pytest.mark.parametrize("line", [
    f"1.{SCHOOL} {BASE}（合作企业：{FIRM}）",
    f"1. {BASE}（牵头单位：{SCHOOL}；参与单位：{FIRM}）",
    f"（1）{SCHOOL}——{BASE}，共建单位：{FIRM}",
    f"{SCHOOL}：{BASE}（支持企业：{FIRM}）",
    f"{BASE}　{SCHOOL}　{FIRM}",
])
def test_an_entry_gives_builders_and_partners(make_page: MakePage, line: str) -> None:
    page = make_page(f"{TITLE}\n\n名单如下。\n\n{line}\n", NAMES)
    assert told(page) == {(BUILDER, SCHOOL, BASE), (BUILDER, FIRM, BASE), (PAIR, SCHOOL, FIRM)}


def test_a_school_that_only_takes_part_is_a_partner(make_page: MakePage) -> None:
    page = make_page(f"{TITLE}\n\n名单如下。\n\n1.{BASE}（牵头单位：{SCHOOL}；参与单位：{OTHER}）\n", NAMES)
    assert told(page) == {(BUILDER, SCHOOL, BASE), (BUILDER, OTHER, BASE), (PAIR, SCHOOL, OTHER)}


def test_the_office_that_recommends_builds_nothing(make_page: MakePage) -> None:
    page = make_page(f"{TITLE}\n\n名单如下。\n\n1.{SCHOOL} {BASE} 省教育厅\n", NAMES)
    assert told(page) == {(BUILDER, SCHOOL, BASE)}


@pytest.mark.parametrize(("title", "line"), [
    ("校园新闻", f"1.{SCHOOL} {BASE}（合作企业：{FIRM}）"),
    (TITLE, f"1.{SCHOOL}考察{BASE}（合作企业：{FIRM}）"),
    (TITLE, f"1.{BASE}（合作企业：{FIRM}）"),
    (TITLE, f"1.{SCHOOL} {FIRM}"),
])
def test_sentences_other_texts_and_entries_without_school_or_platform_say_nothing(make_page: MakePage, title: str, line: str) -> None:
    assert told(make_page(f"{title}\n\n{line}\n", NAMES)) == set()
