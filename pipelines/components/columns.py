"""Table columns as readers of names see them: each body cell with the words of its header.

A table that goes on after a page break has no header of its own: it takes that of the table before with as many columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.layout.model import Cell, Layout, Table

_NUMBER = re.compile(r"\d{1,4}")
_RESULT = re.compile("奖|等级|等次|名次")


@dataclass(frozen=True, slots=True)
class Column:
    """A body cell, the words of its header, and whether the table states results (some header names a prize or grade)."""

    cell: Cell
    header: str
    result: bool


def goes_on(layout: Layout, table: Table) -> bool:
    """Whether the first row of a table is a numbered data row rather than a header."""
    if not table.rows or not table.rows[0]:
        return False
    first = table.rows[0][0]
    return bool(_NUMBER.fullmatch(layout.slice(first.start, first.end).strip()))


def read_columns(layout: Layout) -> Iterator[Column]:
    """Every body cell of every table, merged ones once."""
    before: tuple[int, dict[int, str]] = (0, {})
    for table in layout.tables:
        width = max((len(row) for row in table.rows), default=0)
        skip = table.header_rows
        heads: dict[int, str] = {}
        if goes_on(layout, table) and before[0] == width:
            heads, skip = before[1], 0
        else:
            for row in table.rows[: table.header_rows]:
                for cell in row:
                    words = layout.slice(cell.start, cell.end).strip()
                    if words not in heads.get(cell.column, ""):
                        heads[cell.column] = heads.get(cell.column, "") + words
        before = (width, heads)
        result = any(_RESULT.search(words) for words in heads.values())
        seen: set[int] = set()
        for row in table.rows[skip:]:
            for cell in row:
                if cell.end > cell.start and cell.start not in seen:
                    seen.add(cell.start)
                    yield Column(cell, heads.get(cell.column, ""), result)
