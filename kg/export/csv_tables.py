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
_DANGEROUS: Final = (*tuple("=+-@\t\r＝＋－＠"), GUARD)


def write(build: Build, path: Path, *, onto: Ontology, chinese_headers: bool = False) -> Counts:
    """Write a file for each table into the folder `path`."""
    counts = Counts()
    tables = {**TABLES, **{wide_table(name): wide_columns(type_) for name, type_ in onto.fact_types.items()}}
    is_text = {table: [column.kind == "text" for column in columns] for table, columns in tables.items()}
    (path / "by_type").mkdir()
    with ExitStack() as stack:
        writers = {}
        for table, columns in tables.items():
            file = stack.enter_context((path / f"{table}.csv").open("w", encoding="utf-8-sig", newline=""))
            writers[table] = csv.writer(file, lineterminator="\r\n")
            writers[table].writerow([column.zh if chinese_headers else column.name for column in columns])
        for table, row in Tables(build, onto, path, wide=True).rows(counts):
            writers[table].writerow(guard_row(row, is_text[table]))
    return counts


def guard_row(row: Row, is_text: Sequence[bool]) -> list[Cell]:
    """The row with its texts made safe; numbers stay numbers."""
    return [guard(cell) if text else cell for cell, text in zip(row, is_text, strict=True)]


def guard(cell: Cell) -> Cell:
    """An apostrophe before what a spreadsheet would take for a formula, and before an apostrophe: one can be taken off.

    >>> guard("=1+1"), guard("'tis"), guard("鲁班工坊")
    ("'=1+1", "''tis", '鲁班工坊')
    """
    return GUARD + cell if isinstance(cell, str) and cell.startswith(_DANGEROUS) else cell


def unguard(cell: str) -> str:
    """The text as it was before `guard`.

    >>> unguard("'=1+1"), unguard("鲁班工坊")
    ('=1+1', '鲁班工坊')
    """
    return cell.removeprefix(GUARD)
