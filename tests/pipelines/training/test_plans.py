"""How the shipped model is trained: the networks learn where a field that has not seen the document is unsure."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.components.features import BUCKETS, read_rows
from pipelines.components.field import Weights
from pipelines.components.labels import WIDTH

pytest.importorskip("numba")

from pipelines.training import plans
from pipelines.training.field import Plan
from pipelines.training.glance import read_lines
from pipelines.training.own import read_own_documents


def make_field(outside: float) -> Weights:
    """A field that scores plain text as high in every place."""
    weights = np.zeros((2, WIDTH), np.float32)
    weights[1, 0] = outside
    return Weights(np.ones(BUCKETS, np.int32), weights)


def test_a_sure_field_leaves_nothing_to_learn_and_an_unsure_one_every_line() -> None:
    document = read_own_documents()[0]
    rows, lines = read_rows(document.layout), read_lines(document)
    assert not list(plans.read_lessons(make_field(2.0), rows, lines))
    lessons = list(plans.read_lessons(make_field(0.0), rows, lines))
    assert sorted(lesson.line.start for lesson in lessons) == [line.start for line in lines]
    assert all(lesson.field.shape == (len(lesson.line.labels), WIDTH) for lesson in lessons)


def test_every_document_is_scored_by_a_field_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [(document, read_rows(document.layout)) for document in read_own_documents()[:6]]
    seen: list[int] = []
    monkeypatch.setattr(plans, "fit", lambda corpora, plan: seen.append(len(corpora)) or make_field(0.0))
    monkeypatch.setattr(plans, "PLAIN", Plan(passes=1))
    lessons = list(plans.make_lessons(members))
    assert len(lessons) == sum(len(read_lines(document)) for document, _ in members)
    assert sum(len(members) - trained for trained in seen) == len(members)
