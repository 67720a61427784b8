"""Sentences without a subject, which is the school's: partners behind 与 and 联合, platforms behind a verb of building."""

from __future__ import annotations

import pytest

from pipelines.facts.candidates import BUILDER, PAIR
from pipelines.facts.unspoken import read_unspoken

SCHOOL = "江陵职业学院"
NAMES = {
    SCHOOL: "Institution", "青禾集团": "Enterprise", "长风汽车": "Enterprise", "江陵市教育局": "Government", "江陵行业共同体": "Platform", "青禾产业学院": "Platform",
}


@pytest.fixture
def told(make_page, monkeypatch):  # type: ignore[no-untyped-def]
    """What is told of the school in a sentence behind its introduction, with no scorer of pairs."""
    monkeypatch.setattr("pipelines.facts.unspoken.relate", lambda page: ())

    def read(sentence: str) -> set[tuple[int, str]]:
        page = make_page(f"{SCHOOL}年度报告\n{SCHOOL}是公办高校。\n{sentence}", NAMES)
        assert all(page.entities[r.first.key].name == SCHOOL for r in read_unspoken(page))
        return {(r.spec, page.entities[r.second.key].name) for r in read_unspoken(page)}

    return read


@pytest.mark.parametrize("sentence", [
    "与青禾集团、长风汽车等大型企业深度合作，开办订单班。",
    "校企合作成效显著，联合青禾集团、长风汽车开设学徒制班。",
    "2024年先后与青禾集团和长风汽车签署协议。",
])
def test_each_body_of_the_list_is_a_partner(told, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert told(sentence) == {(PAIR, "青禾集团"), (PAIR, "长风汽车")}


@pytest.mark.parametrize("sentence", [
    "下一步将与青禾集团合作办学。",
    "与青禾集团共建产业学院一事尚未落实。",
    "与青禾集团的合作协议仍在洽谈。",
    "长风汽车十分活跃，与青禾集团合作建厂。",
    "联合江陵市教育局开展安全检查。",
    "联合青禾集团、长风汽车等30家单位成立共同体。",
])
def test_plans_denials_third_parties_and_members_are_no_partners(told, sentence: str) -> None:  # type: ignore[no-untyped-def]
    assert told(sentence) == set()


def test_the_school_builds_what_stands_behind_the_verb(told) -> None:  # type: ignore[no-untyped-def]
    assert told("牵头组建江陵行业共同体，建成青禾产业学院。") == {(BUILDER, "江陵行业共同体")}
    assert told("获批了江陵行业共同体和青禾产业学院。") == {(BUILDER, "江陵行业共同体"), (BUILDER, "青禾产业学院")}
    assert told("力争建成青禾产业学院。") == set()


def test_those_who_sign_with_the_school_are_partners(told) -> None:  # type: ignore[no-untyped-def]
    assert told("李明、王芳分别代表青禾集团、长风汽车，与学院签订校企合作协议。") == {(PAIR, "青禾集团"), (PAIR, "长风汽车")}
    assert told("青禾集团、长风汽车拟与学院签订校企合作协议。") == set()


def test_a_body_that_is_only_worked_with_builds_nothing_behind(told) -> None:  # type: ignore[no-untyped-def]
    assert (BUILDER, "青禾产业学院") in told("与青禾集团、长风汽车深度合作，培养毕业生上万人；建成青禾产业学院。")
    assert told("青禾集团捐赠设备，建成青禾产业学院。") == set()
