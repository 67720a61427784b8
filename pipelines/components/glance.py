"""The second glance: where the field is unsure, small networks over the characters around correct its scores.

A network sees the embeddings of the characters, of those around in short, and the field's own scores: one layer on each character, then layers that look at ever
wider neighbours, then label scores, which are added to a part of the field's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.components.decode import Field
from pipelines.components.embeddings import AROUND, LOOK, load_embeddings, one_thread

Floats = NDArray[np.float32]
UNSURE = 0.3
"""The field is unsure of a character when its best reading has less than one minus this."""
REACH = 6
"""Characters around an unsure one that are read anew."""
LAYERS = {"near": 1, "wide": 2, "far": 4}
"""The layers that look at neighbours, with how far off these stand."""
SEEN = sum(LAYERS.values())
"""Characters around a zone that the networks look at."""
GAP = max(LAYERS.values())
"""Empty characters between texts that share a batch: as far as a network looks from layer to layer."""
BATCH = 1024
"""Characters of a batch."""
FIELD_SHARE = np.float32(0.5)
"""The part of the field's scores that the networks' scores are added to."""


@dataclass(frozen=True, slots=True)
class Zone:
    """Characters `start:end` of a text to be read anew; the field's scores (characters, WIDTH) of the range from `first` on that they stand in."""

    start: int
    end: int
    first: int
    field: Floats

    def around(self, reach: int) -> tuple[int, int]:
        """The zone with `reach` characters before and after, within its range."""
        return max(self.first, self.start - reach), min(self.first + len(self.field), self.end + reach)


@dataclass(frozen=True, slots=True)
class Glance:
    """Networks that vote: for each, its float32 arrays by name. `centre` and `spread` (WIDTH) normalise what they see of the field's scores."""

    centre: Floats
    spread: Floats
    voters: Sequence[Mapping[str, Floats]]

    def score(self, texts: Sequence[tuple[Floats, Floats]]) -> list[Floats]:
        """New label scores (characters, WIDTH) of texts, each given by the look of its characters (characters, LOOK) and the field's scores."""
        return [scores for group in _batches(texts) for scores in self._score_group(group)]

    def _score_group(self, texts: Sequence[tuple[Floats, Floats]]) -> list[Floats]:
        """The texts one after the other, with GAP empty characters after each."""
        starts = np.cumsum([0, *(len(field) + GAP for _, field in texts)]).tolist()
        inputs, real = np.zeros((starts[-1], LOOK + len(self.centre)), np.float32), np.zeros((starts[-1], 1), np.float32)
        for start, (look, field) in zip(starts, texts, strict=False):
            place = slice(start, start + len(field))
            inputs[place, :LOOK], inputs[place, LOOK:], real[place] = look, self.normalise(field), 1
        total: Floats = np.stack([vote(parts, inputs, real) for parts in self.voters]).mean(axis=0, dtype=np.float32)
        return [FIELD_SHARE * field + total[start : start + len(field)] for start, (_, field) in zip(starts, texts, strict=False)]

    def normalise(self, field: Floats) -> Floats:
        """The field's scores as the networks see them."""
        return (field - self.centre) / self.spread


def _batches(texts: Sequence[tuple[Floats, Floats]]) -> Iterator[list[tuple[Floats, Floats]]]:
    """The texts in their order, about BATCH characters together."""
    group: list[tuple[Floats, Floats]] = []
    size = 0
    for text in texts:
        group.append(text)
        size += len(text[1])
        if size >= BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group


def vote(parts: Mapping[str, Floats], inputs: Floats, real: Floats) -> Floats:
    """Label scores of one network; `real` (characters, 1) is 1 for characters, 0 for the gaps between texts."""
    own = state = np.maximum(inputs @ parts["own"] + parts["own_bias"], 0) * real
    around = np.zeros_like(own)
    for name, step in LAYERS.items():
        state = np.maximum(_slide(state, parts[name], step) + parts[f"{name}_bias"], 0) * real
        around += state
    scores: Floats = np.concatenate([own, around], axis=1) @ parts["out"] + parts["out_bias"]
    return scores


def _slide(state: Floats, kernel: Floats, step: int) -> Floats:
    """Sum over the characters at -step, 0 and +step; kernel: (3, width, width)."""
    total: Floats = state @ kernel[1]
    total[step:] += state[:-step] @ kernel[0]
    total[:-step] += state[step:] @ kernel[2]
    return total


def mark_unsure(best: Sequence[Sequence[tuple[int, int, str]]], lengths: NDArray[np.int64], field: Field, limit: float = UNSURE) -> list[NDArray[np.bool_]]:
    """For each row of a batch with its best names, the characters whose best reading has less than one minus the limit."""
    log = field.free[:-1] + field.scores[:, :, 0].T + field.free_after[1:] - field.free[-1]
    sure = np.exp(np.minimum(log, 0)).T
    for row, spans in enumerate(best):
        for start, end, label in spans:
            sure[row, start:end] = field.surety(row, start, end, label)
    unsure = sure < 1 - limit
    return [unsure[row, :size] for row, size in enumerate(lengths.tolist())]


def read_zones(unsure: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Stretches to be read anew: unsure characters with REACH around, joined where what the networks look at meets."""
    zones: list[tuple[int, int]] = []
    for at in np.flatnonzero(unsure).tolist():
        start, end = max(0, at - REACH), min(len(unsure), at + REACH + 1)
        if zones and start - zones[-1][1] <= 2 * SEEN:
            zones[-1] = (zones[-1][0], end)
        else:
            zones.append((start, end))
    return zones


def read_again(text: str, zones: Sequence[Zone], glance: Glance) -> list[Floats]:
    """New scores of the zones of a text."""
    seen = [zone.around(SEEN) for zone in zones]
    with one_thread():
        scores = glance.score([
            (_look_at(text, (a, b), zone.around(SEEN + AROUND)), zone.field[a - zone.first : b - zone.first])
            for zone, (a, b) in zip(zones, seen, strict=True)
        ])
    return [found[zone.start - a : zone.end - a] for found, zone, (a, _) in zip(scores, zones, seen, strict=True)]


def _look_at(text: str, place: tuple[int, int], frame: tuple[int, int]) -> Floats:
    """The look of the characters of a place, with the surroundings that a frame gives it."""
    embeddings = load_embeddings()
    return embeddings.look(embeddings.find_all(text[slice(*frame)]))[place[0] - frame[0] : place[1] - frame[0]]


def save_glance(path: Path, glance: Glance) -> None:
    """Write the networks in half floats."""
    arrays = {f"{n}.{name}": value.astype(np.float16) for n, parts in enumerate(glance.voters) for name, value in parts.items()}
    arrays |= {"centre": glance.centre.astype(np.float16), "spread": glance.spread.astype(np.float16)}
    part = path.with_suffix(".part.npz")
    np.savez_compressed(part, **arrays)  # type: ignore[arg-type]
    part.replace(path)


def read_glance(path: Path) -> Glance:
    """Read what `save_glance` wrote."""
    with np.load(path) as arrays:
        parts = {name: arrays[name].astype(np.float32) for name in arrays.files}
    centre, spread = parts.pop("centre"), parts.pop("spread")
    voters: dict[str, dict[str, Floats]] = {}
    for name, value in parts.items():
        number, _, key = name.partition(".")
        voters.setdefault(number, {})[key] = value
    return Glance(centre, spread, tuple(voters[number] for number in sorted(voters)))
