"""Words of a clause by a dictionary of word costs: the cheapest way to cut it, one pass, no context."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST = 6
UNKNOWN = 13.0
"""Cost of a character that no word covers."""


@dataclass(frozen=True, slots=True)
class Words:
    """Word -> cost (minus the logarithm of its share)."""

    costs: Mapping[str, float]

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Ranges of the words of `text`, which they cover without gaps."""
        best = [0.0] + [math.inf] * len(text)
        back = [0] * (len(text) + 1)
        for start in range(len(text)):
            for stop in range(start + 1, min(start + LONGEST, len(text)) + 1):
                cost = self.costs.get(text[start:stop], UNKNOWN if stop == start + 1 else math.inf)
                if best[start] + cost < best[stop]:
                    best[stop], back[stop] = best[start] + cost, start
        ranges = []
        stop = len(text)
        while stop:
            ranges.append((back[stop], stop))
            stop = back[stop]
        return ranges[::-1]


def read_words(path: Path) -> Words:
    """A dictionary of a gzipped JSON file: word -> cost."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        return Words(json.load(handle))
