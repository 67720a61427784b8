"""Vectors of characters: the embeddings of a pretrained Chinese transformer, without its layers.

They are those of bge-small-zh-v1.5 (BAAI, MIT), in whole numbers of one byte (`pipelines.training.embeddings` makes the file). A
character is seen with the sums of what stands before and after it; for these a short form of the vectors is enough."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from kg.resources import resource

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
MODEL = ("models", "names", "embeddings.npz")
SIZE, SHORT = 512, 128
LOOK = SIZE + 2 * SHORT
"""Numbers of a character with those of its surroundings."""
AROUND = 24
"""Characters before and after one that are its surroundings."""
UNKNOWN, BLANK = 0, 1
"""Rows before those of characters: for characters without a row, and for blanks."""
_LIKE = dict(zip("“”‘’—…－–―·•●■◆▲", "「」『』-.---.。。。。。", strict=True))
"""Marks that the vocabulary lacks -> marks of like use."""


@dataclass(frozen=True, slots=True)
class Embeddings:
    """`index` gives the row of a character in `rows` (rows, SIZE) and in their short form `short` (rows, SHORT)."""

    index: Mapping[str, int]
    rows: Floats
    short: Floats

    def find(self, char: str) -> int:
        """Row of a character: its own, that of its plain form, or that of unknown characters."""
        own = self.index.get(char)
        if own is not None:
            return own
        return BLANK if char.isspace() else self.index.get(_LIKE.get(char) or unicodedata.normalize("NFKC", char).lower(), UNKNOWN)

    def find_all(self, text: str) -> Ids:
        """Rows of the characters of a text."""
        return np.fromiter(map(self.find, text), np.int64, len(text))

    def look(self, ids: Ids) -> Floats:
        """(characters, LOOK) of a text given by its rows: the vector of each character, the short ones before it summed, those after it."""
        sums, at = np.zeros((len(ids) + 1, SHORT), np.float32), np.arange(len(ids))
        np.cumsum(self.short[ids], axis=0, out=sums[1:])
        before = sums[at] - sums[np.maximum(0, at - AROUND)]
        after = sums[np.minimum(len(ids), at + 1 + AROUND)] - sums[at + 1]
        return np.concatenate([self.rows[ids], before, after], axis=1)


def one_thread() -> AbstractContextManager[object]:
    """Matrices multiplied on one thread: shared between threads they round otherwise, and the same text must give the same bytes."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def read_embeddings(path: Path) -> Embeddings:
    """Embeddings from their file: whole numbers with a scale for each row."""
    with np.load(path) as arrays:
        rows, short = (arrays[name].astype(np.float32) * arrays[f"{name}.scale"] for name in ("rows", "short"))
        return Embeddings({chr(code): BLANK + 1 + number for number, code in enumerate(arrays["chars"].tolist())}, rows, short)


@lru_cache(maxsize=1)
def load_embeddings() -> Embeddings:
    """The shipped embeddings."""
    import pipelines

    return read_embeddings(resource(pipelines.__file__, *MODEL))
