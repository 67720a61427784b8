"""Optional roles: the dates that may be a relation's own, by where they stand, and the values that the network holds likely."""

from __future__ import annotations

import re
import time

import pytest

from pipelines.facts.candidates import SPECS
from pipelines.facts.optional import DATED, date_of, likely
from pipelines.facts.relation import Relation
from pipelines.facts.roles import Calendar, describe, name_of_time
from pipelines.facts.roles.look import find_words
from pipelines.facts.scene import read_sentences
from pipelines.layout import analyse
from pipelines.page import Page
from pipelines.reference import refer
from pipelines.span import NameSpan

BUILDER = next(number for number, spec in enumerate(SPECS) if spec.type == "PlatformBuilding")
SCHOOL, PLATFORM = "江北职业学院", "长风产业学院"


def page_of(text: str) -> Page:
    layout = analyse(text)
    names = ((SCHOOL, "Institution"), (PLATFORM, "Platform"))
    return refer(layout, [NameSpan(m.start(), m.end(), label) for name, label in names for m in re.finditer(name, layout.text)])


def relation_of(page: Page, **more: object) -> Relation:
    """The school and the platform in the first sentence that names both."""
    for sentence in read_sentences(page):
        ends = {arg.label: arg for arg in sentence.args}
        if {"Institution", "Platform"} <= set(ends):
            return Relation(BUILDER, ends["Institution"], ends["Platform"], sentence, 1.0, **more)  # type: ignore[arg-type]
    raise AssertionError("no sentence names both")


STATED = f"{SCHOOL}建成{PLATFORM}"


@pytest.mark.parametrize(("text", "source", "date"), [
    (f"2022年5月{STATED}。", "in", "2022-05"),
    (f"2022年校企合作深入，{STATED}。", "before", "2022"),
    (f"{STATED}，2022年投入使用。", "after", "2022"),
    (f"2022年学校建设提速。{STATED}。", "back", "2022"),
    (f"{STATED}。2022年12月开班。", "ahead", "2022-12"),
    (f"一、2022年合作大事\n\n{STATED}。", "head", "2022"),
    (f"学校 平台 时间\n\n| 学校 | 平台 | 时间 |\n| --- | --- | --- |\n| {SCHOOL} | {PLATFORM} | 2022 |", "cell", "2022"),
    (f"年度报告（2022年度）\n\n{STATED}。", "page", "2022"),
])
def test_a_date_is_known_by_where_it_stands(text: str, source: str, date: str) -> None:
    page = page_of(text)
    assert Calendar(page).times(relation_of(page))[source] == date


def test_a_date_inside_a_name_is_none_of_the_relation() -> None:
    page = page_of(f"{STATED}。")
    assert not {"in", "before", "after"} & set(Calendar(page).times(relation_of(page)))


def chances(**odds: float) -> dict[str, float]:
    return {name_of_time("PlatformBuilding", source): chance for source, chance in odds.items()}


def test_the_likeliest_date_is_taken_the_fuller_of_two_of_the_same_year() -> None:
    page = page_of(f"{STATED}。")
    times = {"in": "2021", "back": "2022-03", "page": "2022"}
    assert date_of(relation_of(page, times=times, odds=chances(**{"in": 0.4, "back": 0.7, "page": 0.8}))) == ("2022-03",)
    assert date_of(relation_of(page, times=times, odds=chances(**{"in": 0.4, "back": 0.1, "page": 0.8}))) == ("2022",)
    assert date_of(relation_of(page, times=times, odds=chances(**{"in": DATED / 2, "back": 0.1, "page": 0.1}))) == ()


def test_without_a_network_a_date_beside_the_relation_is_its_own() -> None:
    page = page_of(f"2022年5月{STATED}。")
    relation = relation_of(page)
    assert date_of(relation_of(page, times=Calendar(page).times(relation))) == ("2022-05",)


def test_values_below_the_limit_are_not_taken() -> None:
    page = page_of(f"{STATED}。")
    relation = relation_of(page, odds={"PlatformBuilding:status=建成": 0.9, "PlatformBuilding:status=揭牌": 0.6, "PlatformBuilding:level=省级": 0.1})
    assert likely(relation, "status") == ("建成",)
    assert likely(relation, "status", single=False) == ("建成", "揭牌")
    assert likely(relation, "level") == ()


def test_the_longest_telling_word_is_found_at_each_place() -> None:
    assert find_words("依托单位共建") == ((0, "依托单位"), (4, "共建"))


def test_features_tell_words_before_and_after_the_object_apart() -> None:
    page = page_of(f"{SCHOOL}建成{PLATFORM}并揭牌。")
    found = set(describe(page, relation_of(page), {}))
    assert {"PlatformBuilding|left:建成", "PlatformBuilding|right:揭牌"} <= found
    assert not {"PlatformBuilding|left:揭牌", "PlatformBuilding|right:建成"} & found


def test_a_partnership_told_twice_has_both_forms_and_dates(make_page) -> None:  # type: ignore[no-untyped-def]
    from pipelines.facts import partnership

    page = make_page(
        "江北职业学院是公办高校。\n2021年，江北职业学院与长风汽车开设订单班。\n2023年5月，江北职业学院与长风汽车签订校企合作协议。",
        {"江北职业学院": "Institution", "长风汽车": "Enterprise"})
    claims = [claim for claim in partnership.read(page) if len(claim.roles.get("date", ())) == 2]
    assert [set(claim.roles["date"]) for claim in claims] == [{"2021", "2023-05"}]


def test_dates_of_a_long_paragraph_are_found_in_linear_time() -> None:
    page = page_of("".join(f"20{n % 90 + 10}年{n % 12 + 1}月，{STATED}。" for n in range(4000)))
    calendar, relation = Calendar(page), relation_of(page)
    calendar.times(relation)
    began = time.process_time()
    for _ in range(4000):
        calendar.times(relation)
    assert time.process_time() - began < 2


def test_the_network_sees_every_pair_of_letters_near_the_two_ends_and_only_telling_words_farther_off() -> None:
    page = page_of(f"今年阳光灿烂，全校上下欢欣，{SCHOOL}顺利迎来{PLATFORM}，师生欢喜。")
    relation = relation_of(page)
    seen = set(describe(page, relation, Calendar(page).times(relation)))
    assert {"PlatformBuilding|mid~顺利", "PlatformBuilding|mid~迎来", "PlatformBuilding|b>~，师"} <= seen
    assert not any("灿烂" in feature for feature in seen)
