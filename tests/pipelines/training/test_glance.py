"""Training of the second glance: what is trained is what runs, and the loss is that of the field."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.components.decode import best_spans, sum_field
from pipelines.components.encoder import SIZE
from pipelines.components.glance import vote

jax = pytest.importorskip("jax")

from pipelines.training.glance import Course, Line, emit, fit_glance, loss, start_network  # noqa: E402


def make_lines() -> list[Line]:
    rng = np.random.default_rng(3)
    lines = []
    for _ in range(40):
        labels = np.zeros(12, np.int32)
        at = int(rng.integers(0, 8))
        labels[at : at + 3] = (1, 2, 3)
        vectors = rng.normal(size=(12, SIZE)).astype(np.float16)
        vectors[at : at + 3, 0] += 6
        lines.append(Line(vectors, labels))
    return lines


def test_the_trained_network_and_the_running_one_agree() -> None:
    params = start_network(1, 8)
    vectors = np.random.default_rng(0).normal(size=(2, 6, SIZE)).astype(np.float32)
    scores = np.asarray(emit(params, (vectors, np.zeros((2, 6), np.int32), np.array([6, 4])), jax.random.PRNGKey(0), 0.0))
    plain = {name: np.asarray(value) for name, value in params.items()}
    np.testing.assert_allclose(vote(plain, vectors[0], np.ones((6, 1), np.float32)), scores[0], atol=1e-4)
    np.testing.assert_allclose(vote(plain, vectors[1, :4], np.ones((4, 1), np.float32)), scores[1, :4], atol=1e-4)


def test_the_loss_is_the_fields_own() -> None:
    params = start_network(1, 8)
    line = make_lines()[0]
    batch = (line.vectors[None].astype(np.float32), line.labels[None], np.array([12]))
    scores = np.asarray(emit(params, batch, jax.random.PRNGKey(0), 0.0), np.float32)
    total = float(sum_field(scores, np.array([12], np.int64)).free[-1, 0])
    gold = float(np.take_along_axis(scores[0], line.labels[:, None].astype(np.int64), 1).sum())
    assert float(loss(params, batch, jax.random.PRNGKey(0), 0.0)) == pytest.approx((total - gold) / 12, rel=1e-3)


def test_it_learns_and_does_so_twice_alike() -> None:
    course = Course(voters=1, passes=30, width=16, rate=1e-2, drop=0.0, batch=128)
    first, second = fit_glance(make_lines(), course, 5), fit_glance(make_lines(), course, 5)
    scores = np.stack(first.score([line.vectors.astype(np.float32) for line in make_lines()]))
    found = [[(a, b) for a, b, _ in spans] for spans in best_spans(scores, np.full(40, 12, np.int64))]
    right = [spans == [(line.labels.tolist().index(1), line.labels.tolist().index(3) + 1)] for spans, line in zip(found, make_lines(), strict=True)]
    assert sum(right) > 30
    for name, value in first.voters[0].items():
        np.testing.assert_array_equal(value, second.voters[0][name])
