"""A recognised name in cleaned text: what recognisers give and fact readers take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class NameSpan:
    """`start:end` slices `Layout.text`; spans may nest. `label` is an entity type of the ontology."""

    start: int
    end: int
    label: str
    confidence: float = 1.0
    method: str = ""
