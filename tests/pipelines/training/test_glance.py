"""Training of the second glance: what is trained is what runs, the loss is that of the field, and the slopes are its own."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.components.decode import best_spans, read_steps, sum_field
from pipelines.components.encoder import SIZE
from pipelines.components.glance import FIELD_SHARE, vote
from pipelines.components.labels import WIDTH

pytest.importorskip("numba")

from pipelines.training.field import slope_of
from pipelines.training.glance import (
    Course,
    Lesson,
    Line,
    descend,
    emit,
    fit_glance,
    join_lessons,
    start_network,
)

INPUTS = 6 + WIDTH


def make_lessons(width: int = 6) -> list[Lesson]:
    rng = np.random.default_rng(3)
    lessons = []
    for number in range(40):
        labels = np.zeros(12, np.int64)
        at = int(rng.integers(0, 8))
        labels[at : at + 3] = (1, 2, 3)
        vectors = rng.normal(size=(12, width)).astype(np.float16)
        vectors[at : at + 3, 0] += 6
        lessons.append(Lesson(Line(20 * number, vectors, labels), rng.normal(size=(12, WIDTH)).astype(np.float32)))
    return lessons


def plain_scale(inputs: int = INPUTS) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros(inputs, np.float32), np.ones(inputs, np.float32)


def test_the_trained_network_and_the_running_one_agree() -> None:
    params, lessons = start_network(1, 8, INPUTS), make_lessons()[:3]
    batch = join_lessons(lessons, plain_scale())
    scores, _ = emit(params, batch)
    for (start, end), lesson in zip(batch.borders, lessons, strict=True):
        np.testing.assert_allclose(vote(params, lesson.inputs(), np.ones((12, 1), np.float32)), scores[start:end], atol=1e-4)
        np.testing.assert_allclose(batch.field[start:end], FIELD_SHARE * lesson.field)


def test_the_loss_is_the_fields_own() -> None:
    scores, labels = make_lessons()[0].field, make_lessons()[0].line.labels
    loss, _ = slope_of(scores, labels, np.array([[0, 12]]))
    total = float(sum_field(read_steps(scores[None], np.array([12], np.int64))).free[-1, 0])
    assert loss == pytest.approx(total - float(np.take_along_axis(scores, labels[:, None], 1).sum()), rel=1e-3)


def test_slopes_are_those_of_the_loss() -> None:
    params, rng = start_network(1, 4, INPUTS), np.random.default_rng(0)
    for name in ("own", "near", "wide"):
        params[f"{name}_bias"] += rng.normal(size=4).astype(np.float32)
    batch = join_lessons(make_lessons()[:3], plain_scale())

    def loss() -> float:
        return slope_of(emit(params, batch)[0] + batch.field, batch.labels, batch.borders)[0]

    scores, kept = emit(params, batch)
    slopes = descend(params, kept, slope_of(scores + batch.field, batch.labels, batch.borders)[1])
    for name, value in params.items():
        at = tuple(int(rng.integers(size)) for size in value.shape)
        old = value[at]
        value[at] = old + 1e-3
        up = loss()
        value[at] = old - 1e-3
        down = loss()
        value[at] = old
        assert (up - down) / 2e-3 == pytest.approx(float(slopes[name][at]), rel=0.05, abs=0.05), name


def test_it_learns_and_does_so_twice_alike() -> None:
    lessons, course = make_lessons(SIZE), Course(voters=1, passes=30, width=16, rate=1e-2, drop=0.0, batch=128)
    first, second = fit_glance(lessons, course, 5), fit_glance(lessons, course, 5)
    scores = np.stack(first.score([(lesson.line.vectors.astype(np.float32), lesson.field) for lesson in lessons]))
    found = [[(a, b) for a, b, _ in spans] for spans in best_spans(read_steps(scores, np.full(40, 12, np.int64)))]
    golds = [lesson.line.labels.tolist() for lesson in lessons]
    assert sum(spans == [(gold.index(1), gold.index(3) + 1)] for spans, gold in zip(found, golds, strict=True)) > 30
    for name, value in first.voters[0].items():
        np.testing.assert_array_equal(value, second.voters[0][name])
