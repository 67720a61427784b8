"""A fault planted in each of many ways is found, with its severity, its focus and its quotation."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.interchange import open_build
from kg.ontology import load
from kg.validate.door import validate
from kg.validate.result import Result, Severity
from kg.validate.shapes import check_shapes

Rows = list[dict[str, Any]]
Edit = Callable[[Rows], None]


def plant(folder: Path, file: str, edit: Edit) -> None:
    path = folder / f"{file}.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    edit(rows)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def of_type(rows: Rows, type_: str) -> dict[str, Any]:
    return next(row for row in rows if row["type"] == type_)


def role(type_: str, name: str, *values: Any) -> Edit:
    """Set a role; a value that is an entity type's name in brackets is the id of an entity of that type."""
    def edit(rows: Rows) -> None:
        of_type(rows, type_)["roles"][name] = list(values)
    return edit


def same_as(type_: str, target: str, source: str) -> Edit:
    def edit(rows: Rows) -> None:
        roles = of_type(rows, type_)["roles"]
        roles[target] = roles[source]
    return edit


def drop_role(type_: str, name: str) -> Edit:
    return lambda rows: of_type(rows, type_)["roles"].pop(name)


def field(name: str, value: Any) -> Edit:
    def edit(rows: Rows) -> None:
        rows[0][name] = value
    return edit


def quote(**changed: Any) -> Edit:
    return lambda rows: rows[0]["evidence"][0].update(changed)


def repeat(rows: Rows) -> None:
    rows.append(dict(rows[0]))


def tell_twice(rows: Rows) -> None:
    rows.append({**rows[0], "id": "f0123456789"})


def lose_last(rows: Rows) -> None:
    rows.pop()


def add_orphan(rows: Rows) -> None:
    rows.append({"id": "e99", "type": "Place", "name": "无人提及", "aliases": [], "properties": {}})


def text(value: Any) -> dict[str, Any]:
    return {"value": value}


# what is planted -> (file, edit, check that finds it)
FAULTS: dict[str, tuple[str, Edit, str]] = {
    "unknown entity type": ("entities", field("type", "Company"), "entity-type"),
    "entity without a name": ("entities", field("name", " "), "entity-name"),
    "blank alias": ("entities", field("aliases", [""]), "entity-alias"),
    "alias given twice": ("entities", field("aliases", ["甲", "甲"]), "entity-alias-twice"),
    "orphan entity": ("entities", add_orphan, "entity-orphan"),
    "entity twice": ("entities", repeat, "id-twice"),
    "unknown fact type": ("facts", field("type", "Marriage"), "fact-type"),
    "unknown role": ("facts", role("Partnership", "godfather", text("甲")), "role-name"),
    "key role missing": ("facts", drop_role("Partnership", "partner"), "role-missing"),
    "usual role unfilled": ("facts", drop_role("OverseasProject", "organizer"), "role-unfilled"),
    "role of the wrong type": ("facts", same_as("ProgramParticipation", "program", "participant"), "role-range"),
    "role of an unknown entity": ("facts", role("Partnership", "partner", {"entity": "e404"}), "role-entity"),
    "text where an entity stands": ("facts", role("Partnership", "partner", text("某公司")), "role-text"),
    "entity where a text stands": ("facts", same_as("Partnership", "form", "partner"), "role-literal"),
    "two values of a key role": ("facts", role("CompetitionResult", "date", text("2017"), text("2018")), "role-many"),
    "two levels": ("facts", role("Honor", "level", text("国家级"), text("省级")), "role-many"),
    "person and unit together": ("facts", same_as("Affiliation", "unit", "organization"), "role-choice"),
    "partner of itself": ("facts", same_as("Partnership", "partner", "institution"), "role-self"),
    "level that is none": ("facts", role("Honor", "level", text("部级")), "level"),
    "impossible date": ("facts", role("CompetitionResult", "date", text("2017-02-30")), "literal-date"),
    "school year backwards": ("facts", role("Indicator", "period", text("2017-2016")), "literal-period"),
    "date that is none": ("facts", role("Partnership", "date", text("21/5")), "literal-date"),
    "negative count": ("facts", role("CompetitionResult", "count", text(-1)), "literal-integer"),
    "count that is no number": ("facts", role("CompetitionResult", "count", text("1项")), "literal-integer"),
    "value that is no number": ("facts", role("Indicator", "value", text("许多")), "literal-number"),
    "quantity without a number": ("facts", role("AchievementCount", "count", text("件")), "literal-quantity"),
    "blank text": ("facts", role("Hosting", "position", text("")), "literal-text"),
    "confidence above one": ("facts", field("confidence", 1.5), "confidence"),
    "confidence that is no number": ("facts", field("confidence", math.nan), "confidence"),
    "fact without a quotation": ("facts", field("evidence", []), "evidence-missing"),
    "quotation of no document": ("facts", quote(doc_id="d404"), "evidence-document"),
    "quotation beyond the text": ("facts", quote(end=10**6), "evidence-range"),
    "quotation backwards": ("facts", quote(start=9, end=3), "evidence-range"),
    "quotation that the text lacks": ("facts", quote(text="并非原文"), "evidence-slice"),
    "quotation moved by one": ("facts", lambda rows: quote(start=rows[0]["evidence"][0]["start"] + 1)(rows),
                               "evidence-slice"),
    "fact told twice": ("facts", tell_twice, "fact-twice"),
    "fact id twice": ("facts", repeat, "id-twice"),
    "mention of no entity": ("mentions", field("entity_id", "e404"), "mention-entity"),
    "mention of another type": ("mentions", field("type", "Policy"), "mention-type"),
    "mention that the text lacks": ("mentions", field("text", "并非原文"), "mention-slice"),
    "mention beyond the text": ("mentions", field("end", 10**6), "mention-range"),
    "mention of no document": ("mentions", field("doc_id", "d404"), "mention-document"),
    "mention twice": ("mentions", repeat, "mention-twice"),
    "confidence of a mention": ("mentions", field("confidence", -0.1), "confidence"),
    "line lost": ("mentions", lose_last, "count"),
    "text changed": ("documents", field("sha256", "0" * 64), "document-sha256"),
    "wrong number of characters": ("documents", field("chars", 1), "document-chars"),
    "unknown subject": ("documents", field("subject", "e404"), "document-subject"),
    "document twice": ("documents", repeat, "id-twice"),
    "redirect to nothing": ("redirects", field("new", "e404"), "redirect-target"),
    "redirect of an id in use": ("redirects", lambda rows: rows[0].update(old=rows[0]["new"]), "redirect-source"),
}
INFO = {"role-many": Severity.INFO, "role-unfilled": Severity.INFO}
WARNING = {"entity-orphan", "entity-alias-twice"}


@pytest.fixture
def copy(build_dir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(build_dir, tmp_path / "build"))


def test_the_sample_is_clean(build_dir: Path) -> None:
    assert validate(build_dir) == []


def test_at_least_twenty_five_faults_are_planted() -> None:
    assert len(FAULTS) >= 25


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(copy: Path, name: str) -> None:
    file, edit, check = FAULTS[name]
    plant(copy, file, edit)
    found = [result for result in validate(copy, shapes=False) if result.check == check]
    assert found, name
    for result in found:
        assert result.severity == expected_severity(name, check)
        assert result.focus
        assert result.zh
        assert result.en


def expected_severity(name: str, check: str) -> Severity:
    if check == "role-unfilled" or name == "two levels":
        return Severity.INFO
    return Severity.WARNING if check in WARNING else Severity.VIOLATION


def test_a_result_carries_the_quotation_and_its_place(copy: Path) -> None:
    plant(copy, "facts", role("Honor", "level", text("部级")))
    (result,) = validate(copy, shapes=False)
    assert result.quotation == "杭州技师学院获全国五一劳动奖状"
    assert result.doc_id
    assert result.start > 0


def test_a_missing_text_is_found(copy: Path) -> None:
    next((copy / "texts").glob("*.txt")).unlink()
    assert "document-text" in {result.check for result in validate(copy, shapes=False)}


def test_a_total_that_the_text_states_is_compared(copy: Path) -> None:
    row = {"subject": "杭州技师学院", "category": "获奖", "stated": 9, "extracted": 1,
           "evidence": {"doc_id": "d1", "start": 3, "end": 9, "text": "获奖9项"}}
    (copy / "report.json").write_text(json.dumps({"totals": [row]}), "utf-8")
    (result,) = validate(copy, shapes=False)
    assert (result.check, result.severity, result.quotation) == ("total", Severity.INFO, "获奖9项")


def test_a_contest_without_a_recognised_name_may_be_text(copy: Path) -> None:
    plant(copy, "facts", role("CompetitionResult", "competition", text("校级叉车比武")))
    assert {r.check for r in validate(copy)} <= {"entity-orphan"}


# What an RDF user's own shapes engine finds, too: fault -> part of the message.
SHAPES = {
    "key role missing": "partner of a partnership",
    "role of the wrong type": "program",
    "entity without a name": "name",
    "two values of a key role": "date of a competition result",
    "two levels": "several values",
    "person and unit together": "lacks a role",
    "level that is none": "one of the six levels",
    "negative count": "integer",
    "count that is no number": "integer",
    "value that is no number": "number",
    "blank text": "position of a hosting",
    "confidence above one": "confidence",
    "confidence that is no number": "confidence",
    "fact without a quotation": "quotation",
    "quotation backwards": "below the end",
    "mention of no entity": "names one entity",
    "quotation of no document": "one document",
    "unknown subject": "subject",
}


@pytest.mark.parametrize("name", SHAPES)
def test_the_shapes_find_it_too(copy: Path, name: str) -> None:
    file, edit, _ = FAULTS[name]
    plant(copy, file, edit)
    found = list(check_shapes(open_build(copy), load()))
    assert any(SHAPES[name] in result.en for result in found), [r.en for r in found]
    assert all(has_both_languages(result) for result in found)


def test_a_document_may_be_about_what_no_fact_speaks_of(copy: Path) -> None:
    lone = "e" + "0" * 20
    plant(copy, "entities", lambda rows: rows.insert(0, {"id": lone, "type": "Place", "name": "渝北区", "aliases": [], "properties": {}}))
    plant(copy, "documents", field("subject", lone))
    assert "documentSubject" not in "".join(result.check for result in check_shapes(open_build(copy), load()))


def has_both_languages(result: Result) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in result.zh) and result.en.isascii() and result.zh != result.en


def test_no_false_alarm_on_the_annotated_documents(dev_build: Path) -> None:
    assert [r for r in validate(dev_build) if r.severity > Severity.INFO] == []
