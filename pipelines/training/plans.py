"""How the shipped model is trained; cross-validation trains in the same way.

Two readers that share all features are averaged: one reads the documents as they are, one also reads copies with other names
in them and drops more features. Averaged weights cost nothing at run time. The networks of the second glance learn from the
documents as they are, each with the scores of a field that has not seen it: otherwise they would learn to trust the field too much."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np

from pipelines.components.features import Rows, read_rows
from pipelines.components.field import Weights
from pipelines.components.labels import WIDTH
from pipelines.components.reader import Reader, find_unsure, make_batches
from pipelines.training.augment import make_copies
from pipelines.training.corpus import fit, fit_reader, read_outer
from pipelines.training.documents import Annotated
from pipelines.training.field import Plan
from pipelines.training.glance import Course, Lesson, Line, fit_glance, read_lines

PLAIN = Plan(passes=8, drop=0.4)
VARIED = Plan(passes=8, drop=0.5)
INNER = Plan(passes=10, drop=0.4)
GLANCE = Course()
PARTS = 3
"""Parts of the documents that are left out in turn, to train the networks on scores of a field that has not seen them."""
TORN = 0.1
"""The networks learn from lines where such a field is less sure than one minus this somewhere."""

OUTER_ROWS, INNER_ROWS = 260_000, 40_000
"""Features kept in the shipped model."""


def average(first: Weights, second: Weights) -> Weights:
    """Mean of two sets of weights; a feature that one of them lacks counts as zero there."""
    buckets = np.flatnonzero((first.table > 0) | (second.table > 0))
    table = np.zeros(len(first.table), np.int32)
    table[buckets] = np.arange(1, len(buckets) + 1)
    mean = (first.weights[first.table[buckets]] + second.weights[second.table[buckets]]) / 2
    return Weights(table, np.concatenate([np.zeros((1, WIDTH), np.float32), mean]))


def fit_team(members: list[tuple[Annotated, Rows]], *, seed: int) -> Reader:
    """The averaged reader of annotated documents."""
    plain = fit_reader(members, PLAIN, INNER)
    copies = make_copies([document for document, _ in members], copies=1, seed=seed)
    varied = fit_reader([*members, *((copy, read_rows(copy.layout)) for copy in copies)], VARIED, INNER)
    glance = fit_glance(list(make_lessons(members)), GLANCE, seed)
    return Reader(average(plain.outer, varied.outer), average(plain.inner, varied.inner), glance)


def make_lessons(members: Sequence[tuple[Annotated, Rows]]) -> Iterator[Lesson]:
    """Unsure lines of all documents, each with the scores of a field that never saw its document."""
    parts = [zlib.crc32(document.stem.encode()) % PARTS for document, _ in members]
    corpora = [read_outer(document, rows) for document, rows in members]
    for left in range(PARTS):
        field = fit([corpus for corpus, part in zip(corpora, parts, strict=True) if part != left], PLAIN)
        for (document, rows), part in zip(members, parts, strict=True):
            if part == left:
                yield from read_lessons(field, rows, read_lines(document))


def read_lessons(field: Weights, rows: Rows, lines: Sequence[Line]) -> Iterator[Lesson]:
    """The unsure lines of a document."""
    scores = field.score(rows)
    unsure = find_unsure(make_batches(scores, [line.place for line in lines]), len(scores), TORN)
    for line in sorted(lines, key=lambda line: (len(line.labels), line.start)):
        if unsure[slice(*line.place)].any():
            yield Lesson(line, scores[slice(*line.place)].copy())
