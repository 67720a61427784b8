"""Every table of a page -> claims."""

from __future__ import annotations

from pipelines.facts.claim import Claim
from pipelines.facts.figures.subject import find_region
from pipelines.facts.tables.contests import read_contests
from pipelines.facts.tables.indicators import read_indicators
from pipelines.facts.tables.sheet import open_sheets
from pipelines.page import Page


def read_tables(page: Page) -> list[Claim]:
    """Claims of all types that the page's tables state, in the order of the text."""
    out: list[Claim] = []
    for sheet in open_sheets(page, find_region(page)):
        contests = list(read_contests(sheet))
        out += contests or read_indicators(sheet)
    return out
