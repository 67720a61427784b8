"""Training of the second glance: what is trained is what runs, the loss is that of the field, and the slopes are its own."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.components.decode import best_spans, read_steps, sum_field
from pipelines.components.embeddings import load_embeddings
from pipelines.components.glance import FIELD_SHARE, LAYERS, vote
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

SIZE_OF_LINE = 12


def make_texts() -> list[str]:
    """Lines with one short name among characters drawn anew."""
    rng = np.random.default_rng(3)
    texts = []
    for _ in range(40):
        chars, at = rng.choice(list("与为在是有了的和把对"), SIZE_OF_LINE).tolist(), int(rng.integers(0, 8))
        chars[at : at + 3] = rng.choice(list("华京海山江"), 3).tolist()
        texts.append("".join(chars))
    return texts


def make_lessons() -> list[Lesson]:
    rng, find = np.random.default_rng(3), load_embeddings().find_all
    lessons = []
    for number, text in enumerate(make_texts()):
        named = np.array([char in "华京海山江" for char in text])
        labels = np.zeros(SIZE_OF_LINE, np.int64)
        labels[named] = (1, 2, 3)
        lessons.append(Lesson(Line(20 * number, find(text), labels), rng.normal(size=(SIZE_OF_LINE, WIDTH)).astype(np.float32)))
    return lessons


PLAIN_SCALE = np.zeros(WIDTH, np.float32), np.ones(WIDTH, np.float32)


def test_the_trained_network_and_the_running_one_agree() -> None:
    params, lessons = start_network(1, 8), make_lessons()[:3]
    batch = join_lessons(lessons, PLAIN_SCALE)
    scores, _ = emit(params, batch)
    for (start, end), lesson in zip(batch.borders, lessons, strict=True):
        np.testing.assert_allclose(vote(params, lesson.inputs(PLAIN_SCALE), np.ones((SIZE_OF_LINE, 1), np.float32)), scores[start:end], atol=1e-4)
        np.testing.assert_allclose(batch.field[start:end], FIELD_SHARE * lesson.field)


def test_the_loss_is_the_fields_own() -> None:
    scores, labels = make_lessons()[0].field, make_lessons()[0].line.labels
    loss, _ = slope_of(scores, labels, np.array([[0, 12]]))
    total = float(sum_field(read_steps(scores[None], np.array([12], np.int64))).free[-1, 0])
    assert loss == pytest.approx(total - float(np.take_along_axis(scores, labels[:, None], 1).sum()), rel=1e-3)


def test_slopes_are_those_of_the_loss() -> None:
    params, rng = start_network(1, 4), np.random.default_rng(0)
    for name in ("own", *LAYERS):
        params[f"{name}_bias"] += rng.normal(size=4).astype(np.float32)
    batch = join_lessons(make_lessons()[:3], PLAIN_SCALE)

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
    lessons, course = make_lessons(), Course(voters=1, passes=30, width=16, rate=1e-2, drop=0.0, batch=128)
    first, second = fit_glance(lessons, course, 5), fit_glance(lessons, course, 5)
    looks = [load_embeddings().look(lesson.line.ids) for lesson in lessons]
    scores = np.stack(first.score([(look, lesson.field) for look, lesson in zip(looks, lessons, strict=True)]))
    found = [[(a, b) for a, b, _ in spans] for spans in best_spans(read_steps(scores, np.full(40, 12, np.int64)))]
    golds = [lesson.line.labels.tolist() for lesson in lessons]
    assert sum(spans == [(gold.index(1), gold.index(3) + 1)] for spans, gold in zip(found, golds, strict=True)) > 30
    for name, value in first.voters[0].items():
        np.testing.assert_array_equal(value, second.voters[0][name])
