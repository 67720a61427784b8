"""CSV tables for people: UTF-8 with its mark, RFC 4180 lines, and no cell that a spreadsheet runs; streamed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import filterfalse
from pathlib import Path
from typing import Any, Final

from kg.export.counts import Counts
from kg.export.tables import TABLES, Column, Row, Tables, wide_columns, wide_table
from kg.interchange import Build
from kg.ontology import Ontology

GUARD: Final = "'"
MARK: Final = codecs.BOM_UTF8
_QUOTED: Final = re.compile('[",\r\n]')
_DANGEROUS: Final = frozenset("=+-@\t\r＝＋－＠" + GUARD)

# Whether a cell is written in another way than it stands: a dangerous beginning, or a character that asks for quotes.
_UNLIKE: Final = re.compile(f'[{re.escape("".join(sorted(_DANGEROUS)))}]|[^",\r\n]*[",\r\n]').match


def write(build: Build, path: Path, *, onto: Ontology, chinese_headers: bool = False) -> Counts:
    """Write a file for each table into the folder `path`."""
    counts = Counts()
    tables = {**TABLES, **{wide_table(name): wide_columns(type_) for name, type_ in onto.fact_types.items()}}
    (path / "by_type").mkdir()
    with ExitStack() as stack:
        files = {table: stack.enter_context((path / f"{table}.csv").open("wb")) for table in tables}
        for table, columns in tables.items():
            header = [column.zh if chinese_headers else column.name for column in columns]
            files[table].write(MARK + (",".join(map(quote, header)) + "\r\n").encode())
        source = Tables(build, onto, path, wide=True)
        for _ in source.batches(counts):
            for table, rows in source.rows.items():
                if rows:
                    files[table].write(lines(rows, tables[table]))
                    rows.clear()
    return counts


def lines(rows: Sequence[Row], columns: Sequence[Column]) -> bytes:
    """Rows as `csv.writer` writes them, texts made safe; a column at a time, which takes a fraction of the time.

    Most cells repeat and hardly any needs a guard or quotes, so the different ones of a column are looked at first.
    """
    cells = [
        (_texts if column.kind == "text" else _numbers)(given)
        for column, given in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    return ("\r\n".join(map(",".join, zip(*cells, strict=True))) + "\r\n").encode()


def _texts(cells: Sequence[Any]) -> Sequence[str]:
    different = set(cells)
    shown: dict[str | None, str] = {None: ""} if None in different else {}
    different.discard(None)
    shown |= {cell: quote(guard(cell)) for cell in filter(_UNLIKE, filterfalse(str.isalnum, different))}
    return [shown.get(cell, cell) for cell in cells] if shown else cells


def _numbers(cells: Sequence[Any]) -> Sequence[str]:
    return ["" if cell is None else str(cell) for cell in cells] if None in cells else list(map(str, cells))


def quote(cell: str) -> str:
    """A cell in quotes when it needs them.

    >>> quote('a "b" c'), quote("a")
    ('"a ""b"" c"', 'a')
    """
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell


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
