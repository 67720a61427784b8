"""Training of the field: a linear-chain random field whose only transitions are the allowed ones, by Adagrad.

Compiled with numba: a pass over 400,000 characters takes seconds. Exact marginals, one sequence a step, features dropped at
random, updates skipped where the field is already sure, weights averaged over the last passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from pipelines.components.labels import WIDTH

KINDS = (WIDTH - 1) // 4
_FAR = -1e30


@dataclass(frozen=True, slots=True)
class Corpus:
    """Sequences in one array: features of character i are `ids[starts[i]:starts[i + 1]]`; `labels[i]`; sequence s is
    characters `borders[s]:borders[s + 1]`."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    labels: NDArray[np.int32]
    borders: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    passes: int = 12
    rate: float = 0.12
    drop: float = 0.25
    shrink: float = 2e-4
    seed: int = 0


@njit(fastmath=True, cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _add_log(a: float, b: float) -> float:
    if a > b:
        return a + np.log1p(np.exp(b - a)) if b - a > -30 else a
    return b + np.log1p(np.exp(a - b)) if a - b > -30 else b


@njit(fastmath=True, cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _sum_forward(score, free, inside, size, kinds):  # type: ignore[no-untyped-def]
    free[0] = 0.0
    inside[0, :] = -1e30
    for t in range(size):
        total = free[t] + score[t, 0]
        for k in range(kinds):
            base = 1 + 4 * k
            total = _add_log(total, _add_log(free[t] + score[t, base + 3], inside[t, k] + score[t, base + 2]))
            inside[t + 1, k] = _add_log(free[t] + score[t, base], inside[t, k] + score[t, base + 1])
        free[t + 1] = total


@njit(fastmath=True, cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _sum_backward(score, free, inside, size, kinds):  # type: ignore[no-untyped-def]
    free[size] = 0.0
    inside[size, :] = -1e30
    for t in range(size - 1, -1, -1):
        total = free[t + 1] + score[t, 0]
        for k in range(kinds):
            base = 1 + 4 * k
            total = _add_log(total, _add_log(free[t + 1] + score[t, base + 3], inside[t + 1, k] + score[t, base]))
            inside[t, k] = _add_log(free[t + 1] + score[t, base + 2], inside[t + 1, k] + score[t, base + 1])
        free[t] = total


@njit(fastmath=True, cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _gradient(score, fwd, fin, bwd, bin_, t, total, grad, kinds):  # type: ignore[no-untyped-def]
    grad[0] = np.exp(fwd[t] + score[t, 0] + bwd[t + 1] - total)
    for k in range(kinds):
        base = 1 + 4 * k
        grad[base] = np.exp(fwd[t] + score[t, base] + bin_[t + 1, k] - total)
        grad[base + 1] = np.exp(fin[t, k] + score[t, base + 1] + bin_[t + 1, k] - total)
        grad[base + 2] = np.exp(fin[t, k] + score[t, base + 2] + bwd[t + 1] - total)
        grad[base + 3] = np.exp(fwd[t] + score[t, base + 3] + bwd[t + 1] - total)


@njit(fastmath=True, cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _run_pass(weights, squares, ids, starts, labels, borders, order, rate, drop, shrink, seed):  # type: ignore[no-untyped-def]
    np.random.seed(seed)
    width = weights.shape[1]
    kinds = (width - 1) // 4
    longest = 0
    for s in order:
        longest = max(longest, borders[s + 1] - borders[s])
    score = np.zeros((longest, width), np.float32)
    fwd, bwd = np.zeros(longest + 1), np.zeros(longest + 1)
    fin, bin_ = np.zeros((longest + 1, kinds)), np.zeros((longest + 1, kinds))
    grad = np.zeros(width, np.float32)
    scale = np.float32(1.0 / (1.0 - drop))
    loss = 0.0
    for s in order:
        first, last = borders[s], borders[s + 1]
        size = last - first
        kept = np.random.random(starts[last] - starts[first]) >= drop
        offset = starts[first]
        for t in range(size):
            score[t, :] = 0
            for j in range(starts[first + t], starts[first + t + 1]):
                if kept[j - offset]:
                    row = ids[j]
                    for c in range(width):
                        score[t, c] += weights[row, c]
            for c in range(width):
                score[t, c] *= scale
        _sum_forward(score, fwd, fin, size, kinds)
        _sum_backward(score, bwd, bin_, size, kinds)
        total = fwd[size]
        loss += total
        for t in range(size):
            _gradient(score, fwd, fin, bwd, bin_, t, total, grad, kinds)
            gold = labels[first + t]
            loss -= score[t, gold]
            if grad[gold] > 0.995:
                continue
            grad[gold] -= 1
            for j in range(starts[first + t], starts[first + t + 1]):
                if kept[j - offset]:
                    row = ids[j]
                    for c in range(width):
                        g = grad[c] + shrink * weights[row, c]
                        squares[row, c] += g * g
                        weights[row, c] -= rate * g / np.sqrt(squares[row, c])
    return loss


@njit(fastmath=True, cache=True)  # type: ignore[untyped-decorator,unused-ignore]
def _slope(score, labels, borders, slope):  # type: ignore[no-untyped-def]
    kinds = (score.shape[1] - 1) // 4
    longest = 0
    for s in range(len(borders)):
        longest = max(longest, borders[s, 1] - borders[s, 0])
    fwd, bwd = np.zeros(longest + 1), np.zeros(longest + 1)
    fin, bin_ = np.zeros((longest + 1, kinds)), np.zeros((longest + 1, kinds))
    loss = 0.0
    for s in range(len(borders)):
        first, last = borders[s, 0], borders[s, 1]
        line = score[first:last]
        _sum_forward(line, fwd, fin, last - first, kinds)
        _sum_backward(line, bwd, bin_, last - first, kinds)
        loss += fwd[last - first]
        for t in range(last - first):
            _gradient(line, fwd, fin, bwd, bin_, t, fwd[last - first], slope[first + t], kinds)
            loss -= line[t, labels[first + t]]
            slope[first + t, labels[first + t]] -= 1
    return loss


def slope_of(scores: NDArray[np.float32], labels: NDArray[np.int64], borders: NDArray[np.int64]) -> tuple[float, NDArray[np.float32]]:
    """Negative log likelihood of labelled lines (`borders`: lines, 2) and its slope by their label scores (characters, WIDTH)."""
    slope = np.zeros_like(scores)
    return float(_slope(scores, labels, borders, slope)), slope


def train_field(corpus: Corpus, rows: int, plan: Plan, *, report: bool = False) -> NDArray[np.float32]:
    """Weights (rows, WIDTH), averaged over the second half of the passes. Deterministic for a seed."""
    weights = np.zeros((rows, WIDTH), np.float32)
    squares = np.full((rows, WIDTH), 0.1, np.float32)
    mean = np.zeros_like(weights)
    rng = np.random.default_rng(plan.seed)
    sequences = len(corpus.borders) - 1
    averaged = max(1, plan.passes // 3)
    for number in range(plan.passes):
        order = rng.permutation(sequences)
        rate = plan.rate * (1 - 0.7 * number / plan.passes)
        loss = _run_pass(
            weights, squares, corpus.ids, corpus.starts, corpus.labels, corpus.borders, order,
            np.float32(rate), plan.drop, np.float32(plan.shrink), plan.seed * 1000 + number,
        )
        if report:
            print(f"pass {number + 1}: loss {loss / sequences:.4f}", flush=True)
        if number >= plan.passes - averaged:
            mean += weights / np.float32(averaged)
    return mean


def join_corpora(parts: Sequence[Corpus]) -> Corpus:
    """One corpus of many."""
    starts, borders = [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]
    features = chars = 0
    for part in parts:
        starts.append(part.starts[1:] - part.starts[0] + features)
        borders.append(part.borders[1:] + chars)
        features += len(part.ids)
        chars += len(part.labels)
    ids = np.concatenate([part.ids for part in parts])
    labels = np.concatenate([part.labels for part in parts])
    return Corpus(ids, np.concatenate(starts), labels, np.concatenate(borders))


def choose_rows(ids: NDArray[np.int32], buckets: int, least: int) -> NDArray[np.int32]:
    """Bucket -> row (1…), 0 for buckets seen fewer than `least` times; row 0 is learned by nothing."""
    counts = np.bincount(ids, minlength=buckets)
    table = np.zeros(buckets, np.int32)
    kept = np.flatnonzero(counts >= least)
    table[kept] = np.arange(1, len(kept) + 1)
    return table


def map_rows(corpus: Corpus, table: NDArray[np.int32]) -> Corpus:
    """The corpus with buckets replaced by rows and rare features left out."""
    rows = table[corpus.ids]
    filled = rows > 0
    before = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(filled, out=before[1:])
    return Corpus(rows[filled], before[corpus.starts], corpus.labels, corpus.borders)
