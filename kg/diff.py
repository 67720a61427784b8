"""Two builds compared: which documents, entities and facts came, went or changed. Equal ids mean the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg import interchange, records
from kg.model import Document, Entity, EntityRef, Fact

KINDS = ("documents", "entities", "facts")

T = TypeVar("T", Document, Entity, Fact)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `how` is added, removed, changed or merged; `detail` says what differs; ids are of `kind`."""

    kind: str
    how: str
    id: str
    type: str
    text: str
    detail: str = ""


def diff(old: str | Path, new: str | Path) -> tuple[Change, ...]:
    """The changes from the old build to the new, by kind, then how, then id."""
    before, after = interchange.open_build(old).path, interchange.open_build(new).path
    names = {e.id: e.name for folder in (before, after) for e in interchange.iter_entities(folder)}
    moved = {redirect.old: redirect.new for redirect in interchange.iter_redirects(after)}

    def describe_fact(fact: Fact) -> str:
        return "; ".join(f"{role}={_role_text(fact, role, names)}" for role in fact.roles)

    changes = [
        *_compare("documents", interchange.iter_documents(before), interchange.iter_documents(after),
                  View(lambda d: (d.doc_id, ""), lambda d: d.source, records.document_row), {}),
        *_compare("entities", interchange.iter_entities(before), interchange.iter_entities(after),
                  View(lambda e: (e.id, e.type), lambda e: e.name, records.entity_row), moved),
        *_compare("facts", interchange.iter_facts(before), interchange.iter_facts(after),
                  View(lambda f: (f.id, f.type), describe_fact, records.fact_row), moved),
    ]
    return tuple(sorted(changes, key=lambda c: (KINDS.index(c.kind), c.how, c.type, c.text, c.id)))


def count(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Numbers by kind and how."""
    table: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    for change in changes:
        table[change.kind][change.how] = table[change.kind].get(change.how, 0) + 1
    return table


@dataclass(frozen=True, slots=True)
class View:
    """How a record is seen: its id and type, a line for people, and its row."""

    key: Callable[[Any], tuple[str, str]]
    text: Callable[[Any], str]
    row: Callable[[Any], Mapping[str, Any]]


def _compare(
    kind: str, before: Iterable[T], after: Iterable[T], view: View, moved: Mapping[str, str]
) -> Iterable[Change]:
    old = {view.key(record)[0]: record for record in before}
    new = {view.key(record)[0]: record for record in after}
    for id_ in new.keys() - old.keys():
        yield _change(kind, "added", new[id_], view)
    for id_ in old.keys() - new.keys():
        if id_ in moved:
            yield _change(kind, "merged", old[id_], view, f"now {moved[id_]}")
        else:
            yield _change(kind, "removed", old[id_], view)
    for id_ in old.keys() & new.keys():
        fields = _differing(view.row(old[id_]), view.row(new[id_]))
        if fields:
            yield _change(kind, "changed", new[id_], view, ", ".join(fields))


def _change(kind: str, how: str, record: T, view: View, detail: str = "") -> Change:
    id_, type_ = view.key(record)
    return Change(kind, how, id_, type_, view.text(record), detail)


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """The fields whose values differ; of roles, the role names."""
    fields = [name for name in new if name != "roles" and old.get(name) != new[name]]
    old_roles, new_roles = old.get("roles", {}), new.get("roles", {})
    return fields + [role for role in sorted({*old_roles, *new_roles}) if old_roles.get(role) != new_roles.get(role)]


def _role_text(fact: Fact, role: str, names: Mapping[str, str]) -> str:
    return "、".join(
        names.get(value.entity, value.entity) if isinstance(value, EntityRef) else str(value.value)
        for value in fact.roles[role]
    )
