"""Vectors of characters in context: the embeddings and the first layer of a pretrained Chinese transformer, on numpy alone.

The weights are those of bge-small-zh-v1.5 (BAAI, MIT), cut to one layer and to single characters, in eighths of a byte
(`pipelines.training.encoder` makes the file). One layer costs about 6 million multiplications a character: it is asked only where
the field is unsure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from kg.resources import resource

Floats = NDArray[np.float32]
MODEL = ("models", "names", "encoder.npz")
SIZE = 512
HEADS = 8
LONGEST = 256
"""Longest text in characters that fits the positions."""
BATCH = 4096
"""Characters of a batch, padding included."""
UNKNOWN, BEGIN, END = 0, 1, 2
_LIKE = dict(zip("“”‘’—…－–―·•●■◆▲", "「」『』-.---.。。。。。", strict=True))
"""Marks that the vocabulary lacks -> marks of like use."""
"""Rows of the embeddings before those of characters."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """`index` gives the embedding row of a character; `parts` the float32 arrays by name."""

    index: Mapping[str, int]
    parts: Mapping[str, Floats]

    def encode(self, texts: Sequence[str]) -> list[Floats]:
        """One (characters, SIZE) array a text; texts of at most LONGEST characters."""
        found: list[Floats] = [np.zeros((0, SIZE), np.float32)] * len(texts)
        for batch in _batches(texts):
            ids = np.zeros((len(batch), max(len(texts[k]) for k in batch) + 2), np.int64)
            mask = np.zeros(ids.shape, np.bool_)
            for row, k in enumerate(batch):
                line = [BEGIN, *(self.find(char) for char in texts[k]), END]
                ids[row, : len(line)] = line
                mask[row, : len(line)] = True
            with one_thread():
                hidden = self._run(ids, mask)
            for row, k in enumerate(batch):
                found[k] = hidden[row, 1 : 1 + len(texts[k])]
        return found

    def find(self, char: str) -> int:
        """Embedding row of a character: its own, that of its plain form, or that of unknown characters."""
        own = self.index.get(char)
        if own is not None:
            return own
        return END if char.isspace() else self.index.get(_LIKE.get(char) or unicodedata.normalize("NFKC", char).lower(), UNKNOWN)

    def _run(self, ids: NDArray[np.int64], mask: NDArray[np.bool_]) -> Floats:
        parts, (rows, length) = self.parts, ids.shape
        state = _normalise(parts["words"][ids] + parts["places"][:length], parts["words_gain"], parts["words_bias"])
        flat = state.reshape(-1, SIZE)
        shape = (rows, length, HEADS, SIZE // HEADS)
        query, key, value = (
            (flat @ parts[name] + parts[f"{name}_bias"]).reshape(shape).transpose(0, 2, 1, 3) for name in ("query", "key", "value")
        )
        weights = query @ key.transpose(0, 1, 3, 2) * np.float32((SIZE // HEADS) ** -0.5)
        weights += np.where(mask, np.float32(0), np.float32(-1e4))[:, None, None, :]
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed = (weights @ value).transpose(0, 2, 1, 3).reshape(-1, SIZE)
        flat = _normalise(flat + mixed @ parts["mix"] + parts["mix_bias"], parts["mix_gain"], parts["mix_shift"])
        wide = _gate(flat @ parts["widen"] + parts["widen_bias"])
        out = _normalise(flat + wide @ parts["narrow"] + parts["narrow_bias"], parts["out_gain"], parts["out_bias"])
        return out.reshape(rows, length, SIZE)


def one_thread() -> AbstractContextManager[object]:
    """Matrices multiplied on one thread: shared between threads they round otherwise, and the same text must give the same bytes."""
    limited: AbstractContextManager[object] = _libraries().limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def _normalise(state: Floats, gain: Floats, bias: Floats) -> Floats:
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    normal: Floats = centred / spread * gain + bias
    return normal


def _gate(state: Floats) -> Floats:
    """GELU by its tanh form."""
    inner = state * state
    inner *= np.float32(0.044715)
    inner += np.float32(1)
    inner *= state
    inner *= np.float32(0.7978845608)
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= state
    inner *= np.float32(0.5)
    return inner


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Numbers of texts of like length, at most BATCH characters together."""
    order = sorted((k for k, text in enumerate(texts) if text), key=lambda k: (len(texts[k]), k))
    batch: list[int] = []
    for k in order:
        if batch and (len(batch) + 1) * (len(texts[k]) + 2) > BATCH:
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch


def read_encoder(path: Path) -> Encoder:
    """An encoder from its file: whole numbers with a scale for each column (embeddings: each row), other arrays as they are."""
    with np.load(path) as arrays:
        chars = arrays["chars"].tolist()
        parts = {name: arrays[name].astype(np.float32) for name in arrays.files if name != "chars"}
    scales = {name.removesuffix(".scale"): parts.pop(name) for name in list(parts) if name.endswith(".scale")}
    for name, scale in scales.items():
        parts[name] *= scale
    return Encoder({chr(code): END + 1 + number for number, code in enumerate(chars)}, parts)


@lru_cache(maxsize=1)
def load_encoder() -> Encoder:
    """The encoder of the shipped model."""
    import pipelines

    return read_encoder(resource(pipelines.__file__, *MODEL))
