"""A number phrase with the clause and sentence round it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pipelines.facts.quantities import Quantity, find_quantities
from pipelines.layout.model import Block
from pipelines.page import Page
from pipelines.span import NameSpan

LEFT, RIGHT = 44, 24
_STOP = re.compile(r"[。！？!?；;\n]")


@dataclass(frozen=True, slots=True)
class Window:
    """`left:right` is the stretch that may hold the category; `begin:end` the sentence; `names` its mentions in order."""

    quantity: Quantity
    block: Block
    begin: int
    end: int
    left: int
    right: int
    names: tuple[NameSpan, ...]
    others: tuple[Quantity, ...]


def find_windows(page: Page) -> list[Window]:
    """Windows of the number phrases outside tables, contents lists and names."""
    starts = [span.start for span in page.spans]
    out: list[Window] = []
    for block in page.layout.blocks:
        if block.kind in ("table", "contents"):
            continue
        quantities = find_quantities(page.layout.text, block.start, block.end)
        if quantities:
            stops = [m.start() for m in _STOP.finditer(page.layout.text, block.start, block.end)]
            out += [w for q in quantities if (w := _window(page, block, q, quantities, stops, starts)) is not None]
    return out


def _window(
    page: Page, block: Block, quantity: Quantity, all_: list[Quantity], stops: list[int], starts: list[int]
) -> Window | None:
    i = bisect_left(stops, quantity.start)
    begin = stops[i - 1] + 1 if i else block.start
    end = stops[i] if i < len(stops) else block.end
    begin, end = max(begin, quantity.start - 400), min(end, quantity.end + 200)
    names = tuple(s for s in page.spans[bisect_left(starts, begin) : bisect_right(starts, end)] if s.end <= end)
    if any(s.start <= quantity.number and quantity.end <= s.end and s.label != "Award" for s in names):
        return None
    others = tuple(q for q in all_ if begin <= q.start < end and q is not quantity)
    return Window(
        quantity, block, begin, end, max(begin, quantity.start - LEFT), min(end, quantity.end + RIGHT), names, others
    )
