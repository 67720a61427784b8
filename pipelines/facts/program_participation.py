"""ProgramParticipation: who takes part in a named programme, in what position, at what level, batch and scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.optional import batch_of, date_of, level_of, likely
from pipelines.facts.relation import Relation
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """The programme participations of a page."""
    yield from read_claims(page, "ProgramParticipation", _optional, keep=_takes_part)


def _takes_part(relation: Relation) -> bool:
    """In a list under a programme's title the platform of a row takes part; its school and firm stand beside it."""
    sentence = relation.sentence
    if not sentence.columns or relation.second.at >= 0 or relation.first.label == "Platform":
        return True
    return not any(arg.label == "Platform" and not arg.nested for arg in sentence.args)


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    return {
        "position": likely(relation, "position", floor=0.25), "level": level_of(page, relation), "batch": batch_of(page, relation),
        "scope": _scope(relation), "date": date_of(relation),
    }


def _scope(relation: Relation) -> tuple[Value, ...]:
    """Majors named in the programme's clause, or in the cells of its row."""
    clause = relation.second.clause if relation.second.at >= 0 else relation.first.clause
    return tuple(
        Ref(arg.key) for arg in relation.sentence.args
        if arg.label == "Major" and not arg.nested and (arg.clause == clause or relation.sentence.columns))
