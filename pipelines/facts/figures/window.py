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
_MANY = 40
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
            for at, quantity in enumerate(quantities):
                near = quantities[max(0, at - _MANY) : at + _MANY]
                window = _window(page, block, quantity, _limits(block, quantity, stops), names=starts, near=near)
                out += [window] if window is not None else []
    return out


def _limits(block: Block, quantity: Quantity, stops: list[int]) -> tuple[int, int]:
    """Begin and end of the sentence round a number phrase, bounded."""
    i = bisect_left(stops, quantity.start)
    begin = stops[i - 1] + 1 if i else block.start
    end = stops[i] if i < len(stops) else block.end
    return max(begin, quantity.start - 400), min(end, quantity.end + 200)


def _window(
    page: Page,
    block: Block,
    quantity: Quantity,
    limits: tuple[int, int],
    *,
    names: list[int],
    near: list[Quantity],
) -> Window | None:
    begin, end = limits
    inside = tuple(s for s in page.spans[bisect_left(names, begin) : bisect_right(names, end)] if s.end <= end)
    if any(s.start <= quantity.number and quantity.end <= s.end and s.label != "Award" for s in inside):
        return None
    others = tuple(q for q in near if begin <= q.start < end and q is not quantity)
    return Window(
        quantity, block, begin, end, max(begin, quantity.start - LEFT), min(end, quantity.end + RIGHT), inside, others
    )
