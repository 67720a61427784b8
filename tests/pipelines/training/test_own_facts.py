"""Facts of own documents: a line each, names known, roles of the guidelines, a quotation that stands once in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from pipelines.training.apart_eval import FOLDER as APART
from pipelines.training.documents import ALWAYS_TRAINING
from pipelines.training.facts_data import build_rows, gold_page
from pipelines.training.own import FOLDER
from pipelines.training.own_facts import read_own_gold

TEXT = "{Institution:青岛港湾职业技术学院}（{Institution:青港学院}）与{Enterprise:青岛港集团}共建{Platform:智慧港口产业学院}，在校生9 870人。"
GROUP = "= 青岛港湾职业技术学院 | 青港学院\n"
PARTNERS = "Partnership | institution=青岛港湾职业技术学院 | partner=青岛港集团 | form=共建 | product=智慧港口产业学院 || 与青岛港集团共建智慧港口产业学院"


def write(folder: Path, facts: str) -> Path:
    (folder / "900_port.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "900_port.facts"
    path.write_text(GROUP + facts + "\n", encoding="utf-8")
    return path


def test_a_fact_has_full_names_values_and_the_place_of_its_quotation(tmp_path: Path) -> None:
    gold, text = read_own_gold(write(tmp_path, PARTNERS))
    (fact,) = gold["facts"]
    assert fact["roles"] == {"institution": ["青岛港湾职业技术学院"], "partner": ["青岛港集团"], "form": ["共建"], "product": ["智慧港口产业学院"]}
    place = fact["evidence"]
    assert text[place["start"] : place["end"]] == "与青岛港集团共建智慧港口产业学院"
    assert gold["fold"] == ALWAYS_TRAINING
    assert {"name": "青岛港湾职业技术学院", "type": "Institution", "aliases": ["青港学院"]} in gold["entities"]


def test_a_number_is_a_number_and_white_space_in_a_quotation_does_not_matter(tmp_path: Path) -> None:
    line = "Indicator | subject=青岛港湾职业技术学院 | indicator=在校生 | value=9870 | unit=人 || 在校生9870人"
    gold, text = read_own_gold(write(tmp_path, line))
    assert gold["facts"][0]["roles"]["value"] == [9870.0]
    place = gold["facts"][0]["evidence"]
    assert text[place["start"] : place["end"]] == "在校生9 870人"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Friendship | a=b || 共建", "a fact type"),
        ("Partnership | friend=青岛港集团 || 共建", "role=value with a role of Partnership"),
        ("Partnership | institution=青岛港湾职业技术学院 || 共建", "the role partner"),
        ("Partnership | institution=港湾学院 | partner=青岛港集团 || 共建", "full name of a thing that the text names"),
        ("Indicator | subject=青岛港湾职业技术学院 | indicator=在校生 | value=多 || 在校生", "a number in value"),
        (PARTNERS.replace("|| 与", "|| 同"), "a quotation that occurs once, found 0"),
        (PARTNERS.split("||")[0] + "|| 青", "a quotation that occurs once, found 3"),
        ("= 青岛港湾职业技术学院 | 港院", "each marked in the text"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(InputError, match="line 2") as raised:
        read_own_gold(write(tmp_path, line))
    assert complaint in str(raised.value)


def test_pairs_of_a_fact_are_true(tmp_path: Path) -> None:
    gold, text = read_own_gold(write(tmp_path, PARTNERS))
    rows = list(build_rows(gold, gold_page(gold, text)))
    assert {row.fold for row in rows} == {ALWAYS_TRAINING}
    assert any(1 in row.truth.values() for row in rows)


@pytest.mark.parametrize("path", sorted((*FOLDER.glob("*.facts"), *APART.glob("*.facts"))), ids=lambda path: path.stem)
def test_every_own_document_is_well_annotated(path: Path) -> None:
    gold, _ = read_own_gold(path)
    assert gold["facts"]
