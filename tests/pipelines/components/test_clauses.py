"""Lines are decoded clause by clause where the field says that a character is no part of a name."""

from __future__ import annotations

import numpy as np

from pipelines.components.clauses import CLEAR, cut_clauses, find_open
from pipelines.components.labels import WIDTH
from pipelines.components.reader import find_names, make_batches

TEXT = "学校与甲公司签约，乙公司来访。"
LINE = (0, len(TEXT))


def make_scores(*names: tuple[int, int]) -> np.ndarray:
    """Scores of a field that is sure of enterprises at some ranges and of plain text elsewhere, of marks more than of words."""
    scores = np.zeros((len(TEXT), WIDTH), np.float32)
    scores[:, 0] = [CLEAR + 1 if char in "，。" else CLEAR - 1 for char in TEXT]
    for start, end in names:
        scores[start, 1 + 4], scores[start + 1 : end - 1, 2 + 4], scores[end - 1, 3 + 4] = 20, 20, 20
    return scores


def test_clear_characters_end_clauses_and_are_left_out() -> None:
    assert [TEXT[a:b] for a, b in cut_clauses(find_open(make_scores()), LINE)] == ["学校与甲公司签约", "乙公司来访"]


def test_a_line_of_clear_characters_has_no_clauses() -> None:
    assert list(cut_clauses(np.zeros(len(TEXT), np.bool_), LINE)) == []


def test_a_mark_that_may_be_in_a_name_ends_nothing() -> None:
    assert list(cut_clauses(find_open(make_scores((3, 12))), LINE)) == [(0, 14)]


def test_clauses_give_the_names_of_the_whole_line() -> None:
    scores = make_scores((3, 6), (9, 12))
    clauses = list(cut_clauses(find_open(scores), LINE))
    apart, whole = (sorted(find_names(make_batches(scores, ranges))) for ranges in (clauses, [LINE]))
    assert [(n.start, n.end, n.label) for n in apart] == [(n.start, n.end, n.label) for n in whole] != []
    np.testing.assert_allclose([n.confidence for n in apart], [n.confidence for n in whole], atol=1e-3)
