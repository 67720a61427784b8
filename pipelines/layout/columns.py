"""Columns read out of order: a paragraph torn in mid-sentence is joined to its other piece, when quotes prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.layout.marks import Strand
from pipelines.layout.parts import Part

_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
_STOPS = "。！？；!?;…：:"
FAR = 60
"""How many parts away the other piece may stand."""


def join_torn(source: str, parts: Sequence[Part]) -> list[Part]:
    """Parts with torn paragraphs joined where they begin."""
    texts = [_text(source, part.strand) if part.kind == "paragraph" else "" for part in parts]
    heads = [i for i, text in enumerate(texts) if len(text) > 10 and text[-1] not in _STOPS and _opens(text)]
    tails = [i for i, text in enumerate(texts) if len(text) > 10 and _closes(text)]
    joined = list(parts)
    gone: set[int] = set()
    for head in heads:
        mark = _opens(texts[head])
        near = [tail for tail in tails if tail not in gone | {head} and _closes(texts[tail]) == mark and abs(tail - head) <= FAR]
        if len(near) != 1:
            continue
        first, second = joined[head], joined[near[0]]
        torn = first.torn if near[0] == head + 1 else first.torn | {len(first.strand)}
        joined[head] = replace(first, strand=first.strand + second.strand, torn=torn)
        gone.add(near[0])
    return [part for i, part in enumerate(joined) if i not in gone]


def _text(source: str, strand: Strand) -> str:
    return "".join(source[a:b] for a, b in strand)


def _opens(text: str) -> str:
    """The closing mark that a text lacks at its end, or nothing."""
    for left, right in _PAIRS:
        if text.count(left) == text.count(right) + 1 and text.rfind(left) > max(text.rfind(right), len(text) - 40):
            return right
    return ""


def _closes(text: str) -> str:
    """The closing mark that a text has without its opening one, or nothing."""
    for left, right in _PAIRS:
        at = text.find(right)
        if text.count(right) == text.count(left) + 1 and 0 < at <= 40 and (left not in text or text.find(left) > at):
            return right
    return ""
