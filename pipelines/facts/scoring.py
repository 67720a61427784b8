"""The scorer of pairs: a small network over string features, many outputs at once, read from models/<name>/."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.shelf import models_folder

Matrix = NDArray[np.float32]
VOCABULARY, NETWORK = "vocabulary.txt.gz", "network.npz.gz"
TOGETHER = 512
"""Items that are scored side by side."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """`inner[vocabulary[f]]` is the vector of feature f. The vectors of an item are summed with `lift`; what is above zero goes, weighed
    by `outer` (width, outputs) and moved by `bias`, to the outputs."""

    outputs: tuple[str, ...]
    vocabulary: Mapping[str, int]
    inner: Matrix
    lift: Matrix
    outer: Matrix
    bias: Matrix

    def logits(self, items: Sequence[Iterable[str]]) -> Matrix:
        """Raw scores: one row an item, one column an output."""
        parts = [self._score(items[at : at + TOGETHER]) for at in range(0, len(items), TOGETHER)]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.bias)), np.float32)

    def _score(self, items: Sequence[Iterable[str]]) -> Matrix:
        find, nothing = self.vocabulary.get, len(self.vocabulary)
        ids: list[int] = []
        sizes: list[int] = []
        for item in items:
            found = set(map(find, item, repeat(nothing)))
            found.discard(nothing)
            ids += found
            sizes.append(len(found))
        state = np.tile(self.lift, (len(items), 1))
        if ids:
            owners = np.repeat(np.arange(len(items)), sizes)
            ends = np.flatnonzero(np.diff(owners, prepend=-1))
            state[owners[ends]] += np.add.reduceat(self.inner[np.asarray(ids)], ends, axis=0)
        scores: Matrix = np.einsum("ij,jk->ik", np.maximum(state, 0), self.outer) + self.bias
        return scores



def sigmoid(scores: Matrix) -> Matrix:
    """Logistic of raw scores."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))), dtype=np.float32)


def write_scorer(scorer: Scorer, folder: Path) -> None:
    """Vectors as whole numbers of one byte with a scale for each, beside the vocabulary; the same scorer gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    words = sorted(scorer.vocabulary, key=lambda word: scorer.vocabulary[word])
    lines = "\n".join(["\t".join(scorer.outputs), *words]).encode("utf-8")
    (folder / VOCABULARY).write_bytes(gzip.compress(lines, 9, mtime=0))
    scale = (np.abs(scorer.inner).max(axis=1, initial=0) / 127 + 1e-9).astype(np.float32)
    body = io.BytesIO()
    for part in (np.round(scorer.inner / scale[:, None]).astype(np.int8), scale, scorer.lift, scorer.outer, scorer.bias):
        np.save(body, part, allow_pickle=False)
    (folder / NETWORK).write_bytes(gzip.compress(body.getvalue(), 9, mtime=0))


def read_scorer(folder: Path) -> Scorer:
    """A scorer that `write_scorer` wrote."""
    head, *words = gzip.decompress((folder / VOCABULARY).read_bytes()).decode("utf-8").split("\n")
    body = io.BytesIO(gzip.decompress((folder / NETWORK).read_bytes()))
    inner, scale, lift, outer, bias = (np.load(body, allow_pickle=False) for _ in range(5))
    return Scorer(tuple(head.split("\t")), {word: i for i, word in enumerate(words)}, inner.astype(np.float32) * scale[:, None], lift, outer, bias)


def shipped(name: str) -> Scorer | None:
    """The scorer of that name in the models folder, read once; None when it was not trained yet."""
    return _open(models_folder(), name)


@cache
def _open(shelf: Path, name: str) -> Scorer | None:
    return read_scorer(shelf / name) if (shelf / name / NETWORK).exists() else None
