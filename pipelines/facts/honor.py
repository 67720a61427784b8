"""Honor: honours, titles and designations conferred."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.among import claim_honors
from pipelines.facts.awards import find_rolls, read_awards
from pipelines.facts.claim import Claim
from pipelines.facts.tables import read_tables
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """Claims of those counted in, of the text, then of the tables and of the rolls of winners."""
    yield from claim_honors(page)
    for claims in (read_awards(page), read_tables(page), find_rolls(page).claims):
        yield from (claim for claim in claims if claim.type == "Honor")
