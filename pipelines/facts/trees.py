"""Boosted trees over rows of numbers, as plain arrays: read, written and evaluated without a learner's library."""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.shelf import models_folder

FILE = "trees.npz.gz"
LEAF = -1
MOST_LEAVES = 16
TOGETHER = 64
"""Rows that are scored side by side."""
_ALL = np.uint16(2**MOST_LEAVES - 1)


@dataclass(frozen=True, slots=True)
class Forest:
    """Nodes of all trees in one table: `column[i]` is compared with `limit[i]` (not above: `left[i]`, else `right[i]`); a leaf
    has column LEAF, stays at itself and adds `value[i]`. `roots` are the first nodes of the trees, of at most MOST_LEAVES leaves,
    `depth` the longest way down."""

    column: NDArray[np.int16]
    limit: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    depth: int
    base: float
    _branches: Branches = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_branches", _spread(self))

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The raw score of each row: the base and one leaf of each tree."""
        parts = [self._branches.scores(rows[at : at + TOGETHER]) for at in range(0, len(rows), TOGETHER)]
        return np.asarray(self.base + np.concatenate(parts), dtype=np.float32) if parts else np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class Branches:
    """The branchings of a forest, `most` a tree, all asked at once: each that says no strikes out the leaves on its left, and the first leaf
    that is left is the tree's (Lucchese and others, QuickScorer, 2015). `kept[i]`: the leaves that a no leaves, as bits; `value[tree, leaf]`."""

    column: NDArray[np.intp]
    limit: NDArray[np.float32]
    kept: NDArray[np.uint16]
    most: int
    value: NDArray[np.float32]

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum of one leaf of each tree for each row."""
        left = np.where(np.take(rows, self.column, axis=1) <= self.limit, _ALL, self.kept)
        open_ = np.bitwise_and.reduce(left.reshape(len(rows), -1, self.most), axis=2)
        found: NDArray[np.float32] = self.value[np.arange(len(self.value)), _lowest()[open_]].sum(axis=1)
        return found


@cache
def _lowest() -> NDArray[np.intp]:
    """The place of the lowest bit of each number."""
    bits = np.arange(1 << MOST_LEAVES)
    places: NDArray[np.intp] = np.log2(np.maximum(bits & -bits, 1)).astype(np.intp)
    return places


def _spread(forest: Forest) -> Branches:
    trees = [_walk(forest, int(root)) for root in forest.roots]
    most = max((len(asks) for asks, _ in trees), default=0) or 1
    column, limit = np.zeros((len(trees), most), np.intp), np.full((len(trees), most), np.inf, np.float32)
    kept, value = np.full((len(trees), most), _ALL, np.uint16), np.zeros((len(trees), MOST_LEAVES), np.float32)
    for row, (asks, leaves) in enumerate(trees):
        for place, (node, bits) in enumerate(asks):
            column[row, place], limit[row, place], kept[row, place] = forest.column[node], forest.limit[node], _ALL & ~bits
        value[row, : len(leaves)] = forest.value[leaves]
    return Branches(column.ravel(), limit.ravel(), kept.ravel(), most, value)


def _walk(forest: Forest, root: int) -> tuple[list[tuple[int, np.uint16]], list[int]]:
    """The branchings of a tree, each with the leaves on its left as bits, and the leaves from left to right."""
    asks: list[tuple[int, np.uint16]] = []
    leaves: list[int] = []

    def visit(node: int) -> None:
        if forest.column[node] == LEAF:
            leaves.append(node)
            return
        first = len(leaves)
        visit(int(forest.left[node]))
        asks.append((node, np.uint16((1 << len(leaves)) - (1 << first))))
        visit(int(forest.right[node]))

    visit(root)
    return asks, leaves


def write_forest(forest: Forest, folder: Path) -> None:
    """One file; the same forest gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    for part in (forest.column, forest.limit, forest.left, forest.right, forest.value, forest.roots, np.array([forest.depth, forest.base])):
        np.save(body, part, allow_pickle=False)
    (folder / FILE).write_bytes(gzip.compress(body.getvalue(), 9, mtime=0))


def read_forest(folder: Path) -> Forest:
    """A forest that `write_forest` wrote."""
    body = io.BytesIO(gzip.decompress((folder / FILE).read_bytes()))
    column, limit, left, right, value, roots, (depth, base) = (np.load(body, allow_pickle=False) for _ in range(7))
    return Forest(column, limit, left, right, value, roots, int(depth), float(base))


def shipped(name: str) -> Forest | None:
    """The forest of that name in the models folder, read once; None when it was not trained yet."""
    return _open(models_folder(), name)


@cache
def _open(shelf: Path, name: str) -> Forest | None:
    return read_forest(shelf / name) if (shelf / name / FILE).exists() else None
