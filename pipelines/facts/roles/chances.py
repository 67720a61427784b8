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
    calendar, scorer = Calendar(page), shipped(MODEL)
    times = [calendar.times(relation) for relation in relations]
    if scorer is None:
        return [replace(relation, times=own) for relation, own in zip(relations, times, strict=True)]
    asked = [k for k, relation in enumerate(relations) if _columns(scorer.outputs, relation.type)]
    chances = dict(zip(asked, sigmoid(scorer.logits([describe(page, relations[k], times[k]) for k in asked])).tolist(), strict=True))
    return [
        replace(relation, times=times[k], odds={name: chances[k][column] for column, name in _columns(scorer.outputs, relation.type)})
        for k, relation in enumerate(relations)
    ]


@cache
def _columns(outputs: tuple[str, ...], type_: str) -> tuple[tuple[int, str], ...]:
    """Columns of a type's values with their names."""
    return tuple((column, name) for column, name in enumerate(outputs) if name.startswith(f"{type_}:"))
