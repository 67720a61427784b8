"""Train what names a counted thing: the words of the texts and the chain that tags them (crfsuite, training only)."""

from __future__ import annotations

import gzip
import json
import math
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pycrfsuite

from pipelines.components.segmenter import load_pkuseg
from pipelines.facts.figures.wording import Clause, describe_words, gather
from pipelines.facts.figures.words import LONGEST, Words, read_words
from pipelines.training.figures_data import Paper, tag_category
from pipelines.training.linear import OWN, mark

LETTERS = {"AchievementCount": "A", "Indicator": "I"}
_SETTINGS = {"c1": 0.3, "c2": 0.05, "max_iterations": 120, "feature.minfreq": 2}
Example = tuple[list[list[str]], list[str]]


@cache
def count_words(text: str) -> Counter[str]:
    """How often each word stands in a text, cut by the segmenter."""
    segmenter = load_pkuseg()
    return Counter(word for line in re.split(r"[\n。]", text) for word in segmenter.cut(line))


def fit_words(papers: Sequence[Paper], path: Path) -> Words:
    """Costs of the words of the papers, each document once, written to `path`. A character by itself counts from the second time on."""
    counts: Counter[str] = Counter()
    for text in {paper.stem: paper.page.layout.text for paper in papers}.values():
        counts += count_words(text)
    total = sum(counts.values())
    costs = {
        word: round(math.log(total / n), 2)
        for word, n in sorted(counts.items())
        if len(word) <= LONGEST and (n > 1 or len(word) > 1) and not re.search(r"\d", word)
    }
    _write(costs, path)
    return read_words(path)


def _write(data: object, path: Path) -> None:
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(body, mtime=0))


def make_examples(papers: Sequence[Paper], lexicon: Words) -> Iterator[Example]:
    """Words with their tags, of each figure whose wording the text holds."""
    for paper in papers:
        text = paper.page.layout.text
        for window, fact in paper.figures:
            if fact is None:
                continue
            name = (fact["roles"].get("category") or fact["roles"]["indicator"])[0]
            tags = tag_category(name, text, window)
            if tags is not None and set(tags) != {"O"}:
                clause = Clause(text, window, lexicon)
                yield describe_words(clause, LETTERS[fact["type"]], window.quantity.unit), list(gather(clause, tags))


def fit_chain(shared: Iterable[Example], own: Iterable[Example], path: Path) -> None:
    """Fit a chain and write it as `pipelines.facts.figures.chain` reads it. Own documents have their features twice, as in `linear.fit`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for items, tags in shared:
        trainer.append(items, tags)
    for items, tags in own:
        trainer.append([mark(item) for item in items], tags)
    trainer.select("lbfgs")
    trainer.set_params(_SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        model = f"{folder}/chain"
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        _write(_unpack(tagger.info()), path)


def _unpack(info: Any) -> dict[str, object]:
    labels = sorted(info.labels)
    table: dict[str, list[float]] = {}
    for (feature, label), weight in sorted(info.state_features.items()):
        if not feature.startswith(OWN):
            table.setdefault(feature, [0.0] * len(labels))[labels.index(label)] = round(weight, 3)
    moves = [[round(info.transitions.get((a, b), 0.0), 3) for b in labels] for a in labels]
    return {"labels": labels, "moves": moves, "table": table}


def train(papers: Sequence[Paper], own: Sequence[Paper], out: Path) -> None:
    """Fit and write the dictionary and the chain."""
    lexicon = fit_words([*papers, *own], out / "figure_lexicon.json.gz")
    fit_chain(make_examples(papers, lexicon), make_examples(own, lexicon), out / "figure_words.json.gz")
