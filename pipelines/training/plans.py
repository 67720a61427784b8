"""How the shipped model is trained; cross-validation trains in the same way.

Two readers that share all features are averaged: one reads the documents as they are, one also reads copies with other names
in them and drops more features. Averaged weights cost nothing at run time. The networks of the second glance learn from the
documents as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pipelines.components.features import Rows, read_rows
from pipelines.components.field import Weights
from pipelines.components.labels import WIDTH
from pipelines.components.reader import Reader
from pipelines.training.augment import make_copies
from pipelines.training.corpus import fit_reader
from pipelines.training.documents import Annotated
from pipelines.training.field import Plan
from pipelines.training.glance import Course, Line, fit_glance, read_lines

PLAIN = Plan(passes=8, drop=0.4)
VARIED = Plan(passes=8, drop=0.5)
INNER = Plan(passes=10, drop=0.4)
GLANCE = Course()

OUTER_ROWS, INNER_ROWS = 260_000, 40_000
"""Features kept in the shipped model."""


def average(first: Weights, second: Weights) -> Weights:
    """Mean of two sets of weights; a feature that one of them lacks counts as zero there."""
    buckets = np.flatnonzero((first.table > 0) | (second.table > 0))
    table = np.zeros(len(first.table), np.int32)
    table[buckets] = np.arange(1, len(buckets) + 1)
    mean = (first.weights[first.table[buckets]] + second.weights[second.table[buckets]]) / 2
    return Weights(table, np.concatenate([np.zeros((1, WIDTH), np.float32), mean]))


def fit_team(members: list[tuple[Annotated, Rows]], *, seed: int, lines: Mapping[str, Sequence[Line]] | None = None) -> Reader:
    """The averaged reader of annotated documents; `lines` holds their `read_lines` by stem where these are known already."""
    plain = fit_reader(members, PLAIN, INNER)
    copies = make_copies([document for document, _ in members], copies=1, seed=seed)
    varied = fit_reader([*members, *((copy, read_rows(copy.layout)) for copy in copies)], VARIED, INNER)
    known = lines or {document.stem: read_lines(document) for document, _ in members}
    glance = fit_glance([line for document, _ in members for line in known[document.stem]], GLANCE, seed)
    return Reader(average(plain.outer, varied.outer), average(plain.inner, varied.inner), glance)
