"""Resolving a bare list of names: one name, or one JSON object, a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Document, Entity, Reading
from kg.resolve.grammar.shape import Context
from kg.resolve.guess import guess_type
from kg.resolve.identify import Identity, identify
from kg.resolve.places import load_places
from kg.resolve.records import Decision, Resolution
from kg.resolve.registry import TYPES, Registry
from kg.resolve.resolve import resolve


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name to resolve, with what is known of it: type, the place and the year of its text."""

    name: str
    type: str = ""
    place: str = ""
    date: str = ""


def parse_line(line: str, *, type_: str = "", place: str = "", date: str = "") -> NameLine:
    """A line of input: a name, or a JSON object with `name` and any of `type`, `place`, `date`."""
    text = line.strip("\r\n").strip()
    if text.startswith("{"):
        try:
            row = json.loads(text)
        except json.JSONDecodeError:
            row = None
        if isinstance(row, Mapping) and row.get("name"):
            return NameLine(
                str(row["name"]),
                str(row.get("type") or type_),
                str(row.get("place") or place),
                str(row.get("date") or date),
            )
    return NameLine(text, type_, place, date)


def resolve_names(
    lines: Iterable[NameLine], registry: Registry, *, decisions: tuple[Decision, ...] = ()
) -> Iterator[dict[str, object]]:
    """One row for each line, in order: id, name, type, reason, and what else is known (code, current, candidates)."""
    wanted = list(lines)
    typed = [line.type if line.type in TYPES else guess_type(line.name, registry, _context(line)) for line in wanted]
    resolution = resolve(_readings(wanted, typed), decisions=decisions, registry=registry)
    entities = {entity.id: entity for entity in resolution.entities}
    reasons = _reasons(resolution)
    for number, (line, type_) in enumerate(zip(wanted, typed, strict=True)):
        stable = resolution.ids[_doc(line), str(number)]
        own = resolution.own[_doc(line), str(number)]
        identity = identify(type_, line.name, _context(line), registry)
        yield _row(line, entities[stable], identity, reasons.get(own, "") if own != stable else "")


def _context(line: NameLine) -> Context:
    return Context(load_places().find(line.place), line.date[:4])


def _doc(line: NameLine) -> str:
    return f"list {line.place} {line.date}"


def _readings(lines: list[NameLine], types: list[str]) -> list[Reading]:
    """Names of one place and date form a list; each is an entity of its own there."""
    groups: dict[str, list[tuple[int, NameLine, str]]] = {}
    for number, (line, type_) in enumerate(zip(lines, types, strict=True)):
        groups.setdefault(_doc(line), []).append((number, line, type_))
    return [
        Reading(
            Document(doc, "", "", "", 0, date=group[0][1].date or None, place=group[0][1].place or None),
            "",
            entities=tuple(Entity(str(number), type_, line.name) for number, line, type_ in group),
        )
        for doc, group in groups.items()
    ]


def _reasons(resolution: Resolution) -> dict[str, str]:
    return {own: j.reason for j in resolution.judgements if j.verdict == "merge" for own in (j.left, j.right)}


def _row(line: NameLine, entity: Entity, identity: Identity, joined: str) -> dict[str, object]:
    row: dict[str, object] = {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "reason": joined or identity.reason,
        "query": line.name,
        "linked": identity.entry is not None or identity.score > 0,
        "score": round(identity.score, 3),
    }
    for field in ("code", "province", "current", "current_name", "series", "year"):
        if field in entity.properties:
            row[field] = entity.properties[field]
    if identity.rivals:
        row["candidates"] = list(identity.rivals)
    return row
