"""Parts in source ranges -> Layout: the cleaned text, its map back, blocks and tables."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from pipelines.layout.model import Block, Layout, Table
from pipelines.layout.model import Cell as TableCell
from pipelines.layout.parts import Grid, Part, Slot, Strand

_BLANKS = "\u3000\xa0\u2002\u2003\u2009\u2028\u2029\x85\t\n\r\f\v\x1c\x1d\x1e\x1f"
_PLAIN = str.maketrans(_BLANKS, " " * len(_BLANKS))


class Composer:
    """Writes parts one after another; `tears` are the clean positions before which a name may be torn in the source."""

    def __init__(self, source: str, dropped: Sequence[tuple[int, int]]) -> None:
        self.source = source
        self.dropped = tuple(sorted(dropped))
        self.chars: list[str] = []
        self.size = 0
        self.offsets = array("i")
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.tears: list[int] = []
        self.sections: list[tuple[int, int]] = []
        self.titles: dict[int, tuple[int, int]] = {}
        self._kept = bytearray(len(source))

    def compose(self, parts: Sequence[Part]) -> Layout:
        """The layout of all parts in order."""
        for part in parts:
            self._note_kept(part)
        for part in parts:
            self._add_part(part)
        if self.size and self.chars[-1] == "\n":
            self.chars.pop()
            self.offsets.pop()
        return Layout(
            self.source,
            "".join(self.chars),
            self.offsets,
            tuple(self.blocks),
            tuple(self.tables),
            tears=tuple(self.tears),
            dropped=tuple(self._without_kept()),
        )

    def _without_kept(self) -> Iterator[tuple[int, int]]:
        """The ranges left out, less what a table or block holds after all (a rule line that is a cell)."""
        for start, end in self.dropped:
            at = start
            while at < end:
                stop = self._kept.find(1, at, end)
                stop = end if stop < 0 else stop
                if stop > at:
                    yield at, stop
                at = self._kept.find(0, stop, end)
                at = end if at < 0 else at

    def _note_kept(self, part: Part) -> None:
        strands = [part.strand] if part.grid is None else [slot.strand for row in part.grid.rows for slot in row]
        for strand in strands:
            for start, end in strand:
                self._kept[start:end] = b"\1" * (end - start)

    def _add_part(self, part: Part) -> None:
        start = self.size
        if part.grid is not None:
            self._add_grid(part.grid)
        else:
            self._add_strand(part.strand, part.torn)
        if self.size == start:
            return
        while self.sections and part.kind in ("heading", "title") and self.sections[-1][0] >= part.level:
            self.sections.pop()
        section = self.sections[-1][1] if self.sections else -1
        table = len(self.tables) - 1 if part.grid is not None else -1
        self.blocks.append(Block(part.kind, start, self.size, part.level, section, table, part.subject))
        if part.kind in ("heading", "title"):
            self.sections.append((part.level, len(self.blocks) - 1))
        if part.line >= 0:
            self.titles[part.line] = (start, self.size)
        self._write("\n")

    def _add_strand(self, strand: Strand, torn: frozenset[int] = frozenset(), *, cell: bool = False) -> None:
        before = -1
        for k, (start, end) in enumerate(strand):
            if before >= 0 and (k in torn or start < before or (cell and any(self._kept[before:start]))):
                self.tears.append(self.size)
            self.chars.append(self.source[start:end].translate(_PLAIN))
            self.offsets.extend(range(start, end))
            self.size += end - start
            before = end

    def _write(self, char: str) -> None:
        self.chars.append(char)
        self.offsets.append(self.offsets[-1] + 1 if self.offsets else 0)
        self.size += 1

    def _add_grid(self, grid: Grid) -> None:
        begin = self.size
        seen: dict[int, tuple[int, int]] = {}
        rows: list[tuple[TableCell, ...]] = []
        for r, row in enumerate(grid.rows):
            rows.append(tuple(self._add_row(row, r, seen)))
            self._write("\n")
        self.chars.pop()
        self.offsets.pop()
        self.size -= 1
        self.tables.append(Table(begin, self.size, tuple(rows), grid.header_rows, self.titles.get(grid.title)))

    def _add_row(self, row: Sequence[Slot], r: int, seen: dict[int, tuple[int, int]]) -> list[TableCell]:
        cells: list[TableCell] = []
        fresh = False
        for c, slot in enumerate(row):
            place = seen.get(id(slot)) if slot.strand else None
            if place is None:
                if fresh:
                    self._write("\t")
                start = self.size
                self._add_strand(slot.strand, cell=True)
                place = (start, self.size)
                fresh = True
                seen[id(slot)] = place
            cells.append(TableCell(*place, r, c))
        return cells
