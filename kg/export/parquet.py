"""Parquet tables for notebooks: the tables of CSV with typed columns, written in batches of rows."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from kg.export.counts import Counts
from kg.export.tables import TABLES, Column, Row, Tables
from kg.interchange import Build
from kg.ontology import Ontology

BATCH: Final = 10_000
_TYPES: Final = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write a file for each table into the folder `path`."""
    counts = Counts()
    with ExitStack() as stack:
        writers = {}
        for table, columns in TABLES.items():
            schema = pa.schema([pa.field(column.name, _TYPES[column.kind]) for column in columns])
            writers[table] = stack.enter_context(pq.ParquetWriter(path / f"{table}.parquet", schema))
        source = Tables(build, onto, path)
        for _ in source.batches(counts):
            for table, rows in source.rows.items():
                while len(rows) >= BATCH:
                    writers[table].write_batch(_batch(TABLES[table], rows[:BATCH]))
                    del rows[:BATCH]
        for table, rows in source.rows.items():
            if rows:
                writers[table].write_batch(_batch(TABLES[table], rows))
    return counts


def _batch(columns: tuple[Column, ...], rows: list[Row]) -> Any:
    cells = zip(*rows, strict=True) if rows else [()] * len(columns)
    arrays = [pa.array(values, type=_TYPES[c.kind]) for c, values in zip(columns, cells, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, names=[column.name for column in columns])
