"""What the head and foot of a document say: its title and its date."""

from __future__ import annotations

import re

from pipelines.layout.model import Block, Layout

_TITLE = re.compile(r"(?=.*[\u4e00-\u9fff]{4}).{5,60}(?<![。！？；，,.;:：])")
_HEAD_BLOCKS = 8
_FOOT_BLOCKS = 4
_DATE = re.compile(r"(20\d\d)\s*[年.\-/]\s*(1[0-2]|0?[1-9])\s*[月.\-/]\s*(3[01]|[12]\d|0?[1-9])\s*日?")
_MONTH = re.compile(r"^\D{0,4}(20\d\d)\s*年\s*(1[0-2]|0?[1-9])\s*月$")
_LONGEST_DATELINE = 60


def read_title(layout: Layout) -> str:
    """The title block, else a heading at the head, else the first line there that looks like one; else nothing."""
    head = layout.blocks[:_HEAD_BLOCKS]
    for block in (*(b for b in layout.blocks if b.kind == "title"), *(b for b in head if b.kind == "heading")):
        return _line(layout, block)
    lines = (_line(layout, block) for block in head)
    return next((line for line in lines if _TITLE.fullmatch(line)), "")


def read_date(layout: Layout) -> str:
    """The ISO date of a dateline at the head or foot of the text; empty when there is none."""
    blocks = layout.blocks[:_HEAD_BLOCKS] + layout.blocks[max(_HEAD_BLOCKS, len(layout.blocks) - _FOOT_BLOCKS):]
    for block in blocks:
        line = _line(layout, block)
        if len(line) > _LONGEST_DATELINE or block.kind == "table":
            continue
        if found := _DATE.search(line):
            year, month, day = map(int, found.groups())
            return f"{year}-{month:02}-{day:02}"
        if found := _MONTH.match(line):
            return f"{found[1]}-{int(found[2]):02}"
    return ""


def _line(layout: Layout, block: Block) -> str:
    return " ".join(layout.text[block.start:block.end].split())
