"""Indicator: structural figures of running text and of indicator tables."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.claim import Claim
from pipelines.facts.figures import read_figures
from pipelines.facts.tables import read_tables
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """Claims of the text, then of the tables."""
    yield from (claim for claim in read_figures(page) if claim.type == "Indicator")
    yield from (claim for claim in read_tables(page) if claim.type == "Indicator")
