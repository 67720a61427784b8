"""What a single name stands for: an entry of the registry when that is sure, else a thing of its own (NIL) with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ids import entity_id
from kg.resolve.grammar.read import read_name
from kg.resolve.grammar.shape import Canonical, Context, Form
from kg.resolve.registry import Entry, Registry

SURE = 0.75
MARGIN = 0.005
LOOKALIKE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Identity:
    """A name's own identity: `id` hashes the type and `key`; `entry` is its registry entry, or None (NIL); `rivals` are names
    that it might have stood for."""

    id: str
    type: str
    key: str
    name: str
    canonical: Canonical
    entry: Entry | None
    score: float
    reason: str
    rivals: tuple[str, ...] = ()


def identify(type_: str, text: str, context: Context, registry: Registry) -> Identity:
    """The identity of a name by itself, given where it is used. Depends on nothing but its arguments."""
    canonical = read_name(type_, text, context)
    event = canonical.key[len(canonical.series) :] if canonical.series else ""
    base = canonical.series or canonical.key
    entry = registry.named(type_, base)
    if entry:
        return _linked(
            type_,
            entry,
            canonical,
            event=event,
            score=1.0,
            reason="registered name" if not event else "edition of a registered contest",
        )
    owners = registry.called(type_, base)
    if len(owners) == 1:
        return _linked(
            type_, owners[0], canonical, event=event, score=0.97, reason=f"registered alias of {owners[0].name}"
        )
    if owners:
        return _nil(type_, canonical, "alias of several: " + _list(owners), owners)
    if canonical.reason != "same name" and not canonical.open:
        return Identity(
            entity_id(type_, canonical.key),
            type_,
            canonical.key,
            canonical.name,
            canonical,
            None,
            0.95,
            canonical.reason,
        )
    return (
        _by_parts(type_, canonical, context, registry)
        or _by_shape(type_, text, canonical, registry)
        or _nil(type_, canonical, canonical.reason if canonical.open else "not registered", ())
    )


def _by_parts(type_: str, canonical: Canonical, context: Context, registry: Registry) -> Identity | None:
    found = registry.shortened(type_, canonical.key)
    if not found:
        return None
    best = [(form, entry) for form, entry in found if form.score >= found[0][0].score - MARGIN]
    if len(best) > 1 and context.place:
        near = [(form, entry) for form, entry in best if entry.place[:2] == context.place[:2]]
        best = near or best
    best = _one_body(best, context, registry)
    form, entry = best[0]
    if len(best) > 1:
        return _nil(type_, canonical, "could be " + _list([e for _, e in best]), [e for _, e in best])
    if form.score < SURE:
        return _nil(type_, canonical, f"too short to be sure of {entry.name} ({form.rule})", [entry])
    return _linked(
        type_, entry, canonical, event="", score=form.score, reason=f"short form of {entry.name}: {form.rule}"
    )


def _one_body(found: list[tuple[Form, Entry]], context: Context, registry: Registry) -> list[tuple[Form, Entry]]:
    """Rivals without those that are another's earlier or later name: the later in a text from after the change."""
    keys = {entry.key for _, entry in found}
    for step in registry.successions:
        if step.old in keys and step.new in keys:
            keys.discard(step.old if context.year > step.date[:4] else step.new)
    return [(form, entry) for form, entry in found if entry.key in keys]


def _by_shape(type_: str, text: str, canonical: Canonical, registry: Registry) -> Identity | None:
    if len(canonical.key) < LOOKALIKE_LENGTH:
        return None
    alike = registry.resembling(type_, canonical.series or text)
    if len(alike) != 1:
        return None
    event = canonical.key[len(canonical.series) :] if canonical.series else ""
    return _linked(
        type_, alike[0], canonical, event=event, score=0.9, reason=f"{alike[0].name} with characters of like shape"
    )


def _linked(type_: str, entry: Entry, canonical: Canonical, *, event: str, score: float, reason: str) -> Identity:
    key = entry.key + event
    name = entry.name if not event else canonical.name
    return Identity(entity_id(type_, key), type_, key, name, canonical, entry, score, reason)


def _nil(type_: str, canonical: Canonical, reason: str, rivals: list[Entry] | tuple[()]) -> Identity:
    names = tuple(entry.name for entry in rivals[:5])
    return Identity(
        entity_id(type_, canonical.key),
        type_,
        canonical.key,
        canonical.name,
        canonical,
        None,
        0.0,
        "NIL: " + reason,
        names,
    )


def _list(entries: list[Entry]) -> str:
    names = "、".join(entry.name for entry in entries[:4])
    return names + ("…" if len(entries) > 4 else "")
