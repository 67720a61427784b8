"""Numbers keep what the text says: separators go, magnitude words stay with the text of a count."""

from __future__ import annotations

import pytest

from pipelines.facts.numbers import plain, read_count, read_hanzi, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,006人", 3006),
        ("39549.78万元", 39549.78),
        ("２.２万", 2.2),
        ("三届", 3),
        ("17,700.00", 17700),
        ("无", None),
    ],
)
def test_values_without_separators(text: str, value: float | None) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("12项", 12), ("2.2万人次", 22000), ("两项", 2), ("二十一项", 21), ("1.5项", None)]
)
def test_counts_are_whole(text: str, value: int | None) -> None:
    assert read_count(text) == value


def test_numbers_in_characters() -> None:
    assert [read_hanzi(t) for t in ("二〇二四", "一百二十", "三万五千", "十", "百家")] == [2024, 120, 35000, 10, None]
    assert plain("１，２３４") == "1234"
