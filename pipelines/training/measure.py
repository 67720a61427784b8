"""Strict scores of names, as the project's scorer counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipelines.components.labels import TYPES
from pipelines.span import NameSpan
from pipelines.training.documents import Annotated

CORE = TYPES[:8]
Counts = Counter[tuple[str, str]]
Triple = tuple[int, int, str]


def to_source(document: Annotated, spans: Iterable[NameSpan]) -> dict[Triple, NameSpan]:
    """Spans by (start, end, type) in source offsets; those in ignored ranges left out."""
    found: dict[Triple, NameSpan] = {}
    for span in spans:
        start, end = document.layout.to_source(span.start, span.end)
        if not document.ignored(start, end):
            found[start, end, span.label] = span
    return found


def count(document: Annotated, spans: Iterable[NameSpan]) -> Counts:
    """True positives, predicted and gold names of each type."""
    found, gold = set(to_source(document, spans)), set(document.gold)
    counts: Counts = Counter()
    for name, members in (("tp", found & gold), ("pred", found), ("gold", gold)):
        for member in members:
            counts[member[2], name] += 1
    return counts


def f1(counts: Counts, types: Iterable[str] = TYPES) -> float:
    """Micro F1 over types."""
    chosen = list(types)
    hits, pred, gold = (sum(counts[t, name] for t in chosen) for name in ("tp", "pred", "gold"))
    return 2 * hits / (pred + gold) if pred + gold else 0.0
