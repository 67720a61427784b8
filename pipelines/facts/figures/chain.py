"""A linear-chain model (CRF) as shipped, and tag sequences drawn from it: the likely readings of clauses with their shares."""

from __future__ import annotations

import gzip
import itertools
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
    groups = (sequences[at : at + _TOGETHER] for at in range(0, len(sequences), _TOGETHER))
    return [_count_draws(chain, states) for group in groups for states in _draw_some(chain, group)]


def _count_draws(chain: Chain, states: NDArray[np.int8]) -> Drawn:
    """Distinct columns of an array of label numbers (places, draws) as tags, the most frequent first, with their shares."""
    shares = Counter(tags.tobytes() for tags in np.ascontiguousarray(states.T))
    ranked = sorted(shares.items(), key=lambda t: (-t[1], t[0]))
    return [(tuple(map(chain.labels.__getitem__, tags)), n / DRAWS) for tags, n in ranked]


def _draw_some(chain: Chain, sequences: Sequence[Items]) -> Iterator[NDArray[np.int8]]:
    """Numbers of the labels (places, draws) of each sequence. Long sequences stand first, so that those which go on at a place are the first ones."""
    sizes = np.array([min(len(items), _LONGEST) for items in sequences])
    order = np.argsort(-sizes, kind="stable")
    states = _roll(_condition(chain, [sequences[k] for k in order], sizes[order]), sizes[order])
    for row in np.argsort(order).tolist():
        yield states[row, : sizes[order[row]]]


def _count_going(sizes: NDArray[np.intp]) -> list[int]:
    """How many sequences have each place; sizes fall."""
    going: list[int] = np.searchsorted(-sizes, -np.arange(int(sizes[0])), side="left").tolist()
    return going


def _roll(steps: Floats, sizes: NDArray[np.intp]) -> NDArray[np.int8]:
    """Labels [sequence, place, draw] by the dice, from the cumulated chances [place, sequence, label before, label]."""
    places, many, labels, _ = steps.shape
    dice = _dice()[:places, None, None]
    after = np.add.reduce([dice > steps[..., label, None] for label in range(labels - 1)], axis=0, dtype=np.int8)
    states = np.zeros((many, places, DRAWS), dtype=np.int8)
    before = np.zeros((many, DRAWS), dtype=np.intp)
    each, draws = np.arange(many)[:, None], np.arange(DRAWS)
    for place, going in enumerate(_count_going(sizes)):
        before = after[place][each[:going], before[:going], draws]
        states[:going, place] = before
    return states


def _condition(chain: Chain, sequences: Sequence[Items], sizes: NDArray[np.intp]) -> Floats:
    """Cumulated chances of each label at a place after each label at the place before, the rest of the items known."""
    here = _emissions(chain, sequences, sizes)
    both = here.copy()
    moves = np.exp(chain.moves)
    for place, going in reversed(list(enumerate(_count_going(sizes)[1:]))):
        ways = both[place + 1, :going] @ moves.T
        both[place, :going] *= ways / ways.max(1, keepdims=True)
    steps: Floats = moves * both[:, :, None, :]
    steps[0] = both[0, :, None, :]
    steps /= steps.sum(3, keepdims=True)
    return steps.cumsum(3)


_UNKNOWN = ("",)


def _emissions(chain: Chain, sequences: Sequence[Items], sizes: NDArray[np.intp]) -> Floats:
    """Weights of the labels [place, sequence, label] as factors, ones after the end of a sequence."""
    items = [item or _UNKNOWN for sequence in sequences for item in sequence[:_LONGEST]]
    starts = np.cumsum([0, *map(len, items)])[:-1]
    rows = np.fromiter(map(chain.rows.get, itertools.chain.from_iterable(items), itertools.repeat(len(chain.rows))), dtype=np.intp)
    scores = np.add.reduceat(chain.weights[rows], starts, axis=0)
    out = np.ones((len(sequences), int(sizes.max()), len(chain.labels)))
    out[np.arange(out.shape[1]) < sizes[:, None]] = np.exp(scores - scores.max(1, keepdims=True))
    return np.ascontiguousarray(out.transpose(1, 0, 2))
