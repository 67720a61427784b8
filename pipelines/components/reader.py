"""Fields -> names of a document: outermost names, then the names inside them, with a surety for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.components.decode import best_spans, sum_field
from pipelines.components.features import Rows, cut, read_rows
from pipelines.components.field import Weights
from pipelines.components.inside import may_nest, read_inside
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

BATCH = 192


@dataclass(frozen=True, slots=True)
class Reader:
    """The outer field and the inner one."""

    outer: Weights
    inner: Weights

    def read(self, layout: Layout, rows: Rows | None = None) -> list[NameSpan]:
        """Names of a document in clean coordinates, with raw probabilities as confidence."""
        if not layout.text:
            return []
        features = read_rows(layout) if rows is None else rows
        outer = read_ranges(self.outer, features, list(cut(layout.text)))
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


def read_named(weights: Weights, rows: Rows, ranges: Sequence[tuple[int, int]]) -> list[tuple[NameSpan, int]]:
    """Best names of ranges of a feature table, each with the start of its range."""
    order = sorted(ranges, key=lambda r: (r[1] - r[0], r[0]))
    found = []
    for at in range(0, len(order), BATCH):
        part = order[at : at + BATCH]
        scores, lengths = weights.score_batch(rows, part)
        field = sum_field(scores, lengths)
        for row, spans in enumerate(best_spans(scores, lengths)):
            start = part[row][0]
            for a, b, label in spans:
                found.append((NameSpan(start + a, start + b, label, field.surety(row, a, b, label), "field"), start))
    return found


def read_ranges(weights: Weights, rows: Rows, ranges: Sequence[tuple[int, int]]) -> list[NameSpan]:
    """Best names of ranges of a feature table."""
    return [span for span, _ in read_named(weights, rows, ranges)]
