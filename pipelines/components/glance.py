"""The second glance: where the field is unsure, a small network over the encoder's vectors has half a say.

The network: one layer on each character's vector, one over its neighbours, one over wider neighbours, then label scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.components.decode import Field
from pipelines.components.encoder import SIZE, load_encoder, one_thread

Floats = NDArray[np.float32]
UNSURE = 0.1
"""A character is unsure when its best reading has less than one minus this."""
REACH = 12
"""Characters around an unsure one that are read anew."""
CONTEXT = 16
"""Characters around those that the encoder sees too."""
SEEN = 3
"""Characters around a zone that the networks look at."""
GAP = 2
"""Empty characters between texts that share a batch: as far as a network looks from layer to layer."""
BATCH = 1024
"""Characters of a batch."""
SHARE = np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Glance:
    """Networks that vote: for each, its float32 arrays by name. `centre` and `spread` normalise the encoder's vectors."""

    centre: Floats
    spread: Floats
    voters: Sequence[Mapping[str, Floats]]

    def score(self, texts: Sequence[Floats]) -> list[Floats]:
        """Label scores (characters, WIDTH) of texts, each given by its vectors (characters, SIZE)."""
        groups: list[list[Floats]] = [[]]
        for hidden in texts:
            if sum(map(len, groups[-1])) >= BATCH:
                groups.append([])
            groups[-1].append(hidden)
        return [scores for group in groups if group for scores in self._score_group(group)]

    def _score_group(self, texts: Sequence[Floats]) -> list[Floats]:
        """The texts one after the other, with GAP empty characters after each."""
        starts = np.cumsum([0, *(len(hidden) + GAP for hidden in texts)]).tolist()
        inputs, real = np.zeros((starts[-1], SIZE), np.float32), np.zeros((starts[-1], 1), np.float32)
        for start, hidden in zip(starts, texts, strict=False):
            inputs[start : start + len(hidden)] = (hidden - self.centre) / self.spread
            real[start : start + len(hidden)] = 1
        votes = np.stack([vote(parts, inputs, real) for parts in self.voters])
        total: Floats = votes.mean(axis=0, dtype=np.float32)
        return [total[start : start + len(hidden)] for start, hidden in zip(starts, texts, strict=False)]


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


def mark_unsure(best: Sequence[Sequence[tuple[int, int, str]]], lengths: NDArray[np.int64], field: Field) -> list[NDArray[np.bool_]]:
    """For each row of a batch with its best names, the characters of which the field is unsure."""
    log = field.free[:-1] + field.scores[:, :, 0].T + field.free_after[1:] - field.free[-1]
    sure = np.exp(np.minimum(log, 0)).T
    for row, spans in enumerate(best):
        for start, end, label in spans:
            sure[row, start:end] = field.surety(row, start, end, label)
    unsure = sure < 1 - UNSURE
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


def read_again(text: str, zones: Sequence[tuple[int, int, int, int]], glance: Glance) -> list[Floats]:
    """Scores of zones (start, end, first, last of the range that it stands in) of a text."""
    frames, seen = ([(max(z[2], z[0] - reach), min(z[3], z[1] + reach)) for z in zones] for reach in (CONTEXT, SEEN))
    asked = [(start - a, end - a) for (start, end), (a, _) in zip(seen, frames, strict=True)]
    vectors = load_encoder().encode([text[a:b] for a, b in frames], asked)
    with one_thread():
        scores = glance.score(vectors)
    return [found[start - a : end - a] for found, (start, end, _, _), (a, _) in zip(scores, zones, seen, strict=True)]


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
    if centre.shape != (SIZE,):
        raise ValueError(f"{path}: expected vectors of {SIZE} numbers, got {centre.shape}")
    voters: dict[str, dict[str, Floats]] = {}
    for name, value in parts.items():
        number, _, key = name.partition(".")
        voters.setdefault(number, {})[key] = value
    return Glance(centre, spread, tuple(voters[number] for number in sorted(voters)))
