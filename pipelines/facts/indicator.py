"""Indicator: structural figures of running text and of indicator tables."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.claim import Claim
from pipelines.facts.figures import read_figures
from pipelines.facts.restated import unify
from pipelines.facts.tables import read_tables
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """Claims of text and tables in the order of the text."""
    yield from unify(c for c in (*read_figures(page), *read_tables(page)) if c.type == "Indicator")
