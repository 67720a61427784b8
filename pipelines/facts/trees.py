"""Boosted trees over rows of numbers, as plain arrays: read, written and evaluated without a learner's library."""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.shelf import models_folder

FILE = "trees.npz.gz"
LEAF = -1


@dataclass(frozen=True, slots=True)
class Forest:
    """Nodes of all trees in one table: `column[i]` is compared with `limit[i]` (not above: `left[i]`, else `right[i]`); a leaf
    has column LEAF, stays at itself and adds `value[i]`. `roots` are the first nodes of the trees, `depth` the longest way down."""

    column: NDArray[np.int16]
    limit: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    depth: int
    base: float

    def scores(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The raw score of each row: the base and one leaf of each tree."""
        at = np.tile(self.roots, (len(rows), 1))
        numbers = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            column = self.column[at]
            low = rows[numbers, np.maximum(column, 0)] <= self.limit[at]
            at = np.where(low, self.left[at], self.right[at])
        return np.asarray(self.base + self.value[at].sum(axis=1), dtype=np.float32)


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
    return _open(models_folder() / name)


@cache
def _open(folder: Path) -> Forest | None:
    return read_forest(folder) if (folder / FILE).exists() else None
