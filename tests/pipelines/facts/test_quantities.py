"""Number phrases: which are found, and that finding them stays linear on text made to hurt."""

from __future__ import annotations

import time

import pytest

from pipelines.facts.dates import find_dates
from pipelines.facts.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("授权专利470件", ["470件"]),
        ("近4000人次", ["近4000人次"]),
        ("占比10.31%", ["10.31%"]),
        ("共39549.78万元", ["39549.78万元"]),
        ("３,００６人", ["3006人"]),
        ("订单班30余个", ["30余个"]),
        ("第三届", []),
        ("2024年", []),
        ("一个中心", []),
        ("5G通信设备30套、带宽10G", ["30套", "10G"]),
        ("招收三届学员", ["三届"]),
        ("心理咨询500余人/次", ["500余人/次"]),
    ],
)
def test_number_phrases(text: str, found: list[str]) -> None:
    assert [q.text for q in find_quantities(text)] == found


def test_value_keeps_the_magnitude_in_the_unit() -> None:
    (quantity,) = find_quantities("培训2.2万人次")
    assert (quantity.value, quantity.unit) == (2.2, "万人次")


@pytest.mark.parametrize("piece", ["1", "近约逾", "1,", "二", "2024年", "1万余", "－2024", " 9 "])
def test_linear_on_adversarial_text(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    begin = time.process_time()
    find_quantities(text)
    find_dates(text, year="2024")
    assert time.process_time() - begin < 3
