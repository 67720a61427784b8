"""Mentions found against mentions wanted, of one type in one document."""

from __future__ import annotations

from dataclasses import dataclass

from kg.evaluation.counts import Counts

Key = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Score:
    """`strict` wants equal borders; `relaxed` is content when half of the longer span is shared."""

    strict: Counts
    relaxed: Counts
    missed: tuple[Key, ...]
    spurious: tuple[Key, ...]


def score(gold: set[Key], found: set[Key]) -> Score:
    """Strict and relaxed counts. Several found pieces of one gold name count once, so relaxed precision weighs them."""
    touched = sum(any(_share(g, f) for f in found) for g in gold)
    touching = sum(any(_share(f, g) for g in gold) for f in found)
    weight = touched / touching if touching else 1.0
    return Score(
        Counts(len(gold & found), len(found), len(gold)),
        Counts(touched, len(found) * weight, len(gold)),
        tuple(sorted(gold - found)),
        tuple(sorted(found - gold)),
    )


def _share(a: Key, b: Key) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared * 2 >= max(a[1] - a[0], b[1] - b[0])
