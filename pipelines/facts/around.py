"""Names round a position: the outer ones inside a range, and the last one before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from pipelines.facts.once import once
from pipelines.page import Page
from pipelines.span import NameSpan

_STOP = re.compile(r"[。！？!?\n；;]")
REACH = 240
BACK = 40


class Around:
    """Outer names of a page in order, found by position; `taken` bounds keep every look-up short."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.outer: list[NameSpan] = []
        self.nested: dict[NameSpan, list[NameSpan]] = {}
        for span in page.spans:
            if not self.outer or span.start >= self.outer[-1].end:
                self.outer.append(span)
            elif span.end <= self.outer[-1].end:
                self.nested.setdefault(self.outer[-1], []).append(span)
        self._starts = [span.start for span in self.outer]

    def inside(self, start: int, end: int, *labels: str) -> list[NameSpan]:
        """Outer names wholly in a clean range."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [s for s in self.outer[first:last] if s.end <= end and (not labels or s.label in labels)]

    def at(self, position: int) -> NameSpan | None:
        """The outer name that a position lies in."""
        rank = bisect_right(self._starts, position) - 1
        return self.outer[rank] if rank >= 0 and position < self.outer[rank].end else None

    def before(self, position: int, *labels: str, reach: int = 600) -> list[NameSpan]:
        """Outer names that end before a position, the nearest first, at most BACK of them and `reach` characters back."""
        at = bisect_right(self._starts, position)
        found = [s for s in self.outer[max(0, at - BACK): at] if s.end <= position and s.label in labels and s.end >= position - reach]
        return found[::-1]

    def sentence(self, position: int) -> tuple[int, int]:
        """The range between the stops round a position, at most REACH characters to each side."""
        text = self.page.layout.text
        low = max(0, position - REACH)
        stops = [m.end() for m in _STOP.finditer(text, low, position)]
        after = _STOP.search(text, position, min(len(text), position + REACH))
        return (stops[-1] if stops else low), (after.start() if after else min(len(text), position + REACH))

    def name(self, span: NameSpan) -> str:
        """The name of a span's entity."""
        return self.page.entities[self.page.entity_of[span]].name


around_of = once(Around)
"""The names of a page: several readers ask for them one after another."""
