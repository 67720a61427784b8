"""Training of the scorer of pairs: a network with one hidden layer over string features, several outputs with gaps, by Adagrad.

Compiled with numba: a pass over 60,000 pairs takes seconds. One pair a step, features and hidden numbers dropped at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pipelines.facts.scoring import Scorer

START = 0.02
"""Spread of the random vectors that features begin with."""
UNKNOWN = -1
"""What is not known of a pair teaches nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `voters` networks, each `width` wide, are averaged; `least`: features seen less often are left out; `drop`, `thin`:
    shares of features and of hidden numbers left out."""

    voters: int = 3
    width: int = 24
    passes: int = 9
    rate: float = 0.08
    drop: float = 0.4
    thin: float = 0.2
    shrink: float = 1e-5
    least: int = 6
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Items in one array: features of item i are `ids[starts[i]:starts[i + 1]]`."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]


def count_features(items: Sequence[Sequence[str]], least: int) -> dict[str, int]:
    """Features seen often enough, numbered in the order of the alphabet."""
    counts = Counter(f for item in items for f in set(item))
    return {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}


def make_table(items: Iterable[Sequence[str]], vocabulary: Mapping[str, int]) -> Table:
    """The known features of items."""
    ids: list[int] = []
    starts = [0]
    for item in items:
        ids += sorted({vocabulary[f] for f in item if f in vocabulary})
        starts.append(len(ids))
    return Table(np.array(ids, np.int32), np.array(starts, np.int64))


@njit(fastmath=True, cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _run_pass(inner, outer, lift, bias, squares, ids, starts, truth, order, rate, drop, thin, shrink, seed):  # type: ignore[no-untyped-def]
    np.random.seed(seed)
    inner_sq, outer_sq, lift_sq, bias_sq = squares
    width, outputs = outer.shape
    state, back, factor = np.zeros(width, np.float32), np.zeros(width, np.float32), np.zeros(width, np.float32)
    scale = np.float32(1 / (1 - drop))
    loss = 0.0
    for row in order:
        first, last = starts[row], starts[row + 1]
        kept = np.random.random(last - first) >= drop
        state[:] = 0
        for j in range(first, last):
            if kept[j - first]:
                for k in range(width):
                    state[k] += inner[ids[j], k]
        for k in range(width):
            state[k] = max(np.float32(0), state[k] * scale + lift[k])
            factor[k] = (np.random.random() >= thin) / (1 - thin)
            back[k] = 0
        for o in range(outputs):
            wanted = truth[row, o]
            if wanted < 0:
                continue
            score = bias[o]
            for k in range(width):
                score += state[k] * factor[k] * outer[k, o]
            chance = 1 / (1 + np.exp(-score))
            loss -= np.log(chance + 1e-9) if wanted > 0 else np.log(1 - chance + 1e-9)
            slope = np.float32(chance - wanted)
            if abs(slope) < 0.002:
                continue
            bias_sq[o] += slope * slope
            bias[o] -= rate * slope / np.sqrt(bias_sq[o])
            for k in range(width):
                if state[k] > 0:
                    back[k] += slope * outer[k, o] * factor[k]
                    own = slope * state[k] * factor[k] + shrink * outer[k, o]
                    outer_sq[k, o] += own * own
                    outer[k, o] -= rate * own / np.sqrt(outer_sq[k, o])
        for k in range(width):
            if state[k] <= 0 or back[k] == 0:
                continue
            lift_sq[k] += back[k] * back[k]
            lift[k] -= rate * back[k] / np.sqrt(lift_sq[k])
            for j in range(first, last):
                if kept[j - first]:
                    own = back[k] * scale + shrink * inner[ids[j], k]
                    inner_sq[ids[j], k] += own * own
                    inner[ids[j], k] -= rate * own / np.sqrt(inner_sq[ids[j], k])
    return loss


def train_network(items: Sequence[Sequence[str]], truth: NDArray[np.float32], outputs: Sequence[str], plan: Plan) -> Scorer:
    """A scorer of items, given the truth of each output for each (1, 0, UNKNOWN). Deterministic for a seed."""
    vocabulary = count_features(items, plan.least)
    table = make_table(items, vocabulary)
    voters = [_train_voter(table, truth, len(vocabulary), replace(plan, seed=plan.seed + number)) for number in range(plan.voters)]
    inner, lift, outer, bias = zip(*voters, strict=True)
    share = np.float32(1 / plan.voters)
    return Scorer(
        tuple(outputs), vocabulary, np.concatenate(inner, axis=1), np.concatenate(lift), np.concatenate(outer) * share,
        np.stack(bias).mean(axis=0, dtype=np.float32),
    )


Parts = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]


def _train_voter(table: Table, truth: NDArray[np.float32], features: int, plan: Plan) -> Parts:
    """Inner weights, lift, outer weights and bias of one network."""
    rng = np.random.default_rng(plan.seed)
    inner = rng.standard_normal((features, plan.width), dtype=np.float32) * np.float32(START)
    outer = rng.standard_normal((plan.width, truth.shape[1]), dtype=np.float32) * np.float32(0.3)
    lift, bias = np.full(plan.width, 0.1, np.float32), np.full(truth.shape[1], -1, np.float32)
    squares = tuple(np.full_like(part, 0.1) for part in (inner, outer, lift, bias))
    for number in range(plan.passes):
        rate = np.float32(plan.rate * (1 - 0.7 * number / plan.passes))
        _run_pass(
            inner, outer, lift, bias, squares, table.ids, table.starts, truth, rng.permutation(len(truth)), rate,
            plan.drop, plan.thin, np.float32(plan.shrink), 1000 * plan.seed + number,
        )
    return inner, lift, outer, bias
