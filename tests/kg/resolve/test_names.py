"""Names that are one thing are joined, names that are not stay apart: true facts, all in one batch of documents."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from kg.model import Document, Entity, Reading
from kg.resolve import resolve
from kg.resolve.grammar.read import read_name
from kg.resolve.grammar.shape import Context

HERE = Path(__file__).parent
CORE = {"Institution", "Enterprise", "Government", "Organization", "Platform", "Program", "Competition", "Award"}


def rows(file: str) -> list[list[str]]:
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def document(number: int, type_: str, place: str, name: str) -> Reading:
    """A text of its own that holds one name."""
    doc_id = f"d{number}"
    return Reading(Document(doc_id, "", "", "", 0, place=place or None), "", entities=(Entity("e", type_, name),))


@pytest.fixture(scope="module")
def alias_ids() -> list[tuple[str, str, str, str, str]]:
    """(type, full name, alias, id of the full name, id of the alias) of each pair, resolved together."""
    pairs = [(r[0], r[1], r[2], alias) for r in rows("aliases.tsv") for alias in r[3].split("|")]
    readings = []
    for number, (type_, place, full, alias) in enumerate(pairs):
        readings += [document(2 * number, type_, place, full), document(2 * number + 1, type_, place, alias)]
    ids = resolve(readings).ids
    return [
        (type_, full, alias, ids[f"d{2 * n}", "e"], ids[f"d{2 * n + 1}", "e"])
        for n, (type_, _, full, alias) in enumerate(pairs)
    ]


def test_enough_pairs_over_all_core_types() -> None:
    pairs = [(r[0], alias) for r in rows("aliases.tsv") for alias in r[3].split("|")]
    assert len(pairs) >= 300
    assert {type_ for type_, _ in pairs} >= CORE


def test_true_aliases_are_joined(alias_ids: list[tuple[str, str, str, str, str]]) -> None:
    missed = [(full, alias) for _, full, alias, a, b in alias_ids if a != b]
    assert len(missed) <= 0.05 * len(alias_ids), missed


def test_no_alias_is_joined_with_another_thing(alias_ids: list[tuple[str, str, str, str, str]]) -> None:
    """Names of different rows share no id (rows about one thing are told by their full names' keys)."""
    owners: dict[str, set[str]] = defaultdict(set)
    for type_, full, _, full_id, alias_id in alias_ids:
        thing = read_name(type_, full, Context()).key
        owners[full_id].add(thing)
        owners[alias_id].add(thing)
    assert [sorted(things) for things in owners.values() if len(things) > 1] == []


@pytest.mark.parametrize("row", rows("negatives.tsv"), ids=lambda row: row[2][:24])
def test_look_alikes_stay_apart(row: list[str]) -> None:
    type_, place, names = row[0], row[1], row[2].split("|")
    readings = [document(number, type_, place, name) for number, name in enumerate(names)]
    ids = resolve(readings).ids
    joined = [
        (names[a], names[b]) for a, b in combinations(range(len(names)), 2) if ids[f"d{a}", "e"] == ids[f"d{b}", "e"]
    ]
    assert joined == []


def test_all_look_alikes_together_stay_apart() -> None:
    table = rows("negatives.tsv")
    pairs = sum(len(list(combinations(r[2].split("|"), 2))) for r in table)
    assert pairs >= 200
    readings, where = [], {}
    for number, row in enumerate(table):
        for name in row[2].split("|"):
            where[number, name] = f"d{len(readings)}"
            readings.append(document(len(readings), row[0], row[1], name))
    ids = resolve(readings).ids
    joined = [
        (a, b)
        for number, row in enumerate(table)
        for a, b in combinations(row[2].split("|"), 2)
        if ids[where[number, a], "e"] == ids[where[number, b], "e"]
    ]
    assert joined == []
