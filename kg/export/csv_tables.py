"""CSV tables for people: UTF-8 with its mark, RFC 4180 lines, and no cell that a spreadsheet runs; streamed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from kg.export.counts import Counts
from kg.export.tables import TABLES, Cell, Row, Tables, wide_columns, wide_table
from kg.interchange import Build
from kg.ontology import Ontology

GUARD: Final = "'"
_DANGEROUS: Final = frozenset("=+-@\t\r＝＋－＠" + GUARD)


def write(build: Build, path: Path, *, onto: Ontology, chinese_headers: bool = False) -> Counts:
    """Write a file for each table into the folder `path`."""
    counts = Counts()
    tables = {**TABLES, **{wide_table(name): wide_columns(type_) for name, type_ in onto.fact_types.items()}}
    texts = {table: [i for i, column in enumerate(columns) if column.kind == "text"] for table, columns in tables.items()}
    (path / "by_type").mkdir()
    with ExitStack() as stack:
        writers = {}
        for table, columns in tables.items():
            file = stack.enter_context((path / f"{table}.csv").open("w", encoding="utf-8-sig", newline=""))
            writers[table] = csv.writer(file, lineterminator="\r\n")
            writers[table].writerow([column.zh if chinese_headers else column.name for column in columns])
        for table, row in Tables(build, onto, path, wide=True).rows(counts):
            writers[table].writerow(guard_row(row, texts[table]))
    return counts


def guard_row(row: Row, texts: Sequence[int]) -> Sequence[Cell]:
    """The row with its texts made safe, by the numbers of its columns of text; numbers stay numbers."""
    unsafe = [i for i in texts if (cell := row[i]) and cell[0] in _DANGEROUS]  # type: ignore[index]
    if not unsafe:
        return row
    cells = list(row)
    for i in unsafe:
        cells[i] = guard(str(cells[i]))
    return cells


def guard(cell: str) -> str:
    """An apostrophe before what a spreadsheet would take for a formula, and before an apostrophe: one can be taken off.

    >>> guard("=1+1"), guard("'tis"), guard("鲁班工坊")
    ("'=1+1", "''tis", '鲁班工坊')
    """
    return GUARD + cell if cell[:1] in _DANGEROUS and cell else cell


def unguard(cell: str) -> str:
    """The text as it was before `guard`.

    >>> unguard("'=1+1"), unguard("鲁班工坊")
    ('=1+1', '鲁班工坊')
    """
    return cell.removeprefix(GUARD)
