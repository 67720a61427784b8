"""CompetitionResult: contest lists and counts of prizes in tables."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.claim import Claim
from pipelines.facts.tables import read_tables
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """Claims of the tables."""
    yield from (claim for claim in read_tables(page) if claim.type == "CompetitionResult")
