"""双方, 两校 and 三方 who build together are the bodies named last; there must be as many of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts.both import read_both
from pipelines.facts.candidates import SPECS
from pipelines.facts.scene import read_sentences
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL, OTHER, FIRM, PLATFORM = "江北职业学院", "江南职业学院", "长风股份公司", "长风产业学院"
NAMES = {SCHOOL: "Institution", OTHER: "Institution", FIRM: "Enterprise", PLATFORM: "Platform"}


def told(page: Page) -> set[tuple[str, str, str]]:
    sentences = read_sentences(page)
    return {
        (SPECS[r.spec].type, page.entities[r.first.key].name, page.entities[r.second.key].name)
        for number, sentence in enumerate(sentences) for r in read_both(sentence, sentences[max(0, number - 2): number])}


BUILT = {("PlatformBuilding", SCHOOL, PLATFORM), ("PlatformBuilding", FIRM, PLATFORM), ("Partnership", SCHOOL, FIRM)}


@pytest.mark.parametrize("text", [
    f"{SCHOOL}与{FIRM}牵手多年。2021年，双方共建{PLATFORM}。",
    f"{FIRM}走进{SCHOOL}，双方合办“{PLATFORM}”。",
    f"{SCHOOL}与{FIRM}洽谈。会上气氛热烈。双方签约共建{PLATFORM}。",
])
def test_both_are_the_two_named_last(make_page: MakePage, text: str) -> None:
    assert told(make_page(f"简讯\n\n{text}\n", NAMES)) == BUILT


def test_the_school_that_a_text_is_about_is_the_other_one(make_page: MakePage) -> None:
    assert told(make_page(f"# {SCHOOL}年报\n\n{FIRM}捐赠设备。双方共建{PLATFORM}。\n", NAMES)) == BUILT


def test_two_schools_are_schools(make_page: MakePage) -> None:
    page = make_page(f"简讯\n\n{SCHOOL}、{OTHER}与{FIRM}到会。两校共建{PLATFORM}。\n", NAMES)
    assert told(page) == {
        ("PlatformBuilding", SCHOOL, PLATFORM), ("PlatformBuilding", OTHER, PLATFORM), ("Partnership", OTHER, SCHOOL)}


@pytest.mark.parametrize("text", [
    f"{SCHOOL}、{OTHER}与{FIRM}到会。双方共建{PLATFORM}。",
    f"{SCHOOL}与{FIRM}到会。三方共建{PLATFORM}。",
    f"{SCHOOL}与{FIRM}到会。双方拟共建{PLATFORM}。",
    f"双方共建{PLATFORM}。",
])
def test_where_they_are_more_or_fewer_or_it_is_to_come_nothing_is_told(make_page: MakePage, text: str) -> None:
    assert told(make_page(f"简讯\n\n{text}\n", NAMES)) == set()
