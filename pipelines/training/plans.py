"""How the shipped model is trained; cross-validation trains in the same way."""

from __future__ import annotations

from pipelines.training.field import Plan

OUTER = Plan(passes=8, drop=0.5)
INNER = Plan(passes=10, drop=0.4)
COPIES = 1
"""Copies of every document with other names in it."""

OUTER_ROWS, INNER_ROWS = 260_000, 40_000
"""Features kept in the shipped model."""
