"""A linear-chain model (CRF) as shipped, and tag sequences drawn from it: the likely readings of clauses with their shares."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DRAWS = 48
_LONGEST = 512
_TOGETHER = 128
"""Clauses that are drawn side by side."""

Items = Sequence[Sequence[str]]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chain:
    """`weights[rows[feature]]` holds a weight of each label, its last row zeros; `moves[i, j]` that of label j after label i."""

    labels: tuple[str, ...]
    rows: Mapping[str, int]
    weights: Floats
    moves: Floats


def read_chain(path: Path) -> Chain:
    """A chain of a gzipped JSON file: labels, table, moves."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        data = json.load(handle)
    return make_chain(data["labels"], data["table"], data["moves"])


def make_chain(labels: Sequence[str], table: Mapping[str, Sequence[float]], moves: Sequence[Sequence[float]]) -> Chain:
    """A chain of a weight of each label a feature, and of each label after each label."""
    weights = np.array([*table.values(), [0.0] * len(labels)], dtype=np.float64)
    return Chain(tuple(labels), {feature: i for i, feature in enumerate(table)}, weights, np.array(moves, dtype=np.float64))


@cache
def _dice() -> Floats:
    """Numbers in [0, 1) for each place of a sequence and draw, always the same."""
    return np.random.default_rng(0).random((_LONGEST, DRAWS))


Drawn = list[tuple[tuple[str, ...], float]]


def draw(chain: Chain, sequences: Sequence[Items]) -> list[Drawn]:
    """For each sequence distinct tag sequences drawn with the model's probabilities, the most frequent first, with their shares."""
    return [drawn for at in range(0, len(sequences), _TOGETHER) for drawn in _draw_some(chain, sequences[at : at + _TOGETHER])]


def _draw_some(chain: Chain, sequences: Sequence[Items]) -> Iterator[Drawn]:
    sizes = [min(len(items), _LONGEST) for items in sequences]
    steps = _condition(chain, sequences, np.array(sizes))
    states = _roll(steps)
    for state, size in zip(states, sizes, strict=True):
        shares = Counter(row.tobytes() for row in np.ascontiguousarray(state[:size].T))
        ranked = sorted(shares.items(), key=lambda t: (-t[1], t[0]))
        yield [(tuple(chain.labels[i] for i in row), n / DRAWS) for row, n in ranked]


def _roll(steps: Floats) -> NDArray[np.int8]:
    """Labels [sequence, place, draw] by the dice, from the cumulated chances [sequence, place, label before, label]."""
    many, places, labels, _ = steps.shape
    dice = _dice()
    states = np.empty((many, places, DRAWS), dtype=np.int8)
    before = np.zeros((many, DRAWS), dtype=np.intp)
    each = np.arange(many)[:, None]
    for place in range(places):
        bounds = steps[:, place]
        state = np.zeros((many, DRAWS), dtype=np.intp)
        for label in range(labels - 1):
            state += dice[place] > bounds[each, before, label]
        states[:, place] = before = state
    return states


def _condition(chain: Chain, sequences: Sequence[Items], sizes: NDArray[np.intp]) -> Floats:
    """Cumulated chances of each label at a place after each label at the place before, the rest of the items known."""
    here = _emissions(chain, sequences, sizes)
    ahead = np.ones_like(here)
    moves = np.exp(chain.moves)
    for place in range(here.shape[1] - 2, -1, -1):
        row = (moves * (here[:, place + 1] * ahead[:, place + 1])[:, None, :]).sum(2)
        row /= row.max(1, keepdims=True)
        ahead[:, place] = np.where((place < sizes - 1)[:, None], row, 1.0)
    both = here * ahead
    steps: Floats = moves * both[:, :, None, :]
    steps[:, 0] = both[:, 0, None, :]
    steps /= steps.sum(3, keepdims=True)
    return steps.cumsum(3)


def _emissions(chain: Chain, sequences: Sequence[Items], sizes: NDArray[np.intp]) -> Floats:
    """Weights of the labels [sequence, place, label] as factors, ones after the end of a sequence."""
    find, nothing = chain.rows.get, len(chain.rows)
    items = [item for sequence in sequences for item in sequence[:_LONGEST]]
    known = [[find(feature, nothing) for feature in item] or [nothing] for item in items]
    starts = np.cumsum([0, *map(len, known)])[:-1]
    rows = np.fromiter((row for item in known for row in item), dtype=np.intp)
    scores = np.add.reduceat(chain.weights[rows], starts, axis=0)
    out = np.ones((len(sequences), int(sizes.max()), len(chain.labels)))
    out[np.arange(out.shape[1]) < sizes[:, None]] = np.exp(scores - scores.max(1, keepdims=True))
    return out
