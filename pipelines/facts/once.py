"""One reading of a page shared by the fact modules that each take a part of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pipelines.page import Page

T = TypeVar("T")


def once(read: Callable[[Page], T]) -> Callable[[Page], T]:
    """`read` that keeps its last page's answer, so that asking again for the same page is free."""
    kept: list[tuple[Page, T]] = []

    def remembered(page: Page) -> T:
        if not kept or kept[0][0] is not page:
            kept[:] = [(page, read(page))]
        return kept[0][1]

    return remembered
