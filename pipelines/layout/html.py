"""HTML tables in a text: rows, cells, and the cells that span several of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipelines.layout.lines import Line, measure_width
from pipelines.layout.marks import Piece, keep_text
from pipelines.layout.parts import Grid, Slot

_TAG = re.compile(r"<(?P<close>/?)(?P<name>table|tr|td|th)\b(?P<rest>[^<>]{0,300})>", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029\x85]+")
MAX_SPAN = 200


@dataclass
class _Cell:
    start: int
    rows: int = 1
    columns: int = 1
    head: bool = False
    end: int = -1


@dataclass
class _Found:
    """A table's stretch of the source and its rows of cells."""

    start: int
    end: int = -1
    rows: list[list[_Cell]] = field(default_factory=list)


def split_tables(source: str, lines: Sequence[Line]) -> list[Line]:
    """The lines, cut where a table begins or ends within one."""
    if "<t" not in source and "<T" not in source:
        return list(lines)
    cuts = sorted({place for found in _find(source) for place in (found.start, found.end)})
    cut: list[Line] = []
    for line in lines:
        inner = cuts[bisect_right(cuts, line.start) : bisect_left(cuts, line.end)]
        for n, (low, high) in enumerate(zip([line.start, *inner], [*inner, line.end], strict=True)):
            text = source[low:high].strip()
            if text:
                at = source.index(text[0], low)
                cut.append(replace(line, start=at, end=at + len(text), text=text, gap=0 if n else line.gap, width=measure_width(text)))
    return cut


def find_html(source: str, lines: Sequence[Line]) -> tuple[list[Grid], list[Piece]]:
    """Tables over whole lines, and the ranges of their tags."""
    starts = [line.start for line in lines]
    grids: list[Grid] = []
    dropped: list[Piece] = []
    for found in _find(source) if "<t" in source or "<T" in source else ():
        first, last = bisect_left(starts, found.start), bisect_left(starts, found.end)
        slots, marks = _read_cells(source, found)
        if not slots:
            continue
        held = sorted(piece for row in slots for slot in row for piece in slot.strand)
        grids.append(Grid(first, last, slots, _count_headers(found)))
        dropped.extend(_rest(source, (found.start, found.end), sorted({*held, *marks})))
        dropped.extend(marks)
    return grids, dropped


def _find(source: str) -> Iterator[_Found]:
    """Tables in order; inner tables are read as text of their cell."""
    table: _Found | None = None
    depth = 0
    for tag in _TAG.finditer(source):
        name, close = tag["name"].lower(), bool(tag["close"])
        if name == "table":
            depth = max(0, depth + (-1 if close else 1))
            if table is None and not close:
                table = _Found(tag.start())
            elif table is not None and close and depth == 0:
                _end_cell(table, tag.start())
                table.end = tag.end()
                yield table
                table = None
        elif table is not None and depth == 1:
            _take_tag(table, tag)


def _take_tag(table: _Found, tag: re.Match[str]) -> None:
    _end_cell(table, tag.start())
    if tag["close"]:
        return
    if tag["name"].lower() == "tr":
        table.rows.append([])
        return
    spans = {kind.lower(): min(MAX_SPAN, max(1, int(number))) for kind, number in _SPAN.findall(tag["rest"])}
    if not table.rows:
        table.rows.append([])
    head = tag["name"].lower() == "th"
    table.rows[-1].append(_Cell(tag.end(), spans.get("row", 1), spans.get("col", 1), head))


def _end_cell(table: _Found, place: int) -> None:
    if table.rows and table.rows[-1] and table.rows[-1][-1].end < 0:
        table.rows[-1][-1].end = place


def _read_cells(source: str, table: _Found) -> tuple[tuple[tuple[Slot, ...], ...], list[Piece]]:
    """Slots by row and column, a spanning cell in each place it covers; and the marks inside the cells."""
    places: dict[tuple[int, int], Slot] = {}
    marks: list[Piece] = []
    rows = [row for row in table.rows if row]
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in places:
                c += 1
            slot = _read_slot(source, cell, marks)
            for down in range(min(cell.rows, len(rows) - r)):
                for right in range(cell.columns):
                    places.setdefault((r + down, c + right), slot)
            c += cell.columns
    widths = [1 + max((c for row, c in places if row == r), default=-1) for r in range(len(rows))]
    return tuple(tuple(places.get((r, c), Slot()) for c in range(width)) for r, width in enumerate(widths)), marks


def _read_slot(source: str, cell: _Cell, marks: list[Piece]) -> Slot:
    pieces: list[Piece] = []
    for line in _LINE.finditer(source, cell.start, cell.end):
        text = line.group().strip()
        if text:
            at = line.start() + line.group().index(text)
            kept = keep_text(source, at, at + len(text))
            pieces.extend(kept.strand)
            marks.extend(kept.dropped)
    return Slot(tuple(pieces))


def _rest(source: str, span: Piece, held: Sequence[Piece]) -> Iterator[Piece]:
    """What the table's stretch holds beside its cells: the tags."""
    at = span[0]
    for low, high in [*held, (span[1], span[1])]:
        if low > at and source[at:low].strip():
            yield at, low
        at = max(at, high)


def _count_headers(table: _Found) -> int:
    rows = [row for row in table.rows if row]
    heads = sum(all(cell.head for cell in row) for row in rows)
    return max(heads, max((cell.rows for cell in rows[0]), default=1) if any(c.columns > 1 for c in rows[0]) else 1)
