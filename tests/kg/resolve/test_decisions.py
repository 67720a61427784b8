"""Decisions files: replayed exactly, undone, and read past what is wrong in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.assemble import assemble
from kg.errors import InputError
from kg.model import Literal, Reading
from kg.resolve import resolve
from kg.resolve.decisions import append_decision, load_decisions, make_decision, replay

MakeReading = Callable[..., Reading]


def two(read: MakeReading) -> list[Reading]:
    return [
        read(
            "甲",
            [("Enterprise", "贵州瑞泰实业有限公司"), ("Institution", "毕节职业技术学院")],
            facts=[
                ("Partnership", {"institution": "毕节职业技术学院", "partner": "贵州瑞泰实业有限公司", "date": "2021"})
            ],
        ),
        read(
            "乙",
            [("Enterprise", "瑞泰"), ("Institution", "毕节职院")],
            facts=[("Partnership", {"institution": "毕节职院", "partner": "瑞泰", "date": "2022"})],
        ),
    ]


def ids(readings: list[Reading], *decisions: object) -> list[str]:
    resolution = resolve(readings, decisions=decisions)  # type: ignore[arg-type]
    return [resolution.ids[r.document.doc_id, r.entities[0].id] for r in readings]


def test_same_joins_and_leaves_a_redirect(read: MakeReading) -> None:
    readings = two(read)
    a, b = ids(readings)
    assert a != b
    decision = make_decision("same", a, right=b, note="见合作协议")
    assert len(set(ids(readings, decision))) == 1
    resolution = resolve(readings, decisions=[decision])
    assert {r.old for r in resolution.redirects} & {a, b}
    judgement = next(j for j in resolution.judgements if decision.id in j.reason)
    assert (judgement.verdict, judgement.score) == ("merge", 1.0)
    assert len(assemble(readings, resolution).facts) == 1


def test_different_keeps_apart_what_a_rule_joins(read: MakeReading) -> None:
    readings = [
        read("甲", [("Institution", "开阳县职业技术学校")], place="开阳县"),
        read("乙", [("Institution", "开阳职校")], place="开阳县"),
    ]
    free = resolve(readings)
    owns = sorted(set(free.own.values()))
    assert len(set(free.ids.values())) == 1
    decided = resolve(readings, decisions=[make_decision("different", owns[0], right=owns[1])])
    assert len(set(decided.ids.values())) == 2
    assert any(j.verdict == "refuse" and "decision" in j.reason for j in decided.judgements)


def test_split_undoes_a_join_by_name(read: MakeReading) -> None:
    readings = [read("甲", [("Enterprise", "华纳科技有限公司")]), read("乙", [("Enterprise", "华纳科技有限公司")])]
    a, b = ids(readings)
    assert a == b
    decision = make_decision("split", a, values=(readings[1].document.doc_id,))
    c, d = ids(readings, decision)
    assert c == a
    assert d != a
    assert ids(readings, decision) == [c, d]


def test_reject_and_correct_facts(read: MakeReading) -> None:
    readings = two(read)
    free = assemble(readings, resolve(readings))
    first = next(f for f in free.facts if Literal("2021") in f.roles["date"])
    decisions = [make_decision("correct", first.id, role="date", values=("2020",))]
    corrected = assemble(readings, resolve(readings, decisions=decisions))
    assert next(f for f in corrected.facts if f.id == first.id).roles["date"] == (Literal("2020"),)
    rejected = assemble(readings, resolve(readings, decisions=[make_decision("reject", first.id)]))
    assert [f.id for f in rejected.facts] == [f.id for f in free.facts if f.id != first.id]


def test_replay_is_exact_and_undo_gives_the_graph_back(read: MakeReading, tmp_path: Path) -> None:
    readings, file = two(read), tmp_path / "decisions.jsonl"
    free = assemble(readings, resolve(readings))
    a, b = ids(readings)
    decision = make_decision("same", a, right=b)
    append_decision(file, decision)
    once = assemble(readings, resolve(readings, decisions=load_decisions(file)))
    assert once == assemble(readings, resolve(readings, decisions=load_decisions(file)))
    assert once != free
    before = file.read_bytes()
    append_decision(file, make_decision("undo", decision.id))
    assert file.read_bytes().startswith(before)
    assert assemble(readings, resolve(readings, decisions=load_decisions(file))) == free
    append_decision(file, decision)
    assert assemble(readings, resolve(readings, decisions=load_decisions(file))) == once


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{not json", "JSON"),
        ('["list"]', "JSON object"),
        ('{"kind": "merge", "left": "a"}', "kind"),
        ('{"kind": "same", "left": "a"}', "right"),
        ('{"kind": "same", "left": "a", "right": "a"}', "itself"),
        ('{"kind": "correct", "left": "f1", "role": "date", "values": "2020"}', "list"),
        ('{"kind": "undo", "left": "zz"}', "nothing in force"),
        ('{"kind": "different", "left": "e2", "right": "e1"}', "contradicts"),
        ('{"kind": "different", "left": "e1", "right": "e3"}', "contradicts"),
        ('{"kind": "same", "left": "e4", "right": "e1"}', "contradicts"),
        ('{"kind": "correct", "left": "f9", "role": "date", "values": ["2020"]}', "contradicts"),
        ('{"kind": "same", "left": "e1", "right": "e2"}', "in force already"),
        ("\ufffd\ufffd", "JSON"),
    ],
)
def test_a_bad_line_is_reported_with_its_number_and_skipped(line: str, fault: str) -> None:
    good = [
        '{"id": "1", "kind": "same", "left": "e1", "right": "e2"}',
        '{"id": "2", "kind": "same", "left": "e2", "right": "e3"}',
        '{"id": "3", "kind": "different", "left": "e3", "right": "e4"}',
        '{"id": "4", "kind": "reject", "left": "f9"}',
    ]
    if "in force already" in fault:
        line = json.dumps({"id": "1", **json.loads(line)})
    last = '{"id": "5", "kind": "reject", "left": "f5"}'
    log = replay([*good, "", line, last], name="d.jsonl")
    assert [d.id for d in log] == ["1", "2", "3", "4", "5"]
    (problem,) = log.problems
    assert problem.startswith("d.jsonl line 6: ")
    assert fault in problem
    assert "skipped" in problem


def test_a_torn_last_line_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "d.jsonl"
    append_decision(file, make_decision("reject", "f1"))
    with file.open("ab") as out:
        out.write(b'{"kind": "reject", "left": "f')
    append_decision(file, make_decision("reject", "f2"))
    log = load_decisions(file)
    assert [d.left for d in log] == ["f1", "f2"]
    assert [p.split(":")[0] for p in log.problems] == ["d.jsonl line 2"]


def test_problems_reach_the_resolution(read: MakeReading) -> None:
    assert resolve(two(read), decisions=replay(["oops"])).problems


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a decisions file"):
        load_decisions(tmp_path / "none.jsonl")
