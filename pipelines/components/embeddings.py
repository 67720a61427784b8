"""Vectors of characters in context: the embeddings and the first layer of a pretrained Chinese transformer, on numpy alone.

The weights are those of bge-small-zh-v1.5 (BAAI, MIT), cut to one layer and to single characters, in whole numbers of one byte
(`pipelines.training.encoder` makes the file). The layer costs about 3 million multiplications a character: it is asked only where
the field is unsure, and of the context only what the characters whose vectors are wanted look at."""

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
Ranges = Sequence[tuple[int, int]]
MODEL = ("models", "names", "encoder.npz")
SIZE = 512
HEADS = 8
LONGEST = 256
"""Longest text in characters that fits the positions."""
BATCH = 1024
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

    def encode(self, texts: Sequence[str], zones: Sequence[tuple[int, int]] | None = None) -> list[Floats]:
        """One (characters, SIZE) array a text of at most LONGEST characters; with zones (start, end): of the zone's characters alone."""
        wanted = zones or [(0, len(text)) for text in texts]
        found: list[Floats] = [np.zeros((0, SIZE), np.float32)] * len(texts)
        for batch in _batches(texts):
            frames = [[BEGIN, *(self.find(char) for char in texts[k]), END] for k in batch]
            asked = [(start + 1, end + 1) for start, end in (wanted[k] for k in batch)]
            with one_thread():
                vectors = self._run(frames, asked)
            borders = np.cumsum([end - start for start, end in asked])
            for k, part in zip(batch, np.split(vectors, borders[:-1]), strict=True):
                found[k] = part
        return found

    def find(self, char: str) -> int:
        """Embedding row of a character: its own, that of its plain form, or that of unknown characters."""
        own = self.index.get(char)
        if own is not None:
            return own
        return END if char.isspace() else self.index.get(_LIKE.get(char) or unicodedata.normalize("NFKC", char).lower(), UNKNOWN)

    def _run(self, frames: Sequence[Sequence[int]], asked: Ranges) -> Floats:
        """Vectors of the asked ranges of frames, one after the other."""
        ids, places = (np.concatenate(parts) for parts in (frames, [range(len(frame)) for frame in frames]))
        parts = self.parts
        state = _normalise(parts["words"][ids] + parts["places"][places], parts["words_gain"], parts["words_bias"])
        return _attend(parts, state, [(0, len(frame)) for frame in frames], asked)


def _attend(parts: Mapping[str, Floats], state: Floats, whole: Ranges, asked: Ranges) -> Floats:
    """The layer: the asked characters of frames look at the whole frames. state: (characters of all frames, SIZE)."""
    firsts = _find_firsts(whole)
    seen, there = _pad(firsts, whole)
    asking, real = _pad(firsts, asked)
    own = state[asking[real]]
    slots = np.zeros(asking.shape, np.int64)
    slots[real] = np.arange(len(own))
    query = _split_heads((own @ parts["query"] + parts["query_bias"])[slots])
    key, value = (_split_heads((state @ parts[name] + parts[f"{name}_bias"])[seen]) for name in ("key", "value"))
    weights = query @ key.transpose(0, 1, 3, 2) * np.float32((SIZE // HEADS) ** -0.5)
    weights += np.where(there, np.float32(0), np.float32(-1e4))[:, None, None, :]
    weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    mixed = (weights @ value).transpose(0, 2, 1, 3).reshape(*asking.shape, SIZE)[real]
    own = _normalise(own + mixed @ parts["mix"] + parts["mix_bias"], parts["mix_gain"], parts["mix_shift"])
    wide = _gate(own @ parts["widen"] + parts["widen_bias"])
    return _normalise(own + wide @ parts["narrow"] + parts["narrow_bias"], parts["out_gain"], parts["out_bias"])


def _find_firsts(frames: Ranges) -> NDArray[np.int64]:
    """Where each frame begins in the flat array."""
    return np.cumsum([0, *(end for _, end in frames[:-1])])


def _pad(firsts: NDArray[np.int64], ranges: Ranges) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Positions of ranges in the flat array, padded to (ranges, longest), and which of them are real."""
    sizes = np.array([end - start for start, end in ranges])
    steps = np.arange(sizes.max())[None]
    real = steps < sizes[:, None]
    places = firsts[:, None] + np.array([start for start, _ in ranges])[:, None] + np.where(real, steps, 0)
    return places, real


def _split_heads(state: Floats) -> Floats:
    """(rows, length, SIZE) -> (rows, HEADS, length, SIZE / HEADS)."""
    return state.reshape(*state.shape[:2], HEADS, SIZE // HEADS).transpose(0, 2, 1, 3)


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
