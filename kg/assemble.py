"""`assemble`: readings and their resolution -> one graph. Pure; the order of the readings does not matter.

A fact's identity is its type, its key roles after resolution and, for prizes, the year. Every claim has an own id that its
document alone determines; a merged fact takes the smallest of its claims' own ids and redirects the others, so an id
that a smaller build gave is found again in a larger one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.ids import digest, normal_form
from kg.model import Document, EntityRef, Evidence, Fact, Graph, Literal, Mention, Reading, Redirect, RoleValue
from kg.resolve.records import Resolution

KEY_ROLES: Mapping[str, tuple[str, ...]] = {
    "Partnership": ("institution", "partner"),
    "PlatformBuilding": ("platform", "builder"),
    "Membership": ("member", "body"),
    "CompetitionResult": ("recipient", "competition", "award", "work", "date"),
    "Honor": ("recipient", "award"),
    "ProgramParticipation": ("participant", "program"),
    "OverseasProject": ("project", "country", "organizer"),
    "Hosting": ("host", "event"),
    "Affiliation": ("person", "unit", "organization"),
    "AchievementCount": ("subject", "category", "count", "period"),
    "Indicator": ("subject", "indicator", "period", "value"),
}


@dataclass(frozen=True, slots=True)
class _Claim:
    """A fact of one document with its resolved roles, its own id and its identity after resolution."""

    own: str
    identity: str
    fact: Fact


def assemble(readings: Sequence[Reading], resolution: Resolution) -> Graph:
    """The graph of all readings; equal inputs in any order give an equal graph."""
    claims = [_claim(reading, fact, resolution) for reading in readings for fact in reading.facts]
    groups: dict[str, list[_Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.identity].append(claim)
    facts = sorted((_merge(group) for group in groups.values()), key=lambda fact: fact.id)
    redirects = {Redirect(c.own, min(m.own for m in g), "fact merged") for g in groups.values() for c in g}
    moved = {r for r in redirects if r.old != r.new}
    return Graph(
        documents=tuple(sorted({_document_of(r, resolution) for r in readings}, key=lambda d: d.doc_id)),
        mentions=tuple(sorted(_mentions(readings, resolution), key=lambda m: (m.doc_id, m.start, m.end, m.type))),
        entities=resolution.entities,
        facts=tuple(facts),
        redirects=tuple(sorted({*resolution.redirects, *moved}, key=lambda r: (r.old, r.new))),
    )


def _document_of(reading: Reading, resolution: Resolution) -> Document:
    document = reading.document
    subject = resolution.ids.get((document.doc_id, document.subject)) if document.subject else None
    return replace(document, subject=subject)


def _mentions(readings: Iterable[Reading], resolution: Resolution) -> Iterable[Mention]:
    for reading in readings:
        for mention in reading.mentions:
            yield replace(mention, entity_id=resolution.ids[mention.doc_id, mention.entity_id])


def _claim(reading: Reading, fact: Fact, resolution: Resolution) -> _Claim:
    doc_id = reading.document.doc_id
    resolved = _map_roles(fact, lambda local: resolution.ids[doc_id, local])
    own = _map_roles(fact, lambda local: resolution.own[doc_id, local])
    return _Claim(_identity(own), _identity(resolved), resolved)


def _map_roles(fact: Fact, to_id: Callable[[str], str]) -> Fact:
    roles = {
        role: tuple(EntityRef(to_id(v.entity)) if isinstance(v, EntityRef) else v for v in values)
        for role, values in sorted(fact.roles.items())
    }
    return replace(fact, roles=roles)


def _identity(fact: Fact) -> str:
    keys = KEY_ROLES.get(fact.type, tuple(fact.roles))
    return "f" + digest("fact", fact.type, [[role, sorted(_text(v) for v in fact.roles.get(role, ()))] for role in keys])


def _text(value: RoleValue) -> str:
    return value.entity if isinstance(value, EntityRef) else normal_form(str(value.value))


def _merge(group: Sequence[_Claim]) -> Fact:
    roles: dict[str, dict[RoleValue, None]] = defaultdict(dict)
    for claim in group:
        for role, values in claim.fact.roles.items():
            roles[role].update(dict.fromkeys(values))
    evidence: set[Evidence] = {e for claim in group for e in claim.fact.evidence}
    best = max(group, key=lambda claim: (claim.fact.confidence, claim.fact.method)).fact
    return replace(
        best,
        id=min(claim.own for claim in group),
        roles={role: tuple(sorted(roles[role], key=_order)) for role in sorted(roles)},
        evidence=tuple(sorted(evidence, key=lambda e: (e.doc_id, e.start, e.end))),
    )


def _order(value: RoleValue) -> tuple[str, str]:
    return (type(value).__name__, value.entity if isinstance(value, EntityRef) else str(value.value))


def find_conflicts(graph: Graph) -> list[dict[str, object]]:
    """Facts that disagree about a single-valued role (count, level, value), for `report.json`."""
    single = ("count", "level", "value", "date")
    return [
        {"fact": fact.id, "type": fact.type, "role": role, "values": [v.value for v in values if isinstance(v, Literal)]}
        for fact in graph.facts
        for role, values in fact.roles.items()
        if role in single and len(values) > 1
    ]
