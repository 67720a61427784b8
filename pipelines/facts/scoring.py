"""Linear scorers over string features: many outputs at once, read from models/<name>/."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.shelf import models_folder

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scorer:
    """`weights[vocabulary[f]]` is the row of feature f, one column an output; `bias` holds one number an output."""

    outputs: tuple[str, ...]
    vocabulary: Mapping[str, int]
    weights: Matrix
    bias: Matrix

    def logits(self, items: Sequence[Iterable[str]]) -> Matrix:
        """Raw scores: one row an item, one column an output."""
        known = self.vocabulary
        ids: list[int] = []
        sizes: list[int] = []
        for item in items:
            before = len(ids)
            ids += {known[f] for f in item if f in known}
            sizes.append(len(ids) - before)
        scores = np.tile(self.bias, (len(items), 1))
        if ids:
            owners = np.repeat(np.arange(len(items)), sizes)
            rows = self.weights[np.asarray(ids)]
            ends = np.flatnonzero(np.diff(owners, prepend=-1))
            scores[owners[ends]] += np.add.reduceat(rows, ends, axis=0)
        return scores

    def column(self, output: str) -> int:
        """The column of an output."""
        return self.outputs.index(output)


def sigmoid(scores: Matrix) -> Matrix:
    """Logistic of raw scores."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)


def write_scorer(scorer: Scorer, folder: Path) -> None:
    """Weights as half floats beside the vocabulary, both compressed; the same scorer gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    words = sorted(scorer.vocabulary, key=lambda word: scorer.vocabulary[word])
    lines = "\n".join(["\t".join(scorer.outputs), *words]).encode("utf-8")
    (folder / "vocabulary.txt.gz").write_bytes(gzip.compress(lines, 9, mtime=0))
    table = np.vstack([scorer.bias[None, :], scorer.weights]).astype(np.float16)
    (folder / "weights.npy.gz").write_bytes(gzip.compress(table.tobytes(), 9, mtime=0))


def read_scorer(folder: Path) -> Scorer:
    """A scorer that `write_scorer` wrote."""
    head, *words = gzip.decompress((folder / "vocabulary.txt.gz").read_bytes()).decode("utf-8").split("\n")
    outputs = tuple(head.split("\t"))
    flat = np.frombuffer(gzip.decompress((folder / "weights.npy.gz").read_bytes()), dtype=np.float16)
    table = flat.reshape(-1, len(outputs)).astype(np.float32)
    return Scorer(outputs, {word: i for i, word in enumerate(words)}, table[1:], table[0])


def shipped(name: str) -> Scorer | None:
    """The scorer of that name in the models folder, read once; None when it was not trained yet."""
    return _open(models_folder() / name)


@cache
def _open(folder: Path) -> Scorer | None:
    return read_scorer(folder) if (folder / "weights.npy.gz").exists() else None
