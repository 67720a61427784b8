"""Dates are ISO; school years are ranges; spans such as 近三年 stay text; relative dates need a year to stand on."""

from __future__ import annotations

import pytest

from pipelines.facts.dates import date_in, find_dates, is_founding, normalise_date


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年5月29日", "2024-05-29"),
        ("2024年5月", "2024-05"),
        ("2024年", "2024"),
        ("2024.5.29", "2024-05-29"),
        ("二〇二四年五月", "2024-05"),
        ("2020-2021学年", "2020-2021"),
        ("2020—2021 学年", "2020-2021"),
        ("20 24 年", "2024"),
        ("2021年至2023年", "2021-2023"),
        ("2024年下半年", "2024年下半年"),
        ("2023级", "2023级"),
        ("2019年以来", "2019年以来"),
        ("近三年", "近三年"),
        ("近3年", "近3年"),
        ("", ""),
        ("教材12.5万册", ""),
        ("2024年13月", "2024"),
    ],
)
def test_absolute_dates(text: str, value: str) -> None:
    assert normalise_date(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5月29日", "2024-05-29"),
        ("6月", "2024-06"),
        ("今年", "2024"),
        ("去年", "2023"),
        ("去年9月", "2023-09"),
        ("年内", "2024"),
    ],
)
def test_relative_dates_stand_on_the_year_of_the_page(text: str, value: str) -> None:
    assert normalise_date(text, year="2024") == value
    assert normalise_date(text) == ""


def test_the_same_year_is_the_year_named_before() -> None:
    values = [d.value for d in find_dates("2021年9月立项，同年12月揭牌，近三年持续运行", year="2024")]
    assert values == ["2021-09", "2021-12", "近三年"]


def test_a_date_before_the_trigger_is_preferred() -> None:
    text = "2023年签约，2024年5月揭牌，2025年招生"
    assert date_in(text, near=text.index("揭牌")) == "2024-05"
    assert date_in("没有日期") == ""


@pytest.mark.parametrize(("text", "founding"), [
    ("成立于2002年，现为优质校", True), ("始建于1958年", True), ("2004年升格为高职院校", True), ("2016年由三校合并组建", True), ("2021年被评为优质校", False), ("于2021年获评", False),
])
def test_a_founding_is_told_from_other_dates(text: str, founding: bool) -> None:
    (date,) = find_dates(text)
    assert is_founding(text, date) is founding
