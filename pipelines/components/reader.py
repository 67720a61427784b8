"""Fields -> names of a document: outermost names, then the names inside them, with a surety for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipelines.components.decode import Field, best_spans, sum_field
from pipelines.components.features import Rows, cut, read_rows
from pipelines.components.field import Weights
from pipelines.components.glance import Glance, Zone, mark_unsure, read_again, read_zones
from pipelines.components.inside import may_nest, read_inside
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

BATCH = 192
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Ranges of a text with their label scores (ranges, longest, WIDTH), lengths, sums and best names."""

    ranges: Ranges
    scores: NDArray[np.float32]
    lengths: NDArray[np.int64]
    field: Field
    best: Sequence[Sequence[tuple[int, int, str]]]

    def find_names(self) -> Iterator[tuple[NameSpan, int]]:
        """Best names, each with the start of its range."""
        for row, spans in enumerate(self.best):
            start = self.ranges[row][0]
            for a, b, label in spans:
                yield NameSpan(start + a, start + b, label, self.field.surety(row, a, b, label), "field"), start


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
        batches = list(score_ranges(self.outer, features, list(cut(layout.text))))
        if self.glance is not None:
            batches = [seen for batch in batches for seen in look_again(layout.text, batch, self.glance)]
        outer = [span for batch in batches for span, _ in batch.find_names()]
        return sorted({*outer, *self._read_inside(features, outer)})

    def _read_inside(self, rows: Rows, outer: Sequence[NameSpan]) -> list[NameSpan]:
        hosts = [span for span in outer if may_nest(span)]
        ranges = []
        at = 0
        for host in hosts:
            ranges.append((at, at + host.end - host.start))
            at = ranges[-1][1]
        origin = {start: host for (start, _), host in zip(ranges, hosts, strict=True)}
        found = []
        for span, start in read_named(self.inner, read_inside(rows, hosts), ranges):
            host = origin[start]
            moved = NameSpan(host.start + span.start - start, host.start + span.end - start, span.label, span.confidence * host.confidence, "inside")
            if (moved.start, moved.end) != (host.start, host.end):
                found.append(moved)
        return found


def score_ranges(weights: Weights, rows: Rows, ranges: Ranges) -> Iterator[Batch]:
    """Scores of ranges of a feature table, ranges of like length together."""
    order = sorted(ranges, key=lambda r: (r[1] - r[0], r[0]))
    for at in range(0, len(order), BATCH):
        part = order[at : at + BATCH]
        scores, lengths = weights.score_batch(rows, part)
        yield make_batch(part, scores, lengths)


def make_batch(ranges: Ranges, scores: NDArray[np.float32], lengths: NDArray[np.int64]) -> Batch:
    """The sums and best names of scores."""
    return Batch(ranges, scores, lengths, sum_field(scores, lengths), best_spans(scores, lengths))


def look_again(text: str, batch: Batch, glance: Glance) -> Iterator[Batch]:
    """The batch without its unsure rows, and these apart, with the glance's scores in their unsure zones."""
    zones = [read_zones(unsure) for unsure in mark_unsure(batch.best, batch.lengths, batch.field)]
    torn = [row for row, found in enumerate(zones) if found]
    yield replace(batch, best=[[] if found else spans for found, spans in zip(zones, batch.best, strict=True)])
    if not torn:
        return
    ranges = [batch.ranges[row] for row in torn]
    scores = batch.scores[torn, : int(batch.lengths[torn].max())]
    fields = [part[: end - start].copy() for part, (start, end) in zip(scores, ranges, strict=True)]
    places = [(row, *zone) for row, old in enumerate(torn) for zone in zones[old]]
    asked = [Zone(ranges[row][0] + a, ranges[row][0] + b, ranges[row][0], fields[row]) for row, a, b in places]
    for (row, a, b), new in zip(places, read_again(text, asked, glance), strict=True):
        scores[row, a:b] = new
    yield make_batch(ranges, scores, batch.lengths[torn])


def read_named(weights: Weights, rows: Rows, ranges: Ranges) -> list[tuple[NameSpan, int]]:
    """Best names of ranges of a feature table, each with the start of its range."""
    return [found for batch in score_ranges(weights, rows, ranges) for found in batch.find_names()]
