"""Does a line go on in the next one? Told by the width at which a document breaks its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.layout.lines import Line, measure_width

MIN_WIDTH, MAX_WIDTH = 30, 180
_SLACK = 7
_UNIT = re.compile(r"[A-Za-z0-9.%'’\-]+[，。、；：）”》]?|.[，。、；：）”》]?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wrap:
    """Widths (in columns) and lengths (in characters) at which many lines end, and the usual blank lines between them."""

    widths: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()
    gap: int = 0

    def is_full(self, line: Line, after: str) -> bool:
        """The line reaches the margin: the next one's first word had no room in it."""
        length = len(line.text)
        if any(length == limit for limit in self.lengths):
            return True
        if length > MAX_WIDTH:
            return False
        unit = _UNIT.match(after)
        width, need = line.width + line.indent, measure_width(unit.group()) if unit else 2
        return any(limit - max(_SLACK, need + 3) < width <= limit + 4 for limit in self.widths)


def measure_wrap(lines: Sequence[Line]) -> Wrap:
    """Margins of a document, from its lines of running text."""
    widths = Counter(line.width + line.indent for line in lines if len(line.text) <= MAX_WIDTH)
    lengths = Counter(len(line.text) for line in lines)
    least = max(4, len(lines) // 25)
    found = [w for w in widths if MIN_WIDTH <= w <= MAX_WIDTH and sum(widths[w - d] for d in range(3)) >= least]
    tops = tuple(w for w in found if w + 1 not in found)
    exact = tuple(n for n, count in lengths.items() if n >= 15 and n <= MAX_WIDTH and count >= max(6, len(lines) // 6))
    wrap = Wrap(tops, exact)
    gaps = Counter(b.gap for a, b in zip(lines, lines[1:], strict=False) if wrap.is_full(a, b.text))
    return Wrap(tops, exact, gaps.most_common(1)[0][0] if gaps else 0)
