"""Lines of the interchange files as records, fast: what a million lines are read with.

A line that the fast decoder refuses is read again by `kg.records`, which alone decides what is damaged and says why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

import msgspec
from msgspec import UNSET, Struct, UnsetType

from kg import records
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Literal, Mention, Redirect, RoleValue, Scalar

Decode = Callable[[bytes], Any]


class _Value(Struct, gc=False):
    """A role value: an entity where it has the field, else a literal."""

    entity: str | UnsetType = UNSET
    value: Scalar | UnsetType = UNSET


class _Fact(Struct):
    """The fields of a fact as the line has them."""

    id: str
    type: str
    roles: dict[str, tuple[_Value, ...]]
    evidence: tuple[Evidence, ...]
    confidence: float
    method: str = ""
    properties: dict[str, Scalar | tuple[Scalar, ...]] = {}  # msgspec copies it


_decode_fact: Final = msgspec.json.Decoder(_Fact).decode
# Most values come again and again; records never change, so equal ones may be one object.
_entity: Final = lru_cache(maxsize=50_000)(EntityRef)
_text: Final = lru_cache(maxsize=10_000)(Literal)


def read_fact(line: bytes) -> Fact:
    """A fact from its line. Raises msgspec.MsgspecError when the line is not as expected."""
    found = _decode_fact(line)
    roles: dict[str, Any] = found.roles
    for role, values in roles.items():  # each in its place: a second mapping would cost more
        roles[role] = (_read_value(values[0]),) if len(values) == 1 else tuple(map(_read_value, values))
    return Fact(found.id, found.type, roles, found.evidence, found.confidence, found.method, found.properties)


def _read_value(found: _Value) -> RoleValue:
    if found.entity is not UNSET:
        return _entity(found.entity)
    if found.value is UNSET:
        raise msgspec.ValidationError("a role value has neither `entity` nor `value`")
    return _text(found.value) if isinstance(found.value, str) else Literal(found.value)


_FAST: Final[Mapping[str, Decode]] = {
    "documents": msgspec.json.Decoder(Document).decode,
    "mentions": msgspec.json.Decoder(Mention).decode,
    "entities": msgspec.json.Decoder(Entity).decode,
    "facts": read_fact,
    "redirects": msgspec.json.Decoder(Redirect).decode,
}
_EXACT: Final[Mapping[str, Callable[[Mapping[str, Any]], Any]]] = {
    "documents": records.read_document,
    "mentions": records.read_mention,
    "entities": records.read_entity,
    "facts": records.read_fact,
    "redirects": records.read_redirect,
}


def line_reader(kind: str) -> Decode:
    """The function that reads a line of `<kind>.jsonl`; it raises ValueError, KeyError or TypeError when damaged."""
    fast, exact = _FAST[kind], _EXACT[kind]

    def read(line: bytes) -> Any:
        try:
            return fast(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return exact(json.loads(line))

    return read
