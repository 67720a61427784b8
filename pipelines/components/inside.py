"""Features of the characters of a name, to read the names inside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipelines.components.features import BUCKETS, Rows
from pipelines.components.labels import TYPES
from pipelines.span import NameSpan

SHORTEST = 4
_LEAVES = ("Person", "Place")


def may_nest(span: NameSpan) -> bool:
    """Whether names are looked for inside a name."""
    return span.end - span.start >= SHORTEST and span.label not in _LEAVES


def read_inside(rows: Rows, spans: Sequence[NameSpan]) -> Rows:
    """Features of the characters of all spans, one span after the other: those of the text, the same joined with the
    outer type, and the distances from both borders."""
    ids: list[np.ndarray] = []
    counts: list[int] = []
    for span in spans:
        kind = TYPES.index(span.label) + 1
        size = span.end - span.start
        for at in range(span.start, span.end):
            own = rows.ids[rows.starts[at] : rows.starts[at + 1]].astype(np.int64)
            left, right = at - span.start, span.end - 1 - at
            joined = (own * 31 + kind * 7919 + 12345) % (BUCKETS - 1) + 1
            places = (kind, 20 + min(left, 6), 40 + min(right, 6), 60 + 20 * kind + min(left, 6), 400 + 20 * kind + min(right, 6),
                      800 + 40 * min(left, 15) + min(size, 30))
            marks = np.array([(place * 104729 + 77) % (BUCKETS - 1) + 1 for place in places])
            ids += [own, joined, marks]
            counts.append(2 * len(own) + len(marks))
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    joined_ids = np.concatenate(ids).astype(np.int32) if ids else np.zeros(0, np.int32)
    return Rows(joined_ids, starts)
