"""Sentences of a layout, for coverage figures: how many there are and how many state a fact."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from pipelines.layout.model import Layout

_END = re.compile(r"[。！？!?；;]+[”’』」）)]*|\n+")
_WORD = re.compile(r"\w")


def sentence_ranges(layout: Layout) -> list[tuple[int, int]]:
    """Clean ranges of sentences, headings and table rows, in order; stretches without a letter or digit are none."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for end in [*(found.end() for found in _END.finditer(layout.text)), len(layout.text)]:
        if _WORD.search(layout.text, start, end):
            ranges.append((start, end))
        start = end
    return ranges


def count_sentences(layout: Layout, evidence: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """(sentences, sentences that overlap a piece of evidence)."""
    ranges = sentence_ranges(layout)
    starts = [start for start, _ in ranges]
    ends = [end for _, end in ranges]
    hit: set[int] = set()
    for start, end in evidence:
        hit.update(range(bisect_right(ends, start), bisect_left(starts, end)))
    return len(ranges), len(hit)
