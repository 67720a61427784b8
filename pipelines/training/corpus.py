"""Annotated documents -> corpora for the outer and the inner field."""

from __future__ import annotations

import numpy as np

from pipelines.components.features import BUCKETS, Rows, cut
from pipelines.components.field import Weights
from pipelines.components.inside import may_nest, read_inside
from pipelines.components.labels import split_levels, write_labels
from pipelines.components.reader import Reader
from pipelines.training.documents import Annotated
from pipelines.training.field import Corpus, Plan, choose_rows, join_corpora, map_rows, train_field

LEAST = 2
"""Features seen less often than this are left out."""


def read_outer(document: Annotated, rows: Rows) -> Corpus:
    """Lines of a document with the labels of its outermost names; ignored ranges left out."""
    layout = document.layout
    names = split_levels(document.names)[0]
    ids, starts, labels, borders = [np.zeros(0, np.int32)], [0], [], [0]
    total = 0
    for start, end in cut(layout.text):
        middle = layout.offsets[(start + end) // 2]
        if document.ignored(middle, middle + 1):
            continue
        first, last = rows.starts[start], rows.starts[end]
        ids.append(rows.ids[first:last])
        starts += (rows.starts[start + 1 : end + 1] - first + total).tolist()
        total += last - first
        labels += write_labels([n for n in names if n.start >= start and n.end <= end], start, end)
        borders.append(len(labels))
    return Corpus(np.concatenate(ids), np.array(starts, np.int64), np.array(labels, np.int32), np.array(borders, np.int64))


def read_inner(document: Annotated, rows: Rows) -> Corpus:
    """Outermost names of a document with the labels of the names inside."""
    levels = split_levels(document.names)
    hosts = [span for span in levels[0] if may_nest(span)]
    inside = read_inside(rows, hosts)
    labels: list[int] = []
    borders = [0]
    for host in hosts:
        nested = [n for n in levels[1] if host.start <= n.start and n.end <= host.end]
        labels += write_labels(nested, host.start, host.end)
        borders.append(len(labels))
    return Corpus(inside.ids, inside.starts, np.array(labels, np.int32), np.array(borders, np.int64))


def fit(corpora: list[Corpus], plan: Plan) -> Weights:
    """Weights trained on corpora."""
    joined = join_corpora(corpora)
    table = choose_rows(joined.ids, BUCKETS, LEAST)
    mapped = map_rows(joined, table)
    return Weights(table, train_field(mapped, int(table.max()) + 1, plan))


def fit_reader(members: list[tuple[Annotated, Rows]], outer: Plan, inner: Plan) -> Reader:
    """Both fields."""
    return Reader(
        fit([read_outer(document, rows) for document, rows in members], outer),
        fit([read_inner(document, rows) for document, rows in members], inner),
    )
