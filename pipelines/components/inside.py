"""Features of the characters of a name, to read the names inside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipelines.components.features import BUCKETS, Rows
from pipelines.components.labels import TYPES
from pipelines.span import NameSpan

Numbers = NDArray[np.int64]
SHORTEST = 4
_LEAVES = ("Person", "Place")


def may_nest(span: NameSpan) -> bool:
    """Whether names are looked for inside a name."""
    return span.end - span.start >= SHORTEST and span.label not in _LEAVES


def read_inside(rows: Rows, spans: Sequence[NameSpan]) -> Rows:
    """Features of the characters of all spans, one span after the other: those of the text, the same joined with the
    outer type, and the distances from both borders."""
    if not spans:
        return Rows(np.zeros(0, np.int32), np.zeros(1, np.int64))
    sizes = np.array([span.end - span.start for span in spans])
    left = np.concatenate([np.arange(size) for size in sizes])
    at = left + np.repeat([span.start for span in spans], sizes)
    kind = np.repeat([TYPES.index(span.label) + 1 for span in spans], sizes)
    size = np.repeat(sizes, sizes)
    counts = rows.starts[at + 1] - rows.starts[at]
    marks = _mark_places(kind, left, size - 1 - left, size)
    starts = np.concatenate([[0], np.cumsum(2 * counts + marks.shape[1])])
    inner = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    own = rows.ids[np.repeat(rows.starts[at], counts) + inner].astype(np.int64)
    place = np.repeat(starts[:-1], counts) + inner
    ids = np.zeros(starts[-1], np.int32)
    ids[place] = own
    ids[place + np.repeat(counts, counts)] = (own * 31 + np.repeat(kind, counts) * 7919 + 12345) % (BUCKETS - 1) + 1
    ids[(starts[:-1] + 2 * counts)[:, None] + np.arange(marks.shape[1])] = marks
    return Rows(ids, starts)


def _mark_places(kind: Numbers, left: Numbers, right: Numbers, size: Numbers) -> Numbers:
    """Features of type and distances from both borders: (characters, features)."""
    places = (kind, 20 + np.minimum(left, 6), 40 + np.minimum(right, 6), 60 + 20 * kind + np.minimum(left, 6),
              400 + 20 * kind + np.minimum(right, 6), 800 + 40 * np.minimum(left, 15) + np.minimum(size, 30))
    marks: Numbers = (np.stack(places, axis=1) * 104729 + 77) % (BUCKETS - 1) + 1
    return marks
