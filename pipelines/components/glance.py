"""The second glance: where the field is unsure, small networks over the encoder's vectors correct its scores.

A network sees the vectors and the field's own scores: one layer on each character, one over its neighbours, one over wider neighbours,
then label scores, which are added to a part of the field's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.components.decode import Field
from pipelines.components.encoder import load_encoder, one_thread

Floats = NDArray[np.float32]
UNSURE = 0.3
"""The field is unsure of a character when its best reading has less than one minus this."""
REACH = 6
"""Characters around an unsure one that are read anew."""
CONTEXT = 32
"""Characters around those that the encoder sees too."""
SEEN = 3
"""Characters around a zone that the networks look at."""
GAP = 2
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
    """Networks that vote: for each, its float32 arrays by name. `centre` and `spread` normalise their inputs."""

    centre: Floats
    spread: Floats
    voters: Sequence[Mapping[str, Floats]]

    def score(self, texts: Sequence[tuple[Floats, Floats]]) -> list[Floats]:
        """New label scores (characters, WIDTH) of texts, each given by its vectors and the field's scores."""
        groups: list[list[tuple[Floats, Floats]]] = [[]]
        for text in texts:
            if sum(len(field) for _, field in groups[-1]) >= BATCH:
                groups.append([])
            groups[-1].append(text)
        return [scores for group in groups if group for scores in self._score_group(group)]

    def _score_group(self, texts: Sequence[tuple[Floats, Floats]]) -> list[Floats]:
        """The texts one after the other, with GAP empty characters after each."""
        starts = np.cumsum([0, *(len(field) + GAP for _, field in texts)]).tolist()
        inputs, real = np.zeros((starts[-1], len(self.centre)), np.float32), np.zeros((starts[-1], 1), np.float32)
        for start, (hidden, field) in zip(starts, texts, strict=False):
            inputs[start : start + len(field)] = (np.concatenate([hidden, field], axis=1) - self.centre) / self.spread
            real[start : start + len(field)] = 1
        votes = np.stack([vote(parts, inputs, real) for parts in self.voters])
        total: Floats = votes.mean(axis=0, dtype=np.float32)
        return [FIELD_SHARE * field + total[start : start + len(field)] for start, (_, field) in zip(starts, texts, strict=False)]


def vote(parts: Mapping[str, Floats], inputs: Floats, real: Floats) -> Floats:
    """Label scores of one network; `real` (characters, 1) is 1 for characters, 0 for the gaps between texts."""
    own = np.maximum(inputs @ parts["own"] + parts["own_bias"], 0) * real
    near = np.maximum(_slide(own, parts["near"], 1) + parts["near_bias"], 0) * real
    wide = np.maximum(_slide(near, parts["wide"], 2) + parts["wide_bias"], 0)
    scores: Floats = np.concatenate([own, near + wide], axis=1) @ parts["out"] + parts["out_bias"]
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
    """Stretches to be read anew: unsure characters with REACH around, joined where their contexts meet."""
    zones: list[tuple[int, int]] = []
    for at in np.flatnonzero(unsure).tolist():
        start, end = max(0, at - REACH), min(len(unsure), at + REACH + 1)
        if zones and start - zones[-1][1] <= CONTEXT:
            zones[-1] = (zones[-1][0], end)
        else:
            zones.append((start, end))
    return zones


def read_again(text: str, zones: Sequence[Zone], glance: Glance) -> list[Floats]:
    """New scores of the zones of a text."""
    frames, seen = [zone.around(CONTEXT) for zone in zones], [zone.around(SEEN) for zone in zones]
    asked = [(start - a, end - a) for (start, end), (a, _) in zip(seen, frames, strict=True)]
    vectors = load_encoder().encode([text[a:b] for a, b in frames], asked)
    fields = [zone.field[a - zone.first : b - zone.first] for zone, (a, b) in zip(zones, seen, strict=True)]
    with one_thread():
        scores = glance.score(list(zip(vectors, fields, strict=True)))
    return [found[zone.start - a : zone.end - a] for found, zone, (a, _) in zip(scores, zones, seen, strict=True)]


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
