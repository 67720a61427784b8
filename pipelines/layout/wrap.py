"""Does a line go on in the next one? Told by the width at which a document breaks its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipelines.layout.lines import Line, measure_width

MIN_WIDTH, MAX_WIDTH = 30, 180
_SLACK = 7
_NEAR, _NARROW = 5, 14
_UNIT = re.compile(r"[A-Za-z0-9.%'’\-]+[，。、；：）”》]?|.[，。、；：）”》]?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wrap:
    """Widths (in columns) and lengths (in characters) at which many lines end, and the usual blank lines between them."""

    widths: tuple[int, ...] = ()
    lengths: tuple[int, ...] = ()
    gap: int = 0
    local: Mapping[int, int] = field(default_factory=dict)
    """By the start of a line: the smaller of the widest reaches in the lines before and after it."""

    def is_full(self, line: Line, after: str, *, first: bool = False) -> bool:
        """The line reaches the margin: the next one's first word had no room in it. The `first` line of a paragraph may have
        lost its indent of two characters."""
        length = len(line.text)
        if any(length + line.indent // 2 == limit for limit in self.lengths):
            return True
        if length > MAX_WIDTH:
            return False
        unit = _UNIT.match(after)
        width, need = line.width + line.indent, measure_width(unit.group()) if unit else 2
        low, high = width, width + (4 if first and not line.indent else 0)
        least = self.local.get(line.start, 0) - _NARROW
        slack = max(_SLACK, need + 3)
        return any(limit - slack < high and low <= limit + 4 for limit in self.widths if limit >= least)

    def is_near(self, line: Line) -> bool:
        """The line reaches most of its neighbours' margin."""
        return line.width + line.indent >= max(MIN_WIDTH, 0.72 * self.local.get(line.start, MAX_WIDTH))


def measure_wrap(lines: Sequence[Line]) -> Wrap:
    """Margins of a document: widths that lines share with the line next to them."""
    reach = [line.width + line.indent for line in lines]
    widths: Counter[int] = Counter()
    lengths: Counter[int] = Counter()
    for k, line in enumerate(lines):
        near = [*reach[max(0, k - 1) : k], *reach[k + 1 : k + 2]]
        if MIN_WIDTH <= reach[k] <= MAX_WIDTH and any(abs(other - reach[k]) <= _SLACK for other in near):
            widths[reach[k]] += 1
        lengths[len(line.text) + line.indent // 2] += 1
    least = max(3, len(lines) // 60)
    found = [w for w in widths if sum(widths[w - d] for d in range(_SLACK)) >= least]
    tops = tuple(w for w in found if not any(w + d in found for d in range(1, 4)))
    exact = tuple(n for n, count in lengths.items() if 15 <= n <= MAX_WIDTH and count >= max(6, len(lines) // 6))
    wrap = Wrap(tops, exact, 0, _measure_local(lines, reach))
    gaps = Counter(b.gap for a, b in pairwise(lines) if wrap.is_full(a, b.text))
    return replace(wrap, gap=gaps.most_common(1)[0][0] if gaps else 0)


def _measure_local(lines: Sequence[Line], reach: Sequence[int]) -> dict[int, int]:
    known = [width if width <= MAX_WIDTH else 0 for width in reach]
    return {
        line.start: min(max(known[max(0, k - _NEAR) : k], default=0), max(known[k + 1 : k + 1 + _NEAR], default=0))
        for k, line in enumerate(lines)
    }
