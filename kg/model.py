"""The frozen records that cross rooms. Offsets are code points of the original decoded text, half-open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Scalar = str | int | float


@dataclass(frozen=True, slots=True)
class Document:
    """One source text. `subject` is the entity id of what 学校 means in it, or None."""

    doc_id: str
    source: str
    title: str
    sha256: str
    chars: int
    subject: str | None = None
    date: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names one thing; `text` is the source slice without line breaks."""

    doc_id: str
    start: int
    end: int
    text: str
    type: str
    entity_id: str
    confidence: float = 1.0
    method: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named thing. `aliases` are sorted and exclude `name`; `properties` hold registry and resolution data."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    properties: Mapping[str, Scalar | tuple[Scalar, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A role filled by an entity."""

    entity: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A role filled by a literal of the text: a string, or a plain number where the guidelines ask for one."""

    value: Scalar


RoleValue = EntityRef | Literal


@dataclass(frozen=True, slots=True)
class Evidence:
    """The shortest stretch that states a fact; `text` is the exact source slice."""

    doc_id: str
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """An n-ary statement: role -> values. `method` names the rule or model that made it."""

    id: str
    type: str
    roles: Mapping[str, tuple[RoleValue, ...]]
    evidence: tuple[Evidence, ...]
    confidence: float = 1.0
    method: str = ""
    properties: Mapping[str, Scalar | tuple[Scalar, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total that a text states itself, to be compared with what was extracted."""

    subject: str
    category: str
    count: int
    evidence: Evidence
    period: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class NameChange:
    """A dated change of a body read from a text: 更名, 升格 or 合并. Names as written."""

    kind: str
    old_name: str
    new_name: str
    date: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document. Entity ids are local to the document until `kg.resolve` replaces them."""

    document: Document
    text: str
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    totals: tuple[StatedTotal, ...] = ()
    name_changes: tuple[NameChange, ...] = ()
    sentences: int = 0
    sentences_with_fact: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id that an earlier or smaller build used, and the id that stands for it now."""

    old: str
    new: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """The assembled graph; every tuple is sorted by id, so equal graphs are equal objects."""

    documents: tuple[Document, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    redirects: tuple[Redirect, ...] = ()
