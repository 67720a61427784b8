"""Source text -> Layout."""

from __future__ import annotations

import re

from pipelines.layout.model import Block, Layout

_STOPS = "。！？；：!?;:"
_FURNITURE = re.compile(r"^[\s—–\-]*\d{0,4}[\s—–\-]*$")


def analyse(source: str) -> Layout:
    """Cleaned text, blocks and tables of a source text."""
    chars: list[str] = []
    offsets: list[int] = []
    blocks: list[Block] = []
    position = 0
    start = 0
    for line in source.split("\n"):
        body = line.strip()
        if body and not _FURNITURE.match(body):
            at = position + line.index(body)
            chars.extend(body)
            offsets.extend(range(at, at + len(body)))
            if body[-1] in _STOPS or len(body) < 20:
                blocks.append(Block("paragraph", start, len(chars)))
                chars.append("\n")
                offsets.append(at + len(body))
                start = len(chars)
        position += len(line) + 1
    if len(chars) > start:
        blocks.append(Block("paragraph", start, len(chars)))
    return Layout(source, "".join(chars), offsets, tuple(blocks))
