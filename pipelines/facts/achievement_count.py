"""AchievementCount: counted outputs and activities of running text."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.claim import Claim
from pipelines.facts.figures import read_figures
from pipelines.facts.restated import unify
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """Claims in the order of the text."""
    yield from unify(claim for claim in read_figures(page) if claim.type == "AchievementCount")
