"""CSV, Parquet and JSON Lines give back every value, and a spreadsheet runs none of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import interchange
from kg.export import names
from kg.export.csv_tables import guard, lines, unguard
from kg.export.door import export
from kg.export.tables import TABLES, Column
from kg.model import EntityRef, Graph


@pytest.fixture(scope="module")
def folder(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("tables")
    for format_ in ("csv", "parquet", "jsonl"):
        export(build_dir, format_, base / format_)
    return base


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return [dict(zip(rows[0], map(unguard, row), strict=True)) for row in rows[1:]]


def values(graph: Graph) -> Iterator[tuple[Any, ...]]:
    names = {e.id: e.name for e in graph.entities}
    for fact in graph.facts:
        for role, found in fact.roles.items():
            for value in found:
                entity = value.entity if isinstance(value, EntityRef) else ""
                yield (fact.id, fact.type, role, entity, names[entity] if entity else str(value.value))  # type: ignore[union-attr]


def test_a_strict_parser_gets_every_role_value_with_its_name(folder: Path, graph: Graph) -> None:
    rows = read_csv(folder / "csv" / "roles.csv")
    found = [(r["fact_id"], r["fact_type"], r["role"], r["entity_id"], r["value"]) for r in rows]
    assert sorted(found) == sorted(values(graph))


def test_quotations_keep_their_line_breaks_and_quotes(folder: Path, graph: Graph) -> None:
    rows = read_csv(folder / "csv" / "evidence.csv")
    found = {(r["fact_id"], r["doc_id"], int(r["start"]), int(r["end"]), r["text"]) for r in rows}
    assert found == {(f.id, e.doc_id, e.start, e.end, e.text) for f in graph.facts for e in f.evidence}
    titles = {row["title"] for row in read_csv(folder / "csv" / "documents.csv")}
    assert titles == {d.title for d in graph.documents}


def test_no_cell_begins_like_a_formula_yet_all_come_back(folder: Path, graph: Graph) -> None:
    for path in (folder / "csv").rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]
    aliases = {row["alias"] for row in read_csv(folder / "csv" / "aliases.csv")}
    assert aliases == {alias for e in graph.entities for alias in e.aliases}
    assert "=1+1" in aliases


def test_excel_sees_the_utf_8_mark_and_chinese_headers_on_request(build_dir: Path, tmp_path: Path) -> None:
    export(build_dir, "csv", tmp_path / "zh", chinese_headers=True)
    raw = (tmp_path / "zh" / "by_type" / "CompetitionResult.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf" + "获奖方,赛事,赛道,奖项,级别".encode())
    assert b"\r\n" in raw


def test_a_table_for_each_fact_type_reads_like_a_list(folder: Path) -> None:
    (row,) = read_csv(folder / "csv" / "by_type" / "CompetitionResult.csv")
    assert (row["recipient"], row["award"], row["count"], row["person"]) == ("杭州技师学院", "金牌", "1", "蒋应成")


def test_pandas_reads_typed_columns(folder: Path, graph: Graph) -> None:
    roles = pd.read_parquet(folder / "parquet" / "roles.parquet")
    cells = roles[["fact_id", "fact_type", "role", "entity_id", "value"]].fillna("")
    found = cells.itertuples(index=False, name=None)
    assert sorted(found) == sorted(values(graph))
    assert sorted(roles.loc[roles.role == "value", "number"]) == [512.0, 520.5]
    mentions = pd.read_parquet(folder / "parquet" / "mentions.parquet")
    assert str(mentions.start.dtype) == "int64"
    assert len(mentions) == len(graph.mentions)


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_parquet_hold_the_same_rows(folder: Path, table: str) -> None:
    parquet = pq.read_table(folder / "parquet" / f"{table}.parquet").to_pylist()
    kinds = {c.name: c.kind for c in TABLES[table]}
    as_read = [
        {k: (v or None) if kinds[k] == "text" else (float(v) if v else None) for k, v in row.items()}
        for row in read_csv(folder / "csv" / f"{table}.csv")
    ]
    assert as_read == [{k: v or None if kinds[k] == "text" else v for k, v in row.items()} for row in parquet]


def test_json_lines_are_the_records_again(folder: Path, graph: Graph) -> None:
    path = folder / "jsonl"
    assert tuple(interchange.iter_facts(path)) == graph.facts
    assert tuple(interchange.iter_entities(path)) == graph.entities
    assert tuple(interchange.iter_mentions(path)) == graph.mentions
    assert tuple(interchange.iter_redirects(path)) == graph.redirects


CELLS = st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=8)
ROWS = st.lists(st.tuples(CELLS, st.one_of(st.none(), CELLS), st.integers(), st.floats(allow_nan=False)), min_size=1)


@given(ROWS, st.sampled_from(["", "=1+1", '"', "a,b", "\r", "'"]))
def test_lines_are_those_of_the_csv_module(rows: list[tuple[str, str | None, int, float]], odd: str) -> None:
    rows = [*rows, (odd, odd, 0, 0.5)]
    buffer = io.StringIO(newline="")
    safe = [(guard(a), guard(b) if b is not None else None, c, d) for a, b, c, d in rows]
    csv.writer(buffer, lineterminator="\r\n").writerows(safe)
    columns = [Column("a", "甲"), Column("b", "乙"), Column("c", "丙", "integer"), Column("d", "丁", "number")]
    assert lines(rows, columns).decode() == buffer.getvalue()


def test_names_beyond_what_memory_may_hold_are_found_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "NEAR", 2)
    with names.Names(tmp_path) as known:
        for key in ("a", "b", "c", "d", "a"):
            known.add(key, f"{key}名")
        assert [known[key] for key in ("a", "b", "c", "d", "e", "d")] == ["a名", "b名", "c名", "d名", "e", "d名"]
        assert len(known) == 2
    assert list(tmp_path.iterdir()) == []
