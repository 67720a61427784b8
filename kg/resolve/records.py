"""What resolution gives and takes: judgements about pairs of names, and the resolution of a set of readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal as Choice

from kg.model import Entity, Redirect

Verdict = Choice["merge", "refuse", "unsure"]


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """A decision about two own ids (or a name and a registry entry): what was decided, how sure (0-1) and why."""

    left: str
    right: str
    left_name: str
    right_name: str
    type: str
    verdict: Verdict
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A human decision, one line of a decisions file. `kind` is same, different, reject, correct or undo."""

    id: str
    kind: str
    left: str = ""
    right: str = ""
    role: str = ""
    values: tuple[str | int | float, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Stable entities and the way to them: `ids[(doc_id, local id)]` is the stable id, `own[(doc_id, local id)]` the id that
    the document alone would give. `successors` maps the id of a renamed body to the id of today's body."""

    entities: tuple[Entity, ...] = ()
    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    own: Mapping[tuple[str, str], str] = field(default_factory=dict)
    redirects: tuple[Redirect, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    successors: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
