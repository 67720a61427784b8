"""`assemble`: readings and their resolution -> one graph. Pure; the order of the readings does not matter.

Every claim has an own id that its document alone determines; a merged fact takes the smallest of its claims' own ids and
redirects the others, so an id that a smaller build gave is found again in a larger one. All quotations are kept, and so
are values that disagree: `find_conflicts` lists them. A key role that takes one value keeps one: see `resolve.variants`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.ids import normal_form
from kg.model import (
    Document,
    Entity,
    EntityRef,
    Evidence,
    Fact,
    Graph,
    Literal,
    Mention,
    Reading,
    Redirect,
    RoleValue,
    Scalar,
)
from kg.resolve.claims import Claim, fact_year, group_claims, make_claims
from kg.resolve.conflicts import disputed_roles, find_conflicts
from kg.resolve.records import Decision, Resolution
from kg.resolve.variants import keep_one

__all__ = ["assemble", "find_conflicts"]


def assemble(readings: Sequence[Reading], resolution: Resolution) -> Graph:
    """The graph of all readings; equal inputs in any order give an equal graph."""
    documents = (_place_document(reading.document, resolution) for reading in readings)
    facts, moved = _assemble_facts(readings, resolution)
    return Graph(
        documents=tuple(sorted(documents, key=lambda d: d.doc_id)),
        mentions=tuple(sorted(_mentions(readings, resolution), key=lambda m: (m.doc_id, m.start, m.end, m.type))),
        entities=resolution.entities,
        facts=tuple(sorted(facts, key=lambda fact: fact.id)),
        redirects=tuple(sorted({*resolution.redirects, *moved}, key=lambda r: (r.old, r.new))),
    )


def _place_document(document: Document, resolution: Resolution) -> Document:
    subject = resolution.ids.get((document.doc_id, document.subject)) if document.subject else None
    return replace(document, subject=subject)


def _mentions(readings: Iterable[Reading], resolution: Resolution) -> Iterable[Mention]:
    for reading in readings:
        for mention in reading.mentions:
            yield replace(mention, entity_id=resolution.ids[mention.doc_id, mention.entity_id])


def _assemble_facts(readings: Sequence[Reading], resolution: Resolution) -> tuple[list[Fact], set[Redirect]]:
    entities = {entity.id: entity for entity in resolution.entities}
    facts: dict[str, Fact] = {}
    moved: set[Redirect] = set()
    for group in group_claims(make_claims(readings, resolution)):
        fact = _decide(_merge(group, resolution, entities), {c.own for c in group}, resolution.decisions)
        if fact is None:
            continue
        if fact.id in facts:  # one document's id for facts that resolution tells apart, as by the year
            fact = replace(fact, id=fact.id + "-" + (fact_year(fact, entities) or "other"))
        facts[fact.id] = fact
        moved |= {Redirect(claim.own, fact.id, "fact merged") for claim in group if claim.own != fact.id}
    return list(facts.values()), {redirect for redirect in moved if redirect.old not in facts}


def _merge(group: Sequence[Claim], resolution: Resolution, entities: Mapping[str, Entity]) -> Fact:
    roles: dict[str, list[RoleValue]] = defaultdict(list)
    for claim in group:
        for role, values in claim.fact.roles.items():
            roles[role] += values
    best = max(group, key=lambda c: (c.fact.confidence, c.fact.method, c.own)).fact
    properties: dict[str, Scalar | tuple[Scalar, ...]] = {}
    for claim in group:
        for name, value in claim.fact.properties.items():
            properties.setdefault(name, value)
    fact = replace(
        best,
        id=min(claim.own for claim in group),
        roles={role: _fold(role, roles[role], resolution.successors) for role in sorted(roles)},
        evidence=_quotations(group),
        properties=properties,
    )
    fact = keep_one(fact, best=best, entities=entities)
    disputed = disputed_roles(fact)
    return replace(fact, properties={**fact.properties, "conflict": tuple(disputed)}) if disputed else fact


def _quotations(group: Sequence[Claim]) -> tuple[Evidence, ...]:
    """All pieces of evidence, the smaller one where one document's pieces enclose each other."""
    pieces = {e for claim in group for e in claim.fact.evidence}
    kept = [
        e
        for e in pieces
        if not any(o != e and o.doc_id == e.doc_id and e.start <= o.start and o.end <= e.end for o in pieces)
    ]
    return tuple(sorted(kept, key=lambda e: (e.doc_id, e.start, e.end)))


def _fold(role: str, values: Sequence[RoleValue], successors: Mapping[str, str]) -> tuple[RoleValue, ...]:
    """Role values without repetition: entities by id (today's body where both are named), dates by the fullest, texts by form."""
    kept: dict[str, RoleValue] = {}
    entities = {value.entity for value in values if isinstance(value, EntityRef)}
    for value in sorted(values, key=_order):
        if isinstance(value, EntityRef):
            today = successors.get(value.entity, value.entity)
            kept[value.entity] = EntityRef(today if today in entities else value.entity)
        else:
            kept.setdefault(normal_form(str(value.value)), value)
    if role == "date":
        texts = [str(v.value) for v in kept.values() if isinstance(v, Literal)]
        kept = {k: v for k, v in kept.items() if not isinstance(v, Literal) or not _is_vague(str(v.value), texts)}
    return tuple(sorted(set(kept.values()), key=_order))


def _is_vague(date: str, dates: Iterable[str]) -> bool:
    return any(other != date and other.startswith(date + "-") for other in dates)


def _order(value: RoleValue) -> tuple[str, str]:
    return (type(value).__name__, value.entity if isinstance(value, EntityRef) else str(value.value))


def _decide(fact: Fact, own: set[str], decisions: Sequence[Decision]) -> Fact | None:
    """The fact as people decided: None when rejected, with corrected roles otherwise."""
    for decision in decisions:
        if decision.left != fact.id and decision.left not in own:
            continue
        if decision.kind == "reject":
            return None
        if decision.kind == "correct":
            values = tuple(_role_value(value) for value in decision.values)
            roles = (
                {**fact.roles, decision.role: values}
                if values
                else {r: v for r, v in fact.roles.items() if r != decision.role}
            )
            fact = replace(
                fact, roles=dict(sorted(roles.items())), properties={**fact.properties, "corrected": decision.id}
            )
    return fact


def _role_value(value: Scalar) -> RoleValue:
    text = str(value)
    return EntityRef(text.removeprefix("entity:")) if text.startswith("entity:") else Literal(value)
