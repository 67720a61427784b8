"""Label scores -> the best spans and how sure the field is of each (exact span marginals)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.components.labels import TYPES

Floats = NDArray[np.float32]
_FAR = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Field:
    """Chain of one level over a batch. `free[t]` (time + 1, batch): log sum of all ways to stand outside any name before
    character t; `free_after` the same from t to the end; `inside` sums are prefix sums of the inside scores."""

    scores: Floats
    free: Floats
    free_after: Floats
    prefix: Floats

    def surety(self, row: int, start: int, end: int, label: str) -> float:
        """Probability that `start:end` is a name of type `label`."""
        base = 1 + 4 * TYPES.index(label)
        if end - start == 1:
            inner = self.scores[row, start, base + 3]
        else:
            k = TYPES.index(label)
            middle = self.prefix[end - 1, row, k] - self.prefix[start + 1, row, k]
            inner = self.scores[row, start, base] + middle + self.scores[row, end - 1, base + 2]
        value = self.free[start, row] + inner + self.free_after[end, row] - self.free[-1, row]
        return float(np.exp(min(0.0, float(value))))


def _sum_forward(kinds: Floats, outside: Floats, lengths: NDArray[np.int64]) -> Floats:
    size, time = outside.shape
    free = np.zeros((time + 1, size), np.float32)
    inside = np.full((size, len(TYPES)), _FAR, np.float32)
    for t in range(time):
        keep = t < lengths
        kind = kinds[:, t]
        ends = np.logaddexp(free[t][:, None] + kind[..., 3], inside + kind[..., 2])
        ways = np.concatenate([(free[t] + outside[:, t])[:, None], ends], axis=1)
        top = ways.max(axis=1)
        new = top + np.log(np.exp(ways - top[:, None]).sum(axis=1))
        inside = np.where(keep[:, None], np.logaddexp(free[t][:, None] + kind[..., 0], inside + kind[..., 1]), inside)
        free[t + 1] = np.where(keep, new, free[t])
    return free


def _sum_backward(kinds: Floats, outside: Floats, lengths: NDArray[np.int64]) -> Floats:
    size, time = outside.shape
    free = np.zeros((time + 1, size), np.float32)
    inside = np.full((size, len(TYPES)), _FAR, np.float32)
    for t in range(time - 1, -1, -1):
        keep = t < lengths
        kind = kinds[:, t]
        after = free[t + 1][:, None]
        begins = np.logaddexp(after + kind[..., 3], inside + kind[..., 0])
        ways = np.concatenate([(free[t + 1] + outside[:, t])[:, None], begins], axis=1)
        top = ways.max(axis=1)
        new = top + np.log(np.exp(ways - top[:, None]).sum(axis=1))
        inside = np.where(keep[:, None], np.logaddexp(after + kind[..., 2], inside + kind[..., 1]), inside)
        free[t] = np.where(keep, new, free[t + 1])
    return free


def sum_field(scores: Floats, lengths: NDArray[np.int64]) -> Field:
    """Forward and backward sums of a batch. scores: (batch, time, WIDTH)."""
    kinds = scores[..., 1:].reshape(*scores.shape[:2], len(TYPES), 4)
    outside = scores[..., 0]
    prefix = np.zeros((scores.shape[1] + 1, scores.shape[0], len(TYPES)), np.float32)
    np.cumsum(kinds[..., 1].transpose(1, 0, 2), axis=0, out=prefix[1:])
    return Field(scores, _sum_forward(kinds, outside, lengths), _sum_backward(kinds, outside, lengths), prefix)


def best_spans(scores: Floats, lengths: NDArray[np.int64]) -> list[list[tuple[int, int, str]]]:
    """Best allowed labelling of each row as (start, end, type)."""
    size, time = scores.shape[:2]
    kinds = scores[..., 1:].reshape(size, time, len(TYPES), 4)
    free = np.zeros(size, np.float32)
    inside = np.full((size, len(TYPES)), _FAR, np.float32)
    begun = np.zeros((size, len(TYPES)), np.int64)
    back: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    rows = np.arange(size)
    for t in range(time):
        kind = kinds[:, t]
        ways = np.concatenate([(free + scores[:, t, 0])[:, None], free[:, None] + kind[..., 3], inside + kind[..., 2]], axis=1)
        best = ways.argmax(axis=1)
        starts = np.full(size, t)
        ended = best > len(TYPES)
        starts[ended] = begun[rows[ended], best[ended] - len(TYPES) - 1]
        back.append((best, starts))
        stay, begin = inside + kind[..., 1], free[:, None] + kind[..., 0]
        begun = np.where(begin > stay, t, begun)
        inside = np.maximum(begin, stay)
        free = ways[rows, best]
    found: list[list[tuple[int, int, str]]] = []
    for row in range(size):
        spans = []
        t = int(lengths[row]) - 1
        while t >= 0:
            best, start = int(back[t][0][row]), int(back[t][1][row])
            if best > 0:
                spans.append((start, t + 1, TYPES[(best - 1) % len(TYPES)]))
            t = start - 1
        found.append(spans[::-1])
    return found
