"""CompetitionResult: who won what in which contest, in running text and in tables."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.awards import find_rolls, read_awards
from pipelines.facts.claim import Claim
from pipelines.facts.tables import read_tables
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """Claims of the text, then of the tables and of the rolls of winners."""
    for claims in (read_awards(page), read_tables(page), find_rolls(page).claims):
        yield from (claim for claim in claims if claim.type == "CompetitionResult")
