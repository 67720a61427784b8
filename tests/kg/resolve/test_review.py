"""`kg review`: questions with quotations, decisions appended, rebuilt with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.assemble import assemble
from kg.cli.app import build_app
from kg.errors import InputError
from kg.interchange import write_graph
from kg.model import Reading
from kg.resolve import resolve
from kg.resolve.decisions import decisions_as_rows, load_decisions

MakeReading = Callable[..., Reading]
runner = CliRunner()


def readings(read: MakeReading) -> list[Reading]:
    school, contest, grade = (
        ("Institution", "芜湖职业技术学院"),
        ("Competition", "2022年全国职业院校技能大赛"),
        ("Award", "一等奖"),
    )
    prize = {"recipient": school[1], "competition": contest[1], "award": grade[1], "date": "2022"}
    return [
        read(
            "芜湖职业技术学院在2022年全国职业院校技能大赛获一等奖2项。",
            [school, contest, grade],
            facts=[("CompetitionResult", {**prize, "count": 2})],
        ),
        read(
            "2022年全国职业院校技能大赛，芜湖职业技术学院获一等奖3项。",
            [school, contest, grade],
            facts=[("CompetitionResult", {**prize, "count": 3})],
        ),
        read("重庆工职院来访。", [("Institution", "重庆工职院")]),
    ]


@pytest.fixture
def folder(read: MakeReading, tmp_path: Path) -> Path:
    texts = readings(read)
    resolution = resolve(texts)
    build = tmp_path / "build"
    write_graph(assemble(texts, resolution), build, texts={r.document.doc_id: r.text for r in texts})
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in decisions_as_rows(resolution))
    (build / "resolution.jsonl").write_text(rows, encoding="utf-8")
    return build


def questions(folder: Path, *options: str) -> list[dict[str, object]]:
    result = runner.invoke(build_app(), ["review", str(folder), "--list", *options])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_unsure_names_and_disputed_facts_come_with_quotations(folder: Path) -> None:
    items = questions(folder)
    pair = next(item for item in items if item["kind"] == "pair")
    assert "重庆工职院" in str(pair["title"])
    assert "【重庆工职院】" in json.dumps(pair["quotes"], ensure_ascii=False)
    fact = next(item for item in items if item["kind"] == "fact")
    assert "count" in str(fact["reason"])
    assert len(fact["quotes"]) == 2  # type: ignore[arg-type]


def test_answers_are_appended_and_not_asked_again(folder: Path, read: MakeReading) -> None:
    items = questions(folder)
    answers = ["y" if n == 0 else "n" if item["kind"] == "pair" else "c\ncount\n2" for n, item in enumerate(items)]
    result = runner.invoke(build_app(), ["review", str(folder)], input="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.output
    file = folder.with_name("build.decisions.jsonl")
    assert [d.kind for d in load_decisions(file)].count("same") == 1
    assert questions(folder) == []
    decided = resolve(readings(read), decisions=load_decisions(file))
    graph = assemble(readings(read), decided)
    assert [str(v.value) for v in graph.facts[0].roles["count"]] == ["2"]  # type: ignore[union-attr]
    assert {e.name for e in graph.entities if e.type == "Institution"} & {
        "重庆工业职业技术学院",
        "重庆工程职业技术学院",
    }


def test_quitting_keeps_what_was_answered(folder: Path) -> None:
    result = runner.invoke(build_app(), ["review", str(folder)], input="n\nq\n")
    assert result.exit_code == 0
    assert len(load_decisions(folder.with_name("build.decisions.jsonl"))) == 1


def test_flags_write_decisions_without_asking(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    fact = next(item for item in questions(folder) if item["kind"] == "fact")
    for options in (
        ["--reject", str(fact["left"]), "--note", "表格抄错"],
        ["--same", "e1", "e2"],
        ["--different", "e1", "e3"],
    ):
        assert runner.invoke(build_app(), ["review", str(folder), "--decisions", str(file), *options]).exit_code == 0
    log = load_decisions(file)
    assert [d.kind for d in log] == ["reject", "same", "different"]
    assert log[0].note == "表格抄错"
    undone = runner.invoke(build_app(), ["review", str(folder), "--decisions", str(file), "--undo", log[0].id])
    assert undone.exit_code == 0
    assert [d.kind for d in load_decisions(file)] == ["same", "different"]
    assert not [item for item in questions(folder, "--decisions", str(file)) if item["left"] == "e1"]


def test_a_contradiction_is_refused(folder: Path) -> None:
    runner.invoke(build_app(), ["review", str(folder), "--same", "e1", "e2"])
    result = runner.invoke(build_app(), ["review", str(folder), "--different", "e2", "e1"])
    assert isinstance(result.exception, InputError)
    assert "contradicts" in str(result.exception)
    assert len(load_decisions(folder.with_name("build.decisions.jsonl"))) == 1
