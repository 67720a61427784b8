"""`kg query` and `kg show`: answers, formats, and one clear line for every mistake."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.interchange import Build
from kg.store.cypher import find_parameters
from kg.store.embedded import FOLDER, open_store

KG = Path(sys.executable).with_name("kg")
COUNT = "MATCH (f:Fact) RETURN count(f) AS facts"


def test_cypher_is_answered_as_json_in_a_pipe(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    ended = run_kg("query", first_build.path, COUNT)
    assert (ended.code, ended.rows) == (0, [{"facts": first_build.counts["facts"]}])


def test_nodes_relationships_and_paths_have_a_plain_form(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    query = "MATCH p = (:Fact)-[r:ROLE_PLATFORM]->(e {name: '比亚迪产业学院'}) RETURN e, r, p"
    (row,) = run_kg("query", first_build.path, query).rows
    assert row["e"]["labels"] == ["Entity", "Platform"]
    assert row["e"]["properties"]["name"] == "比亚迪产业学院"
    assert row["r"]["type"] == "ROLE_PLATFORM"
    assert len(row["p"]["nodes"]) == 2


def test_a_question_is_asked_by_name_with_parameters(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    ended = run_kg("query", first_build.path, "partners-of-school", "-p", "school=深职大", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ended.out)))
    assert [(row["partner"], row["forms"]) for row in rows] == [
        ("华为技术有限公司", "共建"), ("比亚迪股份有限公司", "订单班、现代学徒制")]


def test_a_table_shows_whole_cells_in_a_pipe(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    out = run_kg("query", first_build.path, "partners_of_school", "-p", "school=深职大", "--format", "table").out
    assert "深圳职业技术大学与比亚迪股份有限公司开展订单班和现代学徒制。" in out


def test_parameters_of_cypher_are_json_or_text(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    given = ["-p", "a=3", "-p", "b=[1, 2]", "-p", "c=华为", "-p", 'd="7"', "-p", "e=x' OR 1=1 //"]
    (row,) = run_kg("query", first_build.path, "RETURN $a AS a, $b AS b, $c AS c, $d AS d, $e AS e", *given).rows
    assert row == {"a": 3, "b": [1, 2], "c": "华为", "d": "7", "e": "x' OR 1=1 //"}


def test_the_list_names_every_question_in_both_languages(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    out = run_kg("query", first_build.path, "--list").out
    assert "partners_of_school" in out
    assert "一所学校的合作伙伴及合作形式 · Partners of a school" in out
    assert "-p school=" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["CREATE (n:X) RETURN n"], "the query writes"),
        (["MATCH (n:Fact) SET n.x = 1"], "the query writes"),
        (["MATCH (n) DETACH DELETE n"], "the query writes"),
        (["MERGE (n:X {id: 1}) RETURN n"], "the query writes"),
        (["MATCH (n) RETUN n"], "not valid: Unexpected input 'RETUN'"),
        (["MATCH (n) RETURN m"], "not valid"),
        (["MATCH (n {id: $id}) RETURN n"], "needs $id, which got no value; add -p id=…"),
        ([COUNT, "-p", "id=1"], "has no $id (it has none)"),
        ([COUNT, "-p", "id"], "-p expects name=value, got 'id'"),
        (["RETURN $a AS a", "-p", "a=1", "-p", "a=2"], "came twice"),
        (["partner_of_school"], "did you mean partners_of_school"),
        (["partners_of_school"], "needs school"),
        (["partners_of_school", "-p", "school=x", "-p", "lvel=y"], "has no parameter lvel"),
        (["partners_by_reach", "-p", "limit=many"], "expects integer, got 'many'"),
        ([], "expected a Cypher query or the name of a question"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_two(first_build: Build, run_kg, arguments: list[str], words: str) -> None:  # type: ignore[no-untyped-def]
    ended = run_kg("query", first_build.path, *arguments)
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert ended.err.startswith("kg: ")
    assert words in ended.err
    assert ended.out == ""


@pytest.mark.parametrize("command", ["query", "show", "load", "serve", "browser-pack"])
def test_a_missing_folder_is_one_line_and_exit_code_two(tmp_path: Path, run_kg, command: str) -> None:  # type: ignore[no-untyped-def]
    more = {"query": [COUNT], "show": ["x"]}.get(command, [])
    ended = run_kg(command, tmp_path / "nothing", *more)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "expected a build" in ended.err


def test_two_processes_query_at_once_and_leave_nothing_behind(first_build: Build, tmp_path: Path) -> None:
    open_store(first_build.path).close()
    processes = [
        subprocess.Popen([KG, "query", first_build.path, COUNT], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    ends = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert all(out.strip() and not err for out, err in ends)
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_missing_or_of_another_build_is_made_again(first_build: Build, second_build: Build, tmp_path: Path, run_kg) -> None:  # type: ignore[no-untyped-def]
    copy = tmp_path / "copy"
    shutil.copytree(second_build.path, copy, ignore=shutil.ignore_patterns(FOLDER))
    open_store(first_build.path).close()
    shutil.copytree(first_build.path / FOLDER, copy / FOLDER)
    assert run_kg("query", copy, COUNT).rows == [{"facts": second_build.counts["facts"]}]


def test_a_card_shows_names_facts_quotations_and_offsets(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    ended = run_kg("show", first_build.path, "深职大")
    assert ended.code == 0
    assert ended.out.startswith("深圳职业技术大学  [院校 Institution]  e")
    assert "深圳职业技术学院" in ended.out
    assert "校企合作 Partnership (2)" in ended.out
    assert "“深圳职业技术大学与华为技术有限公司共建华为ICT学院。”  shenzhen.txt 0–27" in ended.out


def test_offsets_on_a_card_slice_back_to_the_quotation(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    (card,) = run_kg("show", first_build.path, "华为", "--format", "json").rows
    texts = {path.read_text(encoding="utf-8") for path in (first_build.path / "texts").iterdir()}
    quotations = [q for facts in card["facts"].values() for fact in facts for q in fact["quotations"]]
    assert quotations
    assert all(any(text[q["start"] : q["end"]] == q["text"] for text in texts) for q in quotations)


def test_a_near_miss_is_offered_the_right_name(first_build: Build, run_kg) -> None:  # type: ignore[no-untyped-def]
    ended = run_kg("show", first_build.path, "深圳职业大学")
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert "did you mean 深圳职业技术大学" in ended.err


def test_a_card_needs_no_java(first_build: Build) -> None:
    code = f"import sys; sys.argv = ['kg', 'show', {str(first_build.path)!r}, '华为']; from kg.cli import main; main(); " \
           "assert not {'jpype', 'arcadedb_embedded', 'neo4j'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=os.environ)


@given(st.text(alphabet="$`'\"\\/*ab \n", max_size=40))
def test_reading_parameters_never_fails(text: str) -> None:
    find_parameters(text)


@pytest.mark.parametrize(
    ("cypher", "names"),
    [
        ("RETURN $a, $b", {"a", "b"}), ("RETURN '$a'", set()), ('RETURN "\\"$a"', set()), ("// $a\nRETURN $b", {"b"}),
        ("/* $a */ RETURN 1", set()), ("MATCH (`$a`) RETURN 1", set()), ("RETURN $`a b`", {"a b"}), ("RETURN $学校", {"学校"}),
    ],
)
def test_only_true_parameters_count(cypher: str, names: set[str]) -> None:
    assert find_parameters(cypher) == names
