"""What layout analysis gives: cleaned text, its map back to the source, blocks and tables."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "caption", "table", "contents", "header"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of cleaned text; a `header` is a running header of a page, moved out of the text around it. `level` counts heading depth (0: none); `section` is the index of the heading block it
    stands under, or -1; `table` the index of its table, or -1. `subject` is a bracketed case owner (案例 1 【X】) as written."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    section: int = -1
    table: int = -1
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `start:end` slices the cleaned text. A merged cell is repeated in the rows it spans, same offsets."""

    start: int
    end: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` hold one cell a column (short rows allowed); the first `header_rows` rows are headers; `title` is a clean range."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    title: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """`text` is the cleaned text: soft wraps joined, page furniture and Markdown marks gone, one block a line, table cells
    divided by tabs and rows by line breaks. `offsets[i]` is the source offset of `text[i]`; a torn column may make it
    jump, so it is not always rising. `tears` are the clean positions before which the source tears a stretch apart: cells
    wrapped over lines, torn columns. `dropped` are the source ranges left out as page furniture or markup."""

    source: str
    text: str
    offsets: Sequence[int]
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    tears: tuple[int, ...] = ()
    dropped: tuple[tuple[int, int], ...] = ()
    _inverse: dict[int, int] = field(default_factory=dict, repr=False, compare=False)
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source range of a clean range without outer blanks: from its first to its last character, or the larger piece
        where the source tears it apart; a range over several cells or blocks gives all that they cover."""
        while start < end - 1 and self.text[start].isspace():
            start += 1
        while end > start + 1 and self.text[end - 1].isspace():
            end -= 1
        if "\t" in self.text[start:end] or "\n" in self.text[start:end]:
            return min(self.offsets[start:end]), max(self.offsets[start:end]) + 1
        cuts = self.tears[bisect_right(self.tears, start) : bisect_left(self.tears, end)]
        borders = [start, *cuts, end]
        first, last = max(pairwise(borders), key=lambda piece: (piece[1] - piece[0], -piece[0]))
        return self.offsets[first], self.offsets[last - 1] + 1

    def from_source(self, start: int, end: int) -> tuple[int, int] | None:
        """Clean range of a source range, or None when none of its characters is kept."""
        if not self._inverse:
            self._inverse.update({offset: i for i, offset in enumerate(self.offsets) if not self.text[i].isspace()})
        kept = [self._inverse[o] for o in range(start, end) if o in self._inverse]
        if not kept:
            return None
        first, last = self.block_at(kept[0]), self.block_at(kept[-1])
        low, high = min(first.start, last.start), max(first.end, last.end)
        inside = [position for position in kept if low <= position < high]
        return min(inside), max(inside) + 1

    def block_at(self, position: int) -> Block:
        """The block that holds a clean position."""
        if not self._starts:
            self._starts.extend(block.start for block in self.blocks)
        return self.blocks[max(0, bisect_right(self._starts, position) - 1)]

    def slice(self, start: int, end: int) -> str:
        """The cleaned text of a range."""
        return self.text[start:end]

