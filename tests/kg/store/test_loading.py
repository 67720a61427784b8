"""What a loader sends, and when: without any server."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import Any

import pytest

from kg import interchange, ontology
from kg.errors import StoreError
from kg.interchange import Build
from kg.store.contract import Statement
from kg.store.creation import BETWEEN, PROPERTIES, create_whole_nodes
from kg.store.loader import AHEAD, write_ahead, write_in_turn
from kg.store.rows import NodeRow, document_nodes, entity_nodes, fact_node

STEPS = [([Statement(str(n))], n) for n in range(7)]


class Recorder:
    """A store that notes what it is told to write, how many writes are under way at most, and breaks when told to."""

    def __init__(self, breaks_at: str = "") -> None:
        self.written: list[str] = []
        self.most = self._now = 0
        self._lock, self._breaks_at = threading.Lock(), breaks_at

    def write(self, statements: Sequence[Statement]) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(0.01)
        with self._lock:
            self._now -= 1
            if statements[0].cypher == self._breaks_at:
                raise StoreError("the line was cut")
            self.written += [statement.cypher for statement in statements]


@pytest.mark.parametrize("write", [write_ahead, write_in_turn])
def test_every_step_is_written_once_and_reported_in_order(write: Any) -> None:
    store = Recorder()
    assert list(write(store, STEPS)) == list(range(7))
    assert sorted(store.written) == sorted("0123456")


def test_two_transactions_are_under_way_at_most() -> None:
    ahead, turn = Recorder(), Recorder()
    list(write_ahead(ahead, STEPS))
    list(write_in_turn(turn, STEPS))
    assert (ahead.most, turn.most) == (AHEAD, 1)


@pytest.mark.parametrize("write", [write_ahead, write_in_turn])
def test_a_write_that_fails_is_told_and_ends_the_load(write: Any) -> None:
    store = Recorder(breaks_at="3")
    with pytest.raises(StoreError, match="the line was cut"):
        list(write(store, STEPS))
    assert "6" not in store.written


def test_nothing_to_write_is_no_transaction() -> None:
    store = Recorder()
    assert list(write_ahead(store, [([], 5), ([], 2)])) == [5, 2]
    assert store.written == []


def rows_of(build: Build) -> list[NodeRow]:
    onto, path = ontology.load(), build.path
    return [*entity_nodes(interchange.iter_entities(path), interchange.iter_mentions(path), onto),
            *document_nodes(interchange.iter_documents(path), interchange.iter_mentions(path)),
            *(fact_node(f, onto) for f in interchange.iter_facts(path))]


def test_a_row_holds_every_property_of_every_relationship(first_build: Build) -> None:
    rows = rows_of(first_build)
    told = {(link.type, link.properties["key"]): dict(link.properties) for row in rows for link in row.links}
    sent = {}
    for statement in create_whole_nodes(rows, "b"):
        for row in statement.parameters["rows"]:
            places = {BETWEEN: [row[1:]]} if isinstance(row, list) else {p: row.get(p, []) for p in PROPERTIES}
            for place, links in places.items():
                for _, type_, *values in links:
                    named = dict(zip(PROPERTIES[place], values, strict=True))
                    sent[type_, named["key"]] = {name: value for name, value in named.items() if value is not None}
    assert sent == told
