"""What layout analysis gives: cleaned text, its map back to the source, blocks and tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "caption", "table", "contents"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of cleaned text. `level` counts heading depth (0: none); `section` is the index of the heading block it
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
    jump, so it is not always rising."""

    source: str
    text: str
    offsets: Sequence[int]
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    _inverse: dict[int, int] = field(default_factory=dict, repr=False, compare=False)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source range of a clean range: from its first to its last character, or the larger piece where the source jumps
        backwards or tears a name over a far gap."""
        pieces: list[tuple[int, int, int]] = []
        begin = start
        for i in range(start + 1, end + 1):
            if i == end or not 0 < self.offsets[i] - self.offsets[i - 1] <= MAX_GAP:
                pieces.append((i - begin, begin, i))
                begin = i
        size, first, last = max(pieces, key=lambda piece: (piece[0], -piece[1]))
        del size
        return self.offsets[first], self.offsets[last - 1] + 1

    def from_source(self, start: int, end: int) -> tuple[int, int] | None:
        """Clean range of a source range, or None when none of its characters is kept."""
        if not self._inverse:
            self._inverse.update({offset: i for i, offset in enumerate(self.offsets) if not self.text[i].isspace()})
        kept = [self._inverse[o] for o in range(start, end) if o in self._inverse]
        return (min(kept), max(kept) + 1) if kept else None

    def block_at(self, position: int) -> Block:
        """The block that holds a clean position."""
        starts = [block.start for block in self.blocks]
        return self.blocks[max(0, bisect_left(starts, position + 1) - 1)]

    def slice(self, start: int, end: int) -> str:
        """The cleaned text of a range."""
        return self.text[start:end]


MAX_GAP = 400
