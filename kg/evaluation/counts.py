"""Counts of right, found and wanted items, and figures made of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10

Row = dict[str, float]


@dataclass(slots=True)
class Counts:
    """`right` of the `found` items are among the `wanted` ones."""

    right: float = 0.0
    found: float = 0.0
    wanted: float = 0.0

    def add(self, other: Counts) -> None:
        """Add the counts of another part."""
        self.right += other.right
        self.found += other.found
        self.wanted += other.wanted

    def row(self) -> Row:
        """Precision, recall, F1 and the numbers of wanted and found items."""
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.wanted if self.wanted else 0.0
        return make_row(precision, recall) | {"gold": self.wanted, "pred": self.found}


@dataclass(slots=True)
class Shares:
    """Sums over items of a precision and a recall that each item has of its own (B-cubed)."""

    items: int = 0
    precision: float = 0.0
    recall: float = 0.0

    def add(self, other: Shares) -> None:
        """Add the sums of another part."""
        self.items += other.items
        self.precision += other.precision
        self.recall += other.recall

    def row(self) -> Row:
        """Averages over the items."""
        size = self.items or 1
        return make_row(self.precision / size, self.recall / size) | {"gold": self.items, "pred": self.items}


def make_row(precision: float, recall: float) -> Row:
    """Precision, recall and their harmonic mean."""
    both = precision + recall
    return {"p": precision, "r": recall, "f1": 2 * precision * recall / both if both else 0.0}


def summarise(parts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    total = Counts()
    for part in parts:
        total.add(part)
    return total


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error of (confidence, was right) pairs: the mean gap between confidence and share of right
    ones over ten bins of equal width, weighted by size."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        bins.setdefault(min(BINS - 1, int(confidence * BINS)), []).append((confidence, right))
    gaps = (abs(sum(c for c, _ in group) - sum(right for _, right in group)) for group in bins.values())
    return sum(gaps) / len(judged) if judged else 0.0
