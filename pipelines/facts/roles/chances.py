"""How likely each value of an optional role is, by a network over the words round a relation, read from models/roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.facts.relation import Relation
from pipelines.facts.roles.look import describe
from pipelines.facts.roles.times import Calendar
from pipelines.facts.scoring import shipped, sigmoid
from pipelines.page import Page

MODEL = "roles"


def with_roles(page: Page, relations: Sequence[Relation]) -> list[Relation]:
    """The relations with the dates that may be theirs and the chances of the values of their optional roles; chances are empty when no
    network was trained."""
    calendar = Calendar(page)
    dated = [replace(relation, times=calendar.times(relation)) for relation in relations]
    scorer = shipped(MODEL)
    if scorer is None or not dated:
        return dated
    chances = sigmoid(scorer.logits([describe(page, relation, relation.times) for relation in dated])).tolist()
    return [
        replace(relation, odds={name: line[column] for column, name in _columns(scorer.outputs, relation.type)})
        for relation, line in zip(dated, chances, strict=True)
    ]


@cache
def _columns(outputs: tuple[str, ...], type_: str) -> tuple[tuple[int, str], ...]:
    """Columns of a type's values with their names."""
    return tuple((column, name) for column, name in enumerate(outputs) if name.startswith(f"{type_}:"))
