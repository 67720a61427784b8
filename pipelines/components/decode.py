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
class Steps:
    """Scores by time: of standing outside (time, batch); of what begins, goes on, ends and is one character (time, batch, types).
    Past the end of a row only standing outside is left, for nothing. `scores` (batch, time, WIDTH) as they came, `lengths` of the rows."""

    scores: Floats
    lengths: NDArray[np.int64]
    outside: Floats
    begin: Floats
    middle: Floats
    end: Floats
    single: Floats

    def inside(self) -> tuple[Floats, ...]:
        """All but standing outside."""
        return self.begin, self.middle, self.end, self.single


def read_steps(scores: Floats, lengths: NDArray[np.int64]) -> Steps:
    """Scores (batch, time, WIDTH) of rows of these lengths, by time."""
    turned = scores.transpose(1, 0, 2)
    steps = Steps(scores, lengths, turned[..., 0].copy(), *(turned[..., 1 + k :: 4].copy() for k in range(4)))
    over = np.arange(len(turned))[:, None] >= lengths[None]
    steps.outside[over] = 0
    for part in steps.inside():
        part[over] = _FAR
    return steps


def _sum_ways(steps: Steps) -> tuple[Floats, Floats]:
    """Log sums of all ways to stand outside any name before each character and at the end, and of all ways to go on from there:
    both (time + 1, batch). The ways from the end are those of the same chain turned round, where what ended begins."""
    time, size = steps.outside.shape
    top = np.maximum.reduce([steps.outside, *(part.max(axis=2) for part in steps.inside())])
    begin, middle, end, single = (np.exp(part - top[..., None]) for part in steps.inside())
    alone = np.exp(steps.outside - top) + single.sum(axis=2)
    alone, middle = (np.concatenate([part, part[::-1]], axis=1) for part in (alone, middle))
    begin, end = np.concatenate([begin, end[::-1]], axis=1), np.concatenate([end, begin[::-1]], axis=1)
    ways, scale = np.ones((time + 1, 2 * size)), np.zeros((time + 1, 2 * size))
    np.cumsum(np.concatenate([top, top[::-1]], axis=1), axis=0, out=scale[1:])
    free, inside = ways[0].copy(), np.zeros((2 * size, _KINDS))
    every, opened = free[:, None], np.empty((2 * size, _KINDS))
    for t, (begins, goes_on, ends, stays) in enumerate(zip(begin, middle, end, alone, strict=True), 1):
        ended = np.einsum("bk,bk->b", inside, ends)
        np.multiply(inside, goes_on, out=inside)
        np.add(inside, np.multiply(every, begins, out=opened), out=inside)
        np.add(np.multiply(free, stays, out=free), ended, out=free)
        if t % _SCALED == 0:
            most = np.maximum(np.maximum(free, inside.max(axis=1)), _TINY)
            np.maximum(free / most, _TINY, out=free)
            inside /= most[:, None]
            scale[t:] += np.log(most)
        ways[t] = free
    found = (np.log(np.maximum(ways, _TINY)) + scale).astype(np.float32)
    return found[:, :size], found[::-1, size:]


def sum_field(steps: Steps) -> Field:
    """Forward and backward sums of a batch."""
    size, time = steps.scores.shape[:2]
    prefix = np.zeros((time + 1, size, _KINDS), np.float32)
    np.cumsum(steps.scores[..., 2::4].transpose(1, 0, 2), axis=0, out=prefix[1:])
    return Field(steps.scores, *_sum_ways(steps), prefix)


def best_spans(steps: Steps) -> list[list[tuple[int, int, str]]]:
    """Best allowed labelling of each row as (start, end, type)."""
    time, size = steps.outside.shape
    alone = np.maximum(steps.outside, steps.single.max(axis=2))
    free, inside = np.zeros((time + 1, size), np.float32), np.full((time + 1, size, _KINDS), _FAR, np.float32)
    for t in range(time):
        np.maximum(free[t, :, None] + steps.begin[t], inside[t] + steps.middle[t], out=inside[t + 1])
        np.maximum(free[t] + alone[t], np.maximum.reduce(inside[t] + steps.end[t], axis=1), out=free[t + 1])
    single, end = free[:-1, :, None] + steps.single, inside[:-1] + steps.end
    best = np.concatenate([(free[:-1] + steps.outside)[..., None], single, end], axis=2).argmax(axis=2).T.tolist()
    begun = free[:-1, :, None] + steps.begin > inside[:-1] + steps.middle
    return [_trace(ways, begun[:, row], length) for row, (ways, length) in enumerate(zip(best, steps.lengths.tolist(), strict=True))]


def _trace(best: list[int], begun: NDArray[np.bool_], length: int) -> list[tuple[int, int, str]]:
    """The spans of a row, from its end: `best[t]` is 0 (outside), a single, or an end; `begun[t, k]`: a name of type k that is open
    after character t began there."""
    spans = []
    t = length
    while t > 0:
        way, end = best[t - 1], t
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
