"""Labels of characters: outside, and begin, inside, end, single of every type; names nest in levels."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.span import NameSpan

TYPES = (
    "Institution", "Enterprise", "Government", "Organization", "Platform", "Program", "Competition", "Award",
    "Person", "Place", "Work", "Major", "Policy",
)
LEVELS = 2
"""Levels of nesting that the network reads: outermost names, names inside them."""

WIDTH = 1 + 4 * len(TYPES)
"""Labels of a level: 0 is outside; 1 + 4 * k + (0, 1, 2, 3) is begin, inside, end, single of type k."""


def split_levels(spans: Iterable[NameSpan]) -> list[list[NameSpan]]:
    """Spans by depth: depth 0 stands in no other span. Of crossing spans the later is left out."""
    levels: list[list[NameSpan]] = [[] for _ in range(LEVELS + 2)]
    stack: list[NameSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.label)):
        while stack and stack[-1].end <= span.start:
            stack.pop()
        if (stack and stack[-1].end < span.end) or len(stack) >= len(levels):
            continue
        levels[len(stack)].append(span)
        stack.append(span)
    return levels


def write_labels(spans: Iterable[NameSpan], start: int, end: int) -> list[int]:
    """Labels of the characters `start:end` of one level; spans that cross the borders are left out."""
    labels = [0] * (end - start)
    for span in spans:
        if span.start < start or span.end > end:
            continue
        base = 1 + 4 * TYPES.index(span.label)
        first, last = span.start - start, span.end - start - 1
        if first == last:
            labels[first] = base + 3
            continue
        labels[first] = base
        for i in range(first + 1, last):
            labels[i] = base + 1
        labels[last] = base + 2
    return labels
