"""All first scores of a document side by side, and the trees that judge them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipelines.facts.board import Board, Look, gather
from pipelines.facts.candidates import SPECS, pairs
from pipelines.facts.scene import read_sentences
from pipelines.facts.trees import LEAF, Forest, read_forest, write_forest
from pipelines.page import Page

TEXT = "重庆工业职业技术学院年度报告\n重庆工业职业技术学院与长安汽车共建长安汽车产业学院。重庆工业职业技术学院的长安汽车产业学院已经投用。"
NAMES = {"重庆工业职业技术学院": "Institution", "长安汽车": "Enterprise", "长安汽车产业学院": "Platform"}
BUILDER = next(n for n, spec in enumerate(SPECS) if spec.type == "PlatformBuilding")


def looks_of(page: Page, score: float) -> list[Look]:
    """Every proposal with one score under every spec."""
    proposed = [(sentence, list(pairs(sentence))) for sentence in read_sentences(page)]
    return [Look(sentence, some, [[score] * len(SPECS) for _ in some]) for sentence, some in proposed]


def test_a_pair_of_two_sentences_is_one_case(make_page):
    page = make_page(TEXT, NAMES)
    cases = [case for case in gather(page, looks_of(page, 1.0)) if case.spec == BUILDER and page.entities[case.first].type == "Institution"]
    assert [len(case.places) for case in cases] == [2]


def test_every_case_has_as_many_numbers_and_hopeless_ones_have_none(make_page):
    page = make_page(TEXT, NAMES)
    looks = looks_of(page, 1.0)
    cases = gather(page, looks)
    board = Board(page, looks, cases)
    assert all(board.hopeful(case) for case in cases)
    assert len({len(board.describe(case)) for case in cases}) == 1
    low = looks_of(page, -8.0)
    assert not any(Board(page, low, cases).hopeful(case) for case in cases)


def test_a_forest_adds_one_leaf_of_each_tree_and_survives_its_file(tmp_path: Path) -> None:
    # if x0 <= 1: +1, else (if x1 <= 0: +2, else +4); and a tree that is one leaf of 0.5
    forest = Forest(
        np.array([0, LEAF, 1, LEAF, LEAF, LEAF], dtype=np.int16), np.array([1, 0, 0, 0, 0, 0], dtype=np.float32),
        np.array([1, 1, 3, 3, 4, 5], dtype=np.int32), np.array([2, 1, 4, 3, 4, 5], dtype=np.int32),
        np.array([0, 1, 0, 2, 4, 0.5], dtype=np.float32), np.array([0, 5], dtype=np.int32), 2, -1.0)
    rows = np.array([[1, 9], [2, 0], [2, 1]], dtype=np.float32)
    assert forest.scores(rows).tolist() == [0.5, 1.5, 3.5]
    write_forest(forest, tmp_path)
    assert read_forest(tmp_path).scores(rows).tolist() == [0.5, 1.5, 3.5]
