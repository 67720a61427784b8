"""Which places of a text are taken by names: sorted outer names, asked by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipelines.span import NameSpan


def outermost(spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Names that no other name holds, in the order of the text, none over another."""
    found: list[NameSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


class Cover:
    """The outer names of a text."""

    def __init__(self, spans: Sequence[NameSpan]) -> None:
        self.outer = outermost(spans)
        self._starts = [span.start for span in self.outer]

    def touches(self, start: int, end: int) -> bool:
        """Whether a name takes a character of this place (code points)."""
        at = bisect_left(self._starts, end)
        return at > 0 and start < self.outer[at - 1].end
