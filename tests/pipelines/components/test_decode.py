"""Decoding of label scores: allowed labellings only, exact probabilities."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.components.decode import best_spans, read_steps, sum_field
from pipelines.components.labels import TYPES, WIDTH, split_levels, write_labels
from pipelines.span import NameSpan


def all_labellings(length: int, kinds: int) -> list[list[tuple[int, int, str]]]:
    """Every set of spans of a few types over a short text."""
    spans = [(a, b, TYPES[k]) for a in range(length) for b in range(a + 1, length + 1) for k in range(kinds)]
    sets = [combo for size in range(length + 1) for combo in itertools.combinations(spans, size)]
    return [list(c) for c in sets if all(x[1] <= y[0] for x, y in itertools.pairwise(sorted(c)))]


def weigh(scores: np.ndarray, spans: list[tuple[int, int, str]]) -> float:  # type: ignore[type-arg]
    labels = write_labels([NameSpan(*s) for s in spans], 0, len(scores))
    return float(sum(scores[t, label] for t, label in enumerate(labels)))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_best_and_surety_agree_with_enumeration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = np.full((1, 3, WIDTH), -50, np.float32)
    scores[0, :, :9] = rng.normal(size=(3, 9))
    ways = all_labellings(3, 2)
    weights = np.array([weigh(scores[0], way) for way in ways])
    lengths = np.array([3])
    assert best_spans(read_steps(scores, lengths))[0] == sorted(ways[int(weights.argmax())])
    field = sum_field(read_steps(scores, lengths))
    chances = np.exp(weights - np.logaddexp.reduce(weights))
    for span in {s for way in ways for s in way}:
        exact = sum(p for p, way in zip(chances, ways, strict=True) if span in way)
        assert abs(field.surety(0, *span) - exact) < 1e-3


def test_padding_changes_nothing() -> None:
    scores = np.random.default_rng(1).normal(size=(2, 6, WIDTH)).astype(np.float32)
    scores[1, :4] = scores[0, :4]
    alone = best_spans(read_steps(scores[:1, :4], np.array([4])))[0]
    assert best_spans(read_steps(scores, np.array([6, 4])))[1] == alone


def test_levels_nest() -> None:
    outer, inner = NameSpan(0, 9, "Platform"), NameSpan(0, 4, "Enterprise")
    assert split_levels([inner, outer])[:2] == [[outer], [inner]]
