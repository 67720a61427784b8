"""The network of relations: whether a sentence states a pair, learned from vectors of its characters, on numpy.

One layer on each place of the mask, four that look ever farther round it (1, 2, 4, 8 places), each added to what was there; a
pair is then judged from its two ends, what stands between them, before them, in the clause and in the whole sentence. Its scores
stand beside those of the linear scorer, which knows words that this one cannot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.components.encoder import load_encoder, one_thread
from pipelines.facts.board import Proposal
from pipelines.facts.inputs import (
    OFFSETS,
    PLACES,
    Floats,
    Glossary,
    draw_names,
    draw_section,
    draw_sentence,
    place_pair,
    sort_pair,
)
from pipelines.facts.scene import Sentence
from pipelines.facts.shelf import models_folder
from pipelines.page import Page

STEPS = (1, 2, 4, 8)
GAP = max(STEPS)
"""Blank places between sentences of a batch: no layer sees across."""
BATCH = 4096
"""Places of a batch."""
LEAST = np.float32(1e-6)
FILE = "network.npz"
Task = tuple[Sentence, Sequence[Proposal]]


@dataclass(frozen=True, slots=True)
class Network:
    """`outputs` name the columns; `voters` are the networks whose mean score counts, each its float32 arrays by name."""

    outputs: tuple[str, ...]
    glossary: Glossary
    voters: Sequence[Mapping[str, Floats]]

    def score(self, page: Page, tasks: Sequence[Task]) -> list[Floats]:
        """For each sentence with its pairs, scores (pairs, outputs)."""
        found: list[Floats] = []
        for batch in _batches(tasks):
            found += self._score(page, batch)
        return found

    def _score(self, page: Page, tasks: Sequence[Task]) -> list[Floats]:
        drawn = [draw_sentence(page, sentence, self.glossary) for sentence, _ in tasks]
        begins = np.cumsum([GAP, *(len(d) + GAP for d in drawn)])
        places = np.zeros((begins[-1], drawn[0].shape[1]), np.float32)
        spoken = np.zeros((begins[-1], 1), np.float32)
        for begin, one in zip(begins, drawn, strict=False):
            places[begin : begin + len(one)] = one
            spoken[begin : begin + len(one)] = 1
        counts = [len(proposals) for _, proposals in tasks]
        owner = np.repeat(np.arange(len(tasks)), counts)
        ends = np.array([place_pair(s, a, b) for s, proposals in tasks for a, b, _ in proposals], np.int64).reshape(-1, PLACES)
        kinds = OFFSETS + np.array([sort_pair(page, s, a, b) for s, proposals in tasks for a, b, _ in proposals], np.int64)
        names = np.array([draw_names(page, s, a, b, self.glossary) for s, proposals in tasks for a, b, _ in proposals], np.float32)
        sections = np.array([draw_section(sentence, self.glossary) for sentence, _ in tasks])
        spans = np.array([(begin, begin + len(one)) for begin, one in zip(begins, drawn, strict=False)])
        pairs = Pairs(owner, spans, ends, kinds, names, sections)
        with one_thread():
            votes = np.stack([judge(parts, places, spoken, pairs) for parts in self.voters])
        mean: Floats = votes.mean(axis=0, dtype=np.float32)
        return np.split(mean, np.cumsum(counts)[:-1])


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a batch: `owner` the sentence of each, `spans` (sentences, 2) where sentences stand, `ends` as `place_pair` gives
    them within their sentence, `kinds` rows of the kinds, `names` and `sections` as drawn."""

    owner: NDArray[np.int64]
    spans: NDArray[np.int64]
    ends: NDArray[np.int64]
    kinds: NDArray[np.int64]
    names: Floats
    sections: Floats


def judge(parts: Mapping[str, Floats], places: Floats, spoken: Floats, pairs: Pairs) -> Floats:
    """Scores (pairs, outputs) of one network."""
    state = np.maximum(places @ parts["in"] + parts["in_bias"], 0) * spoken
    for number, step in enumerate(STEPS):
        state = (state + np.maximum(_slide(state, parts[f"far{number}"], step) + parts[f"far{number}_bias"], 0)) * spoken
    sums = np.vstack([np.zeros((1, state.shape[1])), np.cumsum(state, axis=0, dtype=np.float64)])
    begin = pairs.spans[pairs.owner, 0]
    first, second, low, high, left, right = pairs.ends.T
    one, two = _at(state, begin, first, parts["absent"][0]), _at(state, begin, second, parts["absent"][1])
    whole = _total(sums, pairs.spans[:, 0], pairs.spans[:, 1])[pairs.owner]
    inputs = np.concatenate([
        one, two, np.sqrt(np.maximum(one * two, LEAST)), _total(sums, begin + low, begin + high), _total(sums, begin + left, begin + right),
        _total(sums, begin, begin + np.maximum(first, 0)), whole, (pairs.sections @ parts["section"])[pairs.owner],
        pairs.names @ parts["names"], parts["kinds"][pairs.kinds].sum(axis=1),
    ], axis=1)
    scores: Floats = np.maximum(inputs @ parts["join"] + parts["join_bias"], 0) @ parts["out"] + parts["out_bias"]
    return scores


def _slide(state: Floats, kernel: Floats, step: int) -> Floats:
    """Sum over the places at -step, 0 and +step; kernel: (3, width, width)."""
    total: Floats = state @ kernel[1]
    total[step:] += state[:-step] @ kernel[0]
    total[:-step] += state[step:] @ kernel[2]
    return total


def _at(state: Floats, begin: NDArray[np.int64], at: NDArray[np.int64], absent: Floats) -> Floats:
    found: Floats = np.where((at >= 0)[:, None], state[begin + np.maximum(at, 0)], absent)
    return found


def _total(sums: NDArray[np.float64], low: NDArray[np.int64], high: NDArray[np.int64]) -> Floats:
    """Logarithm of one plus the sum of the places from low to high."""
    return np.log1p(np.maximum(sums[high] - sums[low], 0)).astype(np.float32)


def _batches(tasks: Sequence[Task]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    size = 0
    for task in tasks:
        if batch and size + len(task[0].mask) > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(task)
        size += len(task[0].mask) + GAP
    if batch:
        yield batch


def write_network(network: Network, folder: Path) -> None:
    """Arrays in half floats; the same network gives the same bytes."""
    arrays = {f"{n}.{name}": value.astype(np.float16) for n, parts in enumerate(network.voters) for name, value in parts.items()}
    glossary = network.glossary
    arrays |= {"centre": glossary.centre.astype(np.float16), "scale": glossary.scale.astype(np.float16), "project": glossary.project.astype(np.float16)}
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "network.part.npz"
    np.savez_compressed(part, outputs=np.array(network.outputs), **arrays)  # type: ignore[arg-type]
    part.replace(folder / FILE)


def read_network(folder: Path) -> Network:
    """A network that `write_network` wrote."""
    with np.load(folder / FILE) as arrays:
        outputs = tuple(arrays["outputs"].tolist())
        parts = {name: arrays[name].astype(np.float32) for name in arrays.files if name != "outputs"}
    glossary = Glossary(load_encoder(), *(parts.pop(name) for name in ("centre", "scale", "project")))
    voters: dict[str, dict[str, Floats]] = {}
    for name, value in parts.items():
        number, _, key = name.partition(".")
        voters.setdefault(number, {})[key] = value
    return Network(outputs, glossary, tuple(voters[number] for number in sorted(voters)))


def shipped(name: str) -> Network | None:
    """The network of that name in the models folder, read once; None when it was not trained."""
    return _open(models_folder() / name)


@cache
def _open(folder: Path) -> Network | None:
    return read_network(folder) if (folder / FILE).exists() else None
