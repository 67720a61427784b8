"""Plain lists of units: names one after another with marks and brackets between them, on a line or over several blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.layout.model import Block
from pipelines.page import Page
from pipelines.span import NameSpan

UNITS = ("Institution", "Enterprise", "Organization", "Government", "Platform")
_BETWEEN = re.compile(r"[\s、，,；;。]+|[及和与]|[（(][^（()）\n]{1,30}[)）]|[0-9]{1,3}[.．、][ \t]*|[*＊]")


def list_units(page: Page, start: int, end: int) -> list[NameSpan]:
    """The units that follow each other from a place on, with nothing but marks and brackets between them."""
    text = page.layout.text
    members: list[NameSpan] = []
    at = _skip(text, start, end)
    for span in page.spans_in(start, end, *UNITS):
        if span.start < at:
            continue
        if span.start > at:
            break
        members.append(span)
        at = _skip(text, span.end, end)
    return members


def _skip(text: str, at: int, end: int) -> int:
    """The first place that no mark of a list stands at."""
    while (found := _BETWEEN.match(text, at, end)) is not None:
        at = found.end()
    return at


def units_below(page: Page, blocks: Iterable[Block]) -> list[NameSpan]:
    """The units of the blocks under a heading, as long as these are nothing but lists of units."""
    members: list[NameSpan] = []
    for block in blocks:
        more = whole_list(page, block)
        if not more:
            break
        members += more
    return members


def whole_list(page: Page, block: Block) -> list[NameSpan]:
    """The units of a block that is nothing but a list of them; none where it says anything else."""
    found = list_units(page, block.start, block.end) if block.table < 0 else []
    return found if found and _skip(page.layout.text, found[-1].end, block.end) == block.end else []
