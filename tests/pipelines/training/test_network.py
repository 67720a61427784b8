"""The network learns what no single feature says, repeats itself, and learns nothing from what is not known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba", reason="numba comes with the train extra")

from pipelines.facts.scoring import read_scorer, write_scorer
from pipelines.training.network import UNKNOWN, Plan, train_network

PLAN = Plan(voters=2, width=8, passes=60, drop=0.0, thin=0.0, least=1)
ITEMS = [("甲", "丙"), ("甲", "丁"), ("乙", "丙"), ("乙", "丁")] * 10
EITHER = np.array([[1, UNKNOWN], [0, UNKNOWN], [0, UNKNOWN], [1, UNKNOWN]] * 10, np.float32)


def test_it_learns_what_two_features_say_together() -> None:
    scores = train_network(ITEMS, EITHER, ("same", "other"), PLAN).logits(ITEMS[:4])
    assert (scores[:, 0] > 0).tolist() == [True, False, False, True]


def test_it_repeats_itself_and_what_is_not_known_teaches_nothing() -> None:
    first, second = (train_network(ITEMS, EITHER, ("same", "other"), PLAN) for _ in range(2))
    assert np.array_equal(first.inner, second.inner)
    assert np.array_equal(first.bias, second.bias)
    assert first.bias[1] == -1


def test_a_written_network_scores_alike(tmp_path: Path) -> None:
    scorer = train_network(ITEMS, EITHER, ("same", "other"), PLAN)
    write_scorer(scorer, tmp_path)
    again = read_scorer(tmp_path)
    assert again.outputs == scorer.outputs
    assert np.allclose(again.logits(ITEMS[:4]), scorer.logits(ITEMS[:4]), atol=0.15)
    assert np.array_equal(again.logits([("never seen",)])[0], again.logits([()])[0])
    assert again.logits([]).shape == (0, 2)


def test_rare_features_are_left_out() -> None:
    plan = Plan(voters=1, width=4, passes=1, least=2)
    scorer = train_network([("甲", "once"), ("甲",)], np.array([[1], [0]], np.float32), ("x",), plan)
    assert set(scorer.vocabulary) == {"甲"}
