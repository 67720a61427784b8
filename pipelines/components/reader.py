"""Fields -> names of a document: outermost names, then the names inside them, with a surety for each."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.components.clauses import Range, cut_clauses, find_open
from pipelines.components.decode import Field, best_spans, read_steps, sum_field
from pipelines.components.features import Rows, cut, read_rows
from pipelines.components.field import Weights
from pipelines.components.glance import UNSURE, Glance, Zone, mark_unsure, read_again, read_zones
from pipelines.components.inside import may_nest, read_inside
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

Scores = NDArray[np.float32]
Flags = NDArray[np.bool_]
BATCH, FEW = 192, 36
"""Most ranges that are decoded side by side, and how many are so whatever their lengths: above that, none of more than twice the shortest."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Ranges of a text with their lengths, sums and best names."""

    ranges: Sequence[Range]
    lengths: NDArray[np.int64]
    field: Field
    best: Sequence[Sequence[tuple[int, int, str]]]

    def find_names(self) -> Iterator[NameSpan]:
        """Best names."""
        for row, spans in enumerate(self.best):
            start = self.ranges[row][0]
            for a, b, label in spans:
                yield NameSpan(start + a, start + b, label, self.field.surety(row, a, b, label), "field")


@dataclass(frozen=True, slots=True)
class Reader:
    """The outer field, the inner one, and the second glance at what the outer one is unsure of; none: the field alone."""

    outer: Weights
    inner: Weights
    glance: Glance | None = None

    def read(self, layout: Layout, rows: Rows | None = None) -> list[NameSpan]:
        """Names of a document in clean coordinates, with raw probabilities as confidence."""
        if not layout.text:
            return []
        features = read_rows(layout) if rows is None else rows
        outer = self._read_outer(layout.text, self.outer.score(features))
        return sorted({*outer, *self._read_inside(features, outer)})

    def _read_outer(self, text: str, scores: Scores) -> list[NameSpan]:
        lines = list(cut(text))
        batches = decode_lines(scores, lines)
        if self.glance is None:
            return find_names(batches)
        unsure = find_unsure(batches, len(text))
        torn = {line: unsure[slice(*line)] for line in lines if unsure[slice(*line)].any()}
        again = decode_lines(look_again(text, scores, torn, self.glance), list(torn))
        begins = [start for start, _ in lines]
        settled = [span for span in find_names(batches) if lines[bisect_right(begins, span.start) - 1] not in torn]
        return settled + find_names(again)

    def _read_inside(self, rows: Rows, outer: Sequence[NameSpan]) -> list[NameSpan]:
        hosts = [span for span in outer if may_nest(span)]
        ends = [0, *itertools.accumulate(host.end - host.start for host in hosts)]
        found = []
        for span in find_names(make_batches(self.inner.score(read_inside(rows, hosts)), list(itertools.pairwise(ends)))):
            number = bisect_right(ends, span.start) - 1
            host, shift = hosts[number], hosts[number].start - ends[number]
            moved = NameSpan(span.start + shift, span.end + shift, span.label, span.confidence * host.confidence, "inside")
            if (moved.start, moved.end) != (host.start, host.end):
                found.append(moved)
        return found


def make_batches(scores: Scores, ranges: Sequence[Range]) -> list[Batch]:
    """Sums and best names of ranges of a text, ranges of like length together. scores: (characters, WIDTH)."""
    groups: list[list[Range]] = []
    for start, end in sorted(ranges, key=lambda r: (r[1] - r[0], r[0])):
        if not groups or len(groups[-1]) == BATCH or (len(groups[-1]) >= FEW and end - start > 2 * (groups[-1][0][1] - groups[-1][0][0])):
            groups.append([])
        groups[-1].append((start, end))
    return [_make_batch(scores, group) for group in groups]


def _make_batch(scores: Scores, ranges: Sequence[Range]) -> Batch:
    lengths = np.array([end - start for start, end in ranges], np.int64)
    padded = np.zeros((len(ranges), int(lengths.max()), scores.shape[1]), np.float32)
    for row, (start, end) in enumerate(ranges):
        padded[row, : end - start] = scores[start:end]
    steps = read_steps(padded, lengths)
    return Batch(ranges, lengths, sum_field(steps), best_spans(steps))


def decode_lines(scores: Scores, lines: Sequence[Range]) -> list[Batch]:
    """The clauses of lines, decoded."""
    open_ = find_open(scores)
    return make_batches(scores, [clause for line in lines for clause in cut_clauses(open_, line)])


def find_names(batches: Sequence[Batch]) -> list[NameSpan]:
    """Best names of all batches."""
    return [span for batch in batches for span in batch.find_names()]


def find_unsure(batches: Sequence[Batch], size: int, limit: float = UNSURE) -> Flags:
    """Of the characters of a text, those whose best reading has less than one minus the limit."""
    unsure = np.zeros(size, np.bool_)
    for batch in batches:
        for (start, end), found in zip(batch.ranges, mark_unsure(batch.best, batch.lengths, batch.field, limit), strict=True):
            unsure[start:end] = found
    return unsure


def look_again(text: str, scores: Scores, lines: Mapping[Range, Flags], glance: Glance) -> Scores:
    """The scores with those of the glance in the unsure zones of lines; each line comes with its unsure characters."""
    zones = [Zone(start + a, start + b, start, scores[start:end]) for (start, end), unsure in lines.items() for a, b in read_zones(unsure)]
    changed = scores.copy()
    for zone, new in zip(zones, read_again(text, zones, glance), strict=True):
        changed[zone.start : zone.end] = new
    return changed
