"""Own documents teach what both sides say of a feature; what only their annotators do stays out of the shipped models."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn comes with the train extra")

from pipelines.facts.scoring import Scorer
from pipelines.training import facts, forest, linear
from pipelines.training.cases import Cases

SHARED = [(["公司", "共建"], "yes"), (["公司", "参观"], "no")] * 20


def test_a_habit_of_own_annotators_does_not_reach_linear_weights() -> None:
    habit = [(["公司", "参观"], "yes")] * 40
    alone, mixed, sided = linear.fit(SHARED), linear.fit([*SHARED, *habit]), linear.fit(SHARED, habit)
    visit = [weights.probabilities(["公司", "参观"])["yes"] for weights in (alone, mixed, sided)]
    assert visit[0] < visit[2] < 0.5 < visit[1]


def test_what_only_own_documents_show_is_learned() -> None:
    own = [(["揭牌"], "yes"), (["参观"], "no")] * 20
    weights = linear.fit(SHARED, own)
    assert weights.probabilities(["揭牌"])["yes"] > 0.6
    assert not any(name.startswith(linear.OWN) for name in weights.table)


def make_cases(count: int = 400) -> Cases:
    """Shared cases are true where their number is high, own ones always."""
    matrix = np.random.default_rng(0).random((2 * count, 3)).astype(np.float32)
    own = np.arange(2 * count) >= count
    truth = np.where(own, 1, matrix[:, 1] > 0.5).astype(np.int64)
    zeros = np.zeros(2 * count, np.int64)
    return Cases(matrix, zeros, truth, zeros, own, own)


def test_trees_ask_for_the_side_in_training_alone() -> None:
    cases = make_cases()
    trained = forest.fit(cases)
    assert trained.column.max() < cases.matrix.shape[1]
    shared = cases.take(~cases.own)
    assert ((trained.scores(shared.matrix) > 0) == (shared.truth == 1)).mean() > 0.97


def test_the_same_cases_give_the_same_trees() -> None:
    first, second = forest.fit(make_cases()), forest.fit(make_cases())
    assert all(np.array_equal(getattr(first, name), getattr(second, name)) for name in ("column", "limit", "left", "value"))


def test_in_use_every_pair_is_of_the_shared_side() -> None:
    inner = np.array([[1.0, 0.0], [5.0, 5.0], [0.5, 2.0]], np.float32)
    network = Scorer(("x",), {"合作": 0, facts.OWN: 1, facts.SHARED: 2}, inner, np.zeros(2, np.float32), np.ones((2, 1), np.float32), np.zeros(1, np.float32))
    settled = facts.settle(network)
    assert set(settled.vocabulary) == {"合作"}
    assert settled.logits([("合作",), ()])[:, 0].tolist() == network.logits([("合作", facts.SHARED), (facts.SHARED,)])[:, 0].tolist() == [3.5, 2.5]
