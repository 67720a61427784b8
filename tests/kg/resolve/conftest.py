"""Readings made by hand: what a document says, in a line or two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

import pytest

from kg.ids import document_id, sha256
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Literal, Mention, Reading

Names = Sequence[tuple[str, str] | tuple[str, str, tuple[str, ...]]]
FactSpec = tuple[str, dict[str, object]]
MakeReading = Callable[..., Reading]


@pytest.fixture
def read() -> MakeReading:
    return make_reading


def make_reading(
    text: str,
    entities: Names,
    *,
    place: str | None = None,
    date: str | None = None,
    facts: Sequence[FactSpec] = (),
    subject: str | None = None,
) -> Reading:
    """A reading of `text` with entities (type, name[, aliases]); a fact's role is a name of an entity, or ("value", x)."""
    doc_id = document_id(text)
    local = {name[1]: f"L{number}" for number, name in enumerate(entities)}
    made = tuple(Entity(local[e[1]], e[0], e[1], e[2] if len(e) > 2 else ()) for e in entities)
    mentions = tuple(
        Mention(doc_id, text.find(e.name), text.find(e.name) + len(e.name), e.name, e.type, e.id)
        for e in made
        if e.name in text
    )
    numbers = count()
    made_facts = tuple(
        Fact(
            f"F{next(numbers)}",
            type_,
            {role: _values(value, local) for role, value in roles.items()},
            (Evidence(doc_id, 0, len(text), text),),
            0.9,
            "test",
        )
        for type_, roles in facts
    )
    document = Document(
        doc_id,
        text[:8] + ".txt",
        text[:10],
        sha256(text),
        len(text),
        subject=local[subject] if subject else None,
        date=date,
        place=place,
    )
    return Reading(document, text, mentions, made, made_facts)


def _values(value: object, local: dict[str, str]) -> tuple[EntityRef | Literal, ...]:
    if isinstance(value, list):
        return tuple(v for item in value for v in _values(item, local))
    if isinstance(value, str) and value in local:
        return (EntityRef(local[value]),)
    assert isinstance(value, str | int | float)
    return (Literal(value),)
