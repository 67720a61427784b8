"""Tables of contents and lists of figures, tables and cases: regions in which nothing counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.layout.lines import Line

_LEADER = re.compile(r"(?:[.…·．。─\-_]\s?){4,}\s*[\dIVXivx]{0,4}\s*$|…{2,}\s*\d{0,4}$")
_HEAD = re.compile(r"^(?:[#*\s<b>【]*)(?:图|表|案例|附图|附表|附件|插图|图表)?\s*目\s*[录次](?:[】*\s</b>]*)$|^[【\s#*]*(?:附?[图表]|案例|附件)目录[】\s*]*$")
_NUMBERED = re.compile(r"^[^\t]*\S[\s\t]+\d{1,3}$")


def find_contents(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines of contents."""
    leaders = [i for i, line in enumerate(lines) if _LEADER.search(line.text) and len(line.text) < 200]
    found = set(leaders)
    for a, b in pairwise(leaders):
        if b - a <= 4 and all(len(line.text) < 80 and "。" not in line.text for line in lines[a + 1 : b]):
            found.update(range(a + 1, b))
    for i, line in enumerate(lines):
        if len(line.text) < 20 and _HEAD.match(line.text):
            found.update(_read_region(lines, i, found))
    return frozenset(found) if len(found) > 1 else frozenset()


def _read_region(lines: Sequence[Line], head: int, found: set[int]) -> set[int]:
    """The lines under a heading 目录 that end in page numbers."""
    region: set[int] = set()
    i = head + 1
    while i < len(lines) and (i in found or (_NUMBERED.search(lines[i].text) and len(lines[i].text) < 80)):
        region.add(i)
        i += 1
    return region | {head} if len(region) > 1 else set()
