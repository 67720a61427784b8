"""Each award named in running text with its sentence, in the shape that the figure models read (a `Window`)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipelines.facts.claim import Ref
from pipelines.facts.figures.subject import BEARERS, Bearer
from pipelines.facts.figures.window import LEFT, RIGHT, Window
from pipelines.facts.once import once
from pipelines.facts.quantities import Quantity, find_quantities
from pipelines.facts.shorts import outermost
from pipelines.facts.tables import read_tables
from pipelines.layout.model import Block
from pipelines.page import Page
from pipelines.span import NameSpan

_STOP = re.compile(r"[。！？!?\n]")
_BACK = 400
_OPENING = 300
PERSONAL = frozenset({"Person", "Work", "Major"})
OWNERS = {
    "H": BEARERS - {"Competition"},
    "C": frozenset({"Institution", "Organization", "Place", "Enterprise", "Government", "Platform", "Region"}),
}


def find_anchors(page: Page) -> list[tuple[NameSpan, Window]]:
    """Outermost Award spans outside contents lists and contest tables, with their windows."""
    begins = [block.start for block in page.layout.blocks]

    def block_at(place: int) -> Block:
        return page.layout.blocks[max(0, bisect_right(begins, place) - 1)]

    taken = {block_at(c.start).table for c in read_tables(page) if c.type == "CompetitionResult"}
    starts = [span.start for span in page.spans]
    out: list[tuple[NameSpan, Window]] = []
    last = -1
    for span in page.spans:
        if span.label != "Award" or span.start < last:
            continue
        last = span.end
        block = block_at(span.start)
        if block.kind != "contents" and (block.table < 0 or block.table not in taken):
            out.append((span, _window(page, block, span, starts)))
    return out


def _window(page: Page, block: Block, span: NameSpan, starts: Sequence[int]) -> Window:
    text = page.layout.text
    floor = max(block.start, span.start - 300)
    stops = [m.end() for m in _STOP.finditer(text, floor, span.start)]
    begin = stops[-1] if stops else floor
    ahead = _STOP.search(text, span.end, min(block.end, span.end + 200))
    end = ahead.start() if ahead else min(block.end, span.end + 200)
    names = tuple(s for s in page.spans[bisect_left(starts, begin) : bisect_right(starts, end)] if s.end <= end)
    name = text[span.start : span.end]
    anchor = Quantity(span.start, span.end, span.start, 0, name[-2:], False, name)
    others = tuple(find_quantities(text, begin, end))
    left, right = max(begin, span.start - LEFT), min(end, span.end + RIGHT)
    return Window(anchor, block, begin, end, left, right, names, others)


def find_contests(page: Page, window: Window, starts: Sequence[int]) -> list[Bearer]:
    """Contests that an award may belong to: in the sentence, before it, in the heading above."""
    q = window.quantity
    out: list[Bearer] = []
    inside = outermost(s for s in window.names if s.label == "Competition")
    for span in inside:
        if not (span.start < q.end and span.end > q.start):
            out.append(bearer_of(page, span, "before" if span.end <= q.start else "after"))
    first = bisect_left(starts, window.begin - _BACK)
    earlier = outermost(s for s in page.spans[first : bisect_left(starts, window.begin)] if s.label == "Competition")
    out += [bearer_of(page, s, "prev") for s in earlier[-2:]]
    if window.block.section >= 0:
        head = page.layout.blocks[window.block.section]
        titled = [
            s
            for s in page.spans[bisect_left(starts, head.start) : bisect_left(starts, head.end)]
            if s.label == "Competition"
        ]
        out += [bearer_of(page, s, "head") for s in titled[:1]]
    return out or [bearer_of(page, s, "prev") for s in _lead_contests(page)]


@once
def _lead_contests(page: Page) -> list[NameSpan]:
    """The contest that a text is about: named in its title or opening, where prizes far behind belong to when no other is near."""
    first = outermost(s for s in page.spans_in(0, _OPENING, "Competition"))
    return first[:1]


def bearer_of(page: Page, span: NameSpan, how: str) -> Bearer:
    """A name as one that a prize or contest may belong to."""
    return Bearer(Ref(page.entity_of[span]), span.label, how, span)
