"""What a name needs before it is joined: a text that states it, a place, a registry; and what a doubt looks like."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Reading
from kg.resolve import Resolution, resolve
from kg.resolve.decisions import decisions_as_rows

MakeReading = Callable[..., Reading]
FIRM = ("Enterprise", "贵州瑞泰实业有限公司", ("瑞泰实业",))


def joined(resolution: Resolution, first: Reading, second: Reading) -> bool:
    """Whether the first names of two documents are one thing."""
    one, other = (resolution.ids[r.document.doc_id, r.entities[0].id] for r in (first, second))
    return one == other


def test_a_brand_that_a_text_states_joins_in_its_province(read: MakeReading) -> None:
    stating = read("甲", [FIRM], place="贵州省")
    here, there = (
        read("乙", [("Enterprise", "瑞泰实业")], place="贵阳市"),
        read("丙", [("Enterprise", "瑞泰实业")], place="广东省"),
    )
    assert joined(resolve([stating, here]), stating, here)
    assert not joined(resolve([stating, there]), stating, there)
    refusal = next(j for j in resolve([stating, there]).judgements if j.verdict == "refuse")
    assert "different provinces" in refusal.reason


def test_a_brand_with_two_owners_joins_neither(read: MakeReading) -> None:
    owners = [
        read("甲", [FIRM], place="贵州省"),
        read("丁", [("Enterprise", "遵义瑞泰实业股份有限公司", ("瑞泰实业",))], place="贵州省"),
    ]
    brand = read("乙", [("Enterprise", "瑞泰实业")], place="贵州省")
    resolution = resolve([*owners, brand])
    assert not any(joined(resolution, owner, brand) for owner in owners)
    assert any(j.verdict == "unsure" for j in resolution.judgements)


def test_a_bare_brand_without_support_stays_alone(read: MakeReading) -> None:
    first, second = read("甲", [("Enterprise", "贵州瑞泰实业有限公司")]), read("乙", [("Enterprise", "瑞泰")])
    assert not joined(resolve([first, second]), first, second)


def test_a_subsidiary_is_not_its_parent(read: MakeReading) -> None:
    first = read("甲", [("Enterprise", "比亚迪股份有限公司")])
    second = read("乙", [("Enterprise", "贵阳比亚迪实业有限公司", ("比亚迪",))])
    assert not joined(resolve([first, second]), first, second)


@pytest.mark.parametrize(
    ("name", "place", "other"),
    [
        ("省教育厅", "贵州省", "湖南省"),
        ("市教育局", "贵阳市", "遵义市"),
        ("团省委", "四川省", "云南省"),
        ("市总工会", "重庆市", "天津市"),
    ],
)
def test_local_bodies_are_those_of_the_texts_place(read: MakeReading, name: str, place: str, other: str) -> None:
    first, second, third = (
        read(f"{n}", [("Government", name)], place=where) for n, where in enumerate((place, other, place))
    )
    resolution = resolve([first, second, third])
    assert not joined(resolution, first, second)
    assert joined(resolution, first, third)


def test_a_body_without_a_place_says_so(read: MakeReading) -> None:
    (entity,) = resolve([read("甲", [("Government", "省教育厅")])]).entities
    assert entity.properties["link"] == "NIL: place of the text unknown"


def test_a_place_decides_between_namesakes(read: MakeReading) -> None:
    guiyang, guangzhou = (
        read("甲", [("Place", "白云区")], place="贵阳市"),
        read("乙", [("Place", "白云区")], place="广州市"),
    )
    resolution = resolve([guiyang, guangzhou])
    assert not joined(resolution, guiyang, guangzhou)
    assert sorted(str(e.properties["code"]) for e in resolution.entities) == ["440111", "520113"]


def test_every_judgement_has_a_score_and_a_reason(read: MakeReading) -> None:
    readings = [
        read("甲", [FIRM], place="贵州省"),
        read("乙", [("Enterprise", "瑞泰实业"), ("Institution", "重庆工职院")], place="贵州省"),
    ]
    rows = decisions_as_rows(resolve(readings))
    assert {row["verdict"] for row in rows} == {"merge", "unsure"}
    assert all(row["reason"] and 0 < float(str(row["score"])) <= 1 for row in rows)
