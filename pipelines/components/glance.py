"""The second glance: where the field is unsure, a small network over the encoder's vectors has half a say.

The network: one layer on each character's vector, one over its neighbours, one over wider neighbours, then label scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.components.decode import Field, best_spans
from pipelines.components.encoder import SIZE, load_encoder, one_thread

Floats = NDArray[np.float32]
UNSURE = 0.1
"""A character is unsure when its best reading has less than one minus this."""
REACH = 12
"""Characters around an unsure one that are read anew."""
CONTEXT = 16
"""Characters around those that the encoder sees too."""
SHARE = np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Glance:
    """Networks that vote: for each, its float32 arrays by name. `centre` and `spread` normalise the encoder's vectors."""

    centre: Floats
    spread: Floats
    voters: Sequence[Mapping[str, Floats]]

    def score(self, hidden: Floats) -> Floats:
        """Label scores (characters, WIDTH) of a text's vectors (characters, SIZE)."""
        inputs = (hidden - self.centre) / self.spread
        total: Floats = np.sum([vote(parts, inputs) for parts in self.voters], axis=0, dtype=np.float32)
        return total / np.float32(len(self.voters))


def vote(parts: Mapping[str, Floats], inputs: Floats) -> Floats:
    """Label scores of one network."""
    own = np.maximum(inputs @ parts["own"] + parts["own_bias"], 0)
    near = np.maximum(_slide(own, parts["near"], 1) + parts["near_bias"], 0)
    wide = np.maximum(_slide(near, parts["wide"], 2) + parts["wide_bias"], 0)
    scores: Floats = np.concatenate([own, near + wide], axis=1) @ parts["out"] + parts["out_bias"]
    return scores


def _slide(state: Floats, kernel: Floats, step: int) -> Floats:
    """Sum over the characters at -step, 0 and +step; kernel: (3, width, width)."""
    total: Floats = state @ kernel[1]
    total[step:] += state[:-step] @ kernel[0]
    total[:-step] += state[step:] @ kernel[2]
    return total


def mark_unsure(scores: Floats, lengths: NDArray[np.int64], field: Field) -> list[NDArray[np.bool_]]:
    """For each row of a batch, the characters of which the field is unsure."""
    found = []
    for row, spans in enumerate(best_spans(scores, lengths)):
        size = int(lengths[row])
        log = field.free[:size, row] + scores[row, :size, 0] + field.free_after[1 : size + 1, row] - field.free[-1, row]
        sure = np.exp(np.minimum(log, 0))
        for start, end, label in spans:
            sure[start:end] = field.surety(row, start, end, label)
        found.append(sure < 1 - UNSURE)
    return found


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
    frames = [(max(first, start - CONTEXT), min(last, end + CONTEXT)) for start, end, first, last in zones]
    vectors = load_encoder().encode([text[a:b] for a, b in frames])
    with one_thread():
        return [glance.score(v)[start - a : end - a] for v, (a, _), (start, end, _, _) in zip(vectors, frames, zones, strict=True)]


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
