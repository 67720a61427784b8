"""Short names that a text introduces itself: 全称（以下简称“短名”）, 全称（短名）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_OPEN = re.compile(r"[”\"》]?\s{0,2}[（(\[【]\s{0,2}(?:(?:以下)?(?:统称|简称|下称|又称|原名|原称|曾用名|英文(?:名|简称)|以下称|缩写)为?[:：]?\s{0,2})?[“\"‘「《]?")
_DEFINED = re.compile(r"[，,]?\s?(?:以下)?(?:简称|下称|以下称)为?[:：]?[“\"‘「]?")


def read_definitions(layout: Layout, spans: tuple[NameSpan, ...]) -> Iterator[tuple[NameSpan, NameSpan]]:
    """Pairs (full, short) of spans, the second introduced in brackets straight after the first."""
    starts: dict[int, list[NameSpan]] = {}
    for span in spans:
        starts.setdefault(span.start, []).append(span)
    for full in spans:
        for pattern in (_OPEN, _DEFINED):
            found = pattern.match(layout.text, full.end)
            if found:
                yield from _closed(layout.text, full, starts.get(found.end(), []))


def _closed(text: str, full: NameSpan, inside: list[NameSpan]) -> Iterator[tuple[NameSpan, NameSpan]]:
    for short in inside:
        tail = text[short.end: short.end + 3].lstrip("”\"’」》 ")
        if short.label == full.label and (tail[:1] in "）)]】，,；;：:" and tail):
            yield full, short
