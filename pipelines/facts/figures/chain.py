"""A linear-chain model (CRF) as shipped, and tag sequences drawn from it: the likely readings of a clause with their shares."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DRAWS = 48
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Chain:
    """`table` holds a weight of each label a feature, `moves[i, j]` that of label j after label i."""

    labels: tuple[str, ...]
    table: Mapping[str, tuple[float, ...]]
    moves: NDArray[np.float64]


def read_chain(path: Path) -> Chain:
    """A chain of a gzipped JSON file: labels, table, moves."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        data = json.load(handle)
    return Chain(tuple(data["labels"]), {k: tuple(v) for k, v in data["table"].items()}, np.array(data["moves"]))


@cache
def _dice() -> NDArray[np.float64]:
    """Numbers in [0, 1) for each place of a sequence and draw, always the same."""
    return np.random.default_rng(0).random((_LONGEST, DRAWS))


def draw(chain: Chain, items: Sequence[Sequence[str]]) -> list[tuple[tuple[str, ...], float]]:
    """Distinct tag sequences drawn with the model's probabilities, the most frequent first, with their shares."""
    items = items[:_LONGEST]
    steps = _condition(chain, items)
    dice = _dice()
    drawn = np.empty((len(items), DRAWS), dtype=np.int8)
    state = np.zeros(DRAWS, dtype=np.int64)
    top = len(chain.labels) - 1
    for place, step in enumerate(steps):
        state = np.minimum((dice[place][:, None] > step[state]).sum(1), top)
        drawn[place] = state
    shares = Counter(drawn[:, i].tobytes() for i in range(DRAWS))
    ranked = sorted(shares.items(), key=lambda t: (-t[1], t[0]))
    return [(tuple(chain.labels[i] for i in row), n / DRAWS) for row, n in ranked]


def _condition(chain: Chain, items: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Cumulated chances of each label at a place after each label at the place before, the rest of the items known."""
    here = _emissions(chain, items)
    ahead = np.ones_like(here)
    moves = np.exp(chain.moves)
    for place in range(len(items) - 2, -1, -1):
        row = moves @ (here[place + 1] * ahead[place + 1])
        ahead[place] = row / row.max()
    steps: NDArray[np.float64] = moves[None] * (here * ahead)[:, None, :]
    steps[0] = (here * ahead)[0]
    steps /= steps.sum(2, keepdims=True)
    return steps.cumsum(2)


def _emissions(chain: Chain, items: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    rows = []
    nothing = (0.0,) * len(chain.labels)
    for item in items:
        known = [weights for feature in item if (weights := chain.table.get(feature)) is not None]
        rows.append([sum(column) for column in zip(nothing, *known, strict=True)])
    scores = np.array(rows)
    return np.asarray(np.exp(scores - scores.max(1, keepdims=True)))
