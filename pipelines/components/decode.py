"""Label scores -> the best spans and how sure the field is of each (exact span marginals)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.components.labels import TYPES

Floats = NDArray[np.float32]
_FAR = np.float32(-1e4)
_KINDS = len(TYPES)
_SCALED = 8
"""Steps after which sums are brought back to about one; each step changes them by far less than a double can hold."""
_TINY = 1e-250


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


@dataclass(frozen=True, slots=True)
class _Steps:
    """Scores by time: of standing outside (time, batch); of what begins and what is one character (time, batch, 2, types); of what
    goes on and what ends, likewise. Past the end of a row only standing outside is left, for nothing."""

    outside: Floats
    enter: Floats
    stay: Floats


def _read_steps(scores: Floats, lengths: NDArray[np.int64]) -> _Steps:
    size, time = scores.shape[:2]
    kinds = scores[..., 1:].reshape(size, time, _KINDS, 4).transpose(1, 0, 3, 2)
    enter, stay = kinds[:, :, [0, 3]], kinds[:, :, [1, 2]]
    outside = scores[..., 0].T.copy()
    over = np.arange(time)[:, None] >= lengths[None]
    outside[over], enter[over], stay[over] = 0, _FAR, _FAR
    return _Steps(outside, enter, stay)


def _turn(steps: _Steps) -> _Steps:
    """The same chain from its end: what ended begins."""
    enter, stay = steps.enter[::-1], steps.stay[::-1]
    ends, begins = np.stack([stay[:, :, 1], enter[:, :, 1]], axis=2), np.stack([stay[:, :, 0], enter[:, :, 0]], axis=2)
    return _Steps(steps.outside[::-1], ends, begins)


def _sum_ways(steps: _Steps) -> NDArray[np.float64]:
    """Log sums of all ways to stand outside any name before each character and at the end: (time + 1, batch)."""
    time, size = steps.outside.shape
    top = np.maximum(steps.outside, np.maximum(steps.enter, steps.stay).max(axis=(2, 3)))
    outside, (enter, stay) = np.exp(steps.outside - top), (np.exp(part - top[..., None, None]) for part in (steps.enter, steps.stay))
    ways = np.ones((time + 1, size))
    scale = np.zeros((time + 1, size))
    np.cumsum(top, axis=0, out=scale[1:])
    free, inside = ways[0], np.zeros((size, _KINDS))
    for t in range(time):
        moved = free[:, None, None] * enter[t] + inside[:, None] * stay[t]
        free = free * outside[t] + moved[:, 1].sum(axis=1)
        inside = moved[:, 0]
        if t % _SCALED == _SCALED - 1:
            most = np.maximum(np.maximum(free, inside.max(axis=1)), _TINY)
            free, inside = np.maximum(free / most, _TINY), inside / most[:, None]
            scale[t + 1 :] += np.log(most)
        ways[t + 1] = free
    found: NDArray[np.float64] = np.log(np.maximum(ways, _TINY)) + scale
    return found


def sum_field(scores: Floats, lengths: NDArray[np.int64]) -> Field:
    """Forward and backward sums of a batch. scores: (batch, time, WIDTH)."""
    size, time = scores.shape[:2]
    steps = _read_steps(scores, lengths)
    back = _turn(steps)
    both = _Steps(*(np.concatenate(parts, axis=1) for parts in (
        (steps.outside, back.outside), (steps.enter, back.enter), (steps.stay, back.stay))))
    sums = _sum_ways(both).astype(np.float32)
    prefix = np.zeros((time + 1, size, _KINDS), np.float32)
    np.cumsum(scores[..., 2::4].transpose(1, 0, 2), axis=0, out=prefix[1:])
    return Field(scores, sums[:, :size], sums[::-1, size:], prefix)


def best_spans(scores: Floats, lengths: NDArray[np.int64]) -> list[list[tuple[int, int, str]]]:
    """Best allowed labelling of each row as (start, end, type)."""
    size, time = scores.shape[:2]
    steps = _read_steps(scores, lengths)
    free = np.zeros((time + 1, size), np.float32)
    inside = np.full((time + 1, size, _KINDS), _FAR, np.float32)
    for t in range(time):
        moved = np.maximum(free[t][:, None, None] + steps.enter[t], inside[t][:, None] + steps.stay[t])
        inside[t + 1] = moved[:, 0]
        np.maximum(free[t] + steps.outside[t], moved[:, 1].max(axis=1), out=free[t + 1])
    single, end = free[:-1, :, None] + steps.enter[:, :, 1], inside[:-1] + steps.stay[:, :, 1]
    best = np.concatenate([(free[:-1] + steps.outside)[..., None], single, end], axis=2).argmax(axis=2)
    begun = free[:-1, :, None] + steps.enter[:, :, 0] > inside[:-1] + steps.stay[:, :, 0]
    return [_trace(best[:, row], begun[:, row], int(lengths[row])) for row in range(size)]


def _trace(best: NDArray[np.int64], begun: NDArray[np.bool_], length: int) -> list[tuple[int, int, str]]:
    """The spans of a row, from its end: `best[t]` is 0 (outside), a single, or an end; `begun[t, k]`: a name of type k that is open
    after character t began there."""
    spans = []
    t = length
    while t > 0:
        way, end = int(best[t - 1]), t
        t -= 1
        if way == 0:
            continue
        kind = (way - 1) % _KINDS
        if way > _KINDS:
            t -= 1
            while not begun[t, kind]:
                t -= 1
        spans.append((t, end, TYPES[kind]))
    return spans[::-1]
