"""Hand-over records as JSON objects of the interchange files, and back. Field order is part of the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kg.model import (
    Document,
    Entity,
    EntityRef,
    Evidence,
    Fact,
    Literal,
    Mention,
    Redirect,
    RoleValue,
    Scalar,
)

Row = dict[str, Any]
SCALARS = (str, int, float)


def document_row(document: Document) -> Row:
    """A line of documents.jsonl."""
    return {
        "doc_id": document.doc_id,
        "source": document.source,
        "title": document.title,
        "sha256": document.sha256,
        "chars": document.chars,
        "subject": document.subject,
        "date": document.date,
        "place": document.place,
    }


def read_document(row: Mapping[str, Any]) -> Document:
    """A document from its line."""
    return Document(
        _text(row, "doc_id"), _text(row, "source"), _text(row, "title"), _text(row, "sha256"), _integer(row, "chars"),
        _optional(row["subject"]), _optional(row.get("date")), _optional(row.get("place")),
    )


def mention_row(mention: Mention) -> Row:
    """A line of mentions.jsonl."""
    return {
        "doc_id": mention.doc_id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "entity_id": mention.entity_id,
        "confidence": round(mention.confidence, 4),
        "method": mention.method,
    }


def read_mention(row: Mapping[str, Any]) -> Mention:
    """A mention from its line."""
    return Mention(
        _text(row, "doc_id"), _integer(row, "start"), _integer(row, "end"), _text(row, "text"), _text(row, "type"),
        _text(row, "entity_id"), float(row["confidence"]), str(row.get("method", "")),
    )


def entity_row(entity: Entity) -> Row:
    """A line of entities.jsonl."""
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "properties": _property_row(entity.properties),
    }


def read_entity(row: Mapping[str, Any]) -> Entity:
    """An entity from its line."""
    return Entity(
        _text(row, "id"), _text(row, "type"), _text(row, "name"), tuple(_scalar(alias, str) for alias in row["aliases"]),
        _read_properties(row.get("properties", {})),
    )


def fact_row(fact: Fact) -> Row:
    """A line of facts.jsonl; evidence carries its quotation as `text`."""
    return {
        "id": fact.id,
        "type": fact.type,
        "roles": {role: [_value_row(value) for value in fact.roles[role]] for role in fact.roles},
        "evidence": [evidence_row(evidence) for evidence in fact.evidence],
        "confidence": round(fact.confidence, 4),
        "method": fact.method,
        "properties": _property_row(fact.properties),
    }


def read_fact(row: Mapping[str, Any]) -> Fact:
    """A fact from its line."""
    return Fact(
        _text(row, "id"), _text(row, "type"),
        {role: tuple(_read_value(value) for value in values) for role, values in row["roles"].items()},
        tuple(read_evidence(e) for e in row["evidence"]),
        float(row["confidence"]), str(row.get("method", "")), _read_properties(row.get("properties", {})),
    )


def evidence_row(evidence: Evidence) -> Row:
    """A quotation: where it stands and its words."""
    return {"doc_id": evidence.doc_id, "start": evidence.start, "end": evidence.end, "text": evidence.text}


def read_evidence(row: Mapping[str, Any]) -> Evidence:
    """A piece of evidence from its object."""
    return Evidence(_text(row, "doc_id"), _integer(row, "start"), _integer(row, "end"), str(row.get("text", "")))


def redirect_row(redirect: Redirect) -> Row:
    """A line of redirects.jsonl."""
    return {"old": redirect.old, "new": redirect.new, "reason": redirect.reason}


def read_redirect(row: Mapping[str, Any]) -> Redirect:
    """A redirect from its line."""
    return Redirect(_text(row, "old"), _text(row, "new"), str(row.get("reason", "")))


WRITERS: Mapping[str, Callable[[Any], Row]] = {
    "documents": document_row,
    "mentions": mention_row,
    "entities": entity_row,
    "facts": fact_row,
    "redirects": redirect_row,
}


def _value_row(value: RoleValue) -> Row:
    if isinstance(value, EntityRef):
        return {"entity": value.entity}
    return {"value": value.value}


def _read_value(row: Mapping[str, Any]) -> RoleValue:
    if "entity" in row:
        return EntityRef(_text(row, "entity"))
    return Literal(_scalar(row["value"], SCALARS))


def _property_row(properties: Mapping[str, Scalar | tuple[Scalar, ...]]) -> Row:
    return {key: list(v) if isinstance(v, tuple) else v for key, v in sorted(properties.items())}


def _read_properties(row: Mapping[str, Any]) -> dict[str, Scalar | tuple[Scalar, ...]]:
    return {
        key: tuple(_scalar(item, SCALARS) for item in value) if isinstance(value, list) else _scalar(value, SCALARS)
        for key, value in row.items()
    }


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row[field]
    if not isinstance(value, str):
        raise TypeError(f"{field} is no text")
    return value


def _integer(row: Mapping[str, Any], field: str) -> int:
    value = row[field]
    if not isinstance(value, int):
        raise TypeError(f"{field} is no whole number")
    return value


def _optional(value: Any) -> str | None:
    return None if value is None else _scalar(value, str)


def _scalar(value: Any, kinds: type | tuple[type, ...]) -> Any:
    if not isinstance(value, kinds):
        raise TypeError(f"{type(value).__name__} where a text or a number should be")
    return value
