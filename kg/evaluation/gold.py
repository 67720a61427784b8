"""Stand-off gold files: one JSON object a document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.names import normalise


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An annotated name; `start:end` in the source text."""

    start: int
    end: int
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class GoldFact:
    """An annotated fact; role values are canonical names or literals. `start` is where its evidence begins."""

    type: str
    roles: Mapping[str, Sequence[Any]]
    start: int


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The annotation of one source file. `names` maps each normalised name to all names of what it may mean."""

    source: str
    mentions: tuple[GoldMention, ...]
    facts: tuple[GoldFact, ...]
    ignored: tuple[tuple[int, int], ...] = ()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def names_of(self, value: object) -> frozenset[str]:
        """All normalised names of what a name or literal means here."""
        name = normalise(value)
        return self.names.get(name, frozenset({name}))

    def ignores(self, start: int, end: int) -> bool:
        """Whether a range lies inside an ignored region."""
        return any(first <= start and end <= last for first, last in self.ignored)


def read_gold(path: Path) -> GoldDocument:
    """One gold file. InputError when it is damaged."""
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        return GoldDocument(
            row["source"],
            tuple(GoldMention(m["start"], m["end"], m["type"], m["text"]) for m in row["mentions"]),
            tuple(GoldFact(f["type"], _lists(f["roles"]), f["evidence"]["start"]) for f in row["facts"]),
            tuple((first, last) for first, last in row["ignore"]),
            _join_names(row["entities"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"expected a gold file in {path}, damaged ({error})") from None


def _lists(roles: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {role: values if isinstance(values, list) else [values] for role, values in roles.items()}


def _join_names(entities: Sequence[Mapping[str, Any]]) -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for entity in entities:
        names = {normalise(name) for name in (entity["name"], *entity["aliases"])}
        for name in names:
            table.setdefault(name, set()).update(names)
    return {name: frozenset(names) for name, names in table.items()}
