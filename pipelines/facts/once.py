"""One reading of a page shared by the fact modules that each take a part of it."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.facts.claim import Claim
from pipelines.page import Page


def once(read: Callable[[Page], list[Claim]]) -> Callable[[Page], list[Claim]]:
    """`read` that keeps its last page's answer, so that asking again for the same page is free."""
    kept: list[tuple[Page, list[Claim]]] = []

    def remembered(page: Page) -> list[Claim]:
        if not kept or kept[0][0] is not page:
            kept[:] = [(page, read(page))]
        return kept[0][1]

    return remembered
