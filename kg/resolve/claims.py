"""Facts of single documents as claims, and which claims state one fact.

A fact's identity: its type, its key roles after resolution, and for prizes the year. A renamed body counts as today's body, an
edition of a contest as its series and year, so a report and a feature that name them differently still agree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import ontology
from kg.ids import digest, normal_form
from kg.model import Entity, EntityRef, Fact, Reading, RoleValue
from kg.resolve.records import Resolution

OPTIONAL: Mapping[str, tuple[str, ...]] = {"CompetitionResult": ("work", "date"), "Honor": ("date",)}
NUMBERS = frozenset({"count", "value"})


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact of one document: `fact` with resolved roles, `own` the id its document alone gives, `fixed` the identity without
    what a text may leave out, `optional` the values of the roles it may leave out ("" when it does), `year` the year of the text, `held` whether the contest's name tells its edition."""

    own: str
    fact: Fact
    fixed: str
    optional: tuple[str, ...]
    doc_id: str
    year: str
    held: bool


@cache
def key_roles(fact_type: str) -> tuple[str, ...]:
    """Key roles of a fact type, by the ontology; none for a type it does not know."""
    known = ontology.load().fact_types.get(fact_type)
    return known.key_roles if known else ()


def make_claims(readings: Iterable[Reading], resolution: Resolution) -> list[Claim]:
    """All claims of all readings, in an order of their own."""
    entities = {entity.id: entity for entity in resolution.entities}
    claims = []
    for reading in readings:
        claims += _part_levels([_claim(reading, fact, resolution, entities) for fact in reading.facts])
    return sorted(claims, key=lambda c: (c.own, c.doc_id, [(e.start, e.end) for e in c.fact.evidence], c.fact.method))


def _level(claim: Claim) -> str:
    return "|".join(sorted(text_of(value, "level") for value in claim.fact.roles.get("level", ())))


def _levels_apart(claims: Iterable[Claim]) -> bool:
    """Whether one document states several levels: a table of 国家级 and 市级 prizes lists different prizes."""
    levels: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        levels[claim.doc_id].add(_level(claim))
    return any(len(found - {""}) > 1 for found in levels.values())


def _part_levels(claims: list[Claim]) -> list[Claim]:
    """Give claims of one document that differ by level ids of their own."""
    same: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        same[claim.own].append(claim)
    return [
        replace(claim, own="f" + digest(claim.own, _level(claim))) if _level(claim) and _levels_apart(group) else claim
        for group in same.values()
        for claim in group
    ]


def _claim(reading: Reading, fact: Fact, resolution: Resolution, entities: Mapping[str, Entity]) -> Claim:
    doc_id = reading.document.doc_id
    resolved = _map_roles(fact, lambda local: resolution.ids[doc_id, local])
    own = _map_roles(fact, lambda local: resolution.own[doc_id, local])
    optional = OPTIONAL.get(fact.type, ())
    year = fact_year(resolved, entities)
    fixed = [[role, _values(resolved, role, resolution, entities)] for role in _keys(fact) if role not in optional]
    left_out = tuple(
        year if role == "date" else "|".join(_values(resolved, role, resolution, entities)) for role in optional
    )
    return Claim(
        _own_id(own),
        resolved,
        digest("identity", fact.type, fixed),
        left_out,
        doc_id,
        (reading.document.date or "")[:4],
        _names_event(resolved, entities),
    )


def _keys(fact: Fact) -> tuple[str, ...]:
    return key_roles(fact.type) or tuple(sorted(fact.roles))


def _map_roles(fact: Fact, to_id: Callable[[str], str]) -> Fact:
    roles = {
        role: tuple(EntityRef(to_id(v.entity)) if isinstance(v, EntityRef) else v for v in values)
        for role, values in sorted(fact.roles.items())
    }
    return replace(fact, roles=roles)


def _own_id(fact: Fact) -> str:
    keys = [[role, sorted(text_of(v, role) for v in fact.roles.get(role, ()))] for role in _keys(fact)]
    when = dates_of(fact)[:1] if fact.type == "Honor" else []
    return "f" + digest("fact", fact.type, keys, [date[:4] for date in when])


def text_of(value: RoleValue, role: str) -> str:
    """A role value as compared: entity id, number, or normalised text."""
    if isinstance(value, EntityRef):
        return value.entity
    text = normal_form(str(value.value))
    if role in ("date", "period"):
        return text
    number = re.search(r"\d+(?:\.\d+)?", str(value.value).replace(",", "")) if role in NUMBERS else None
    return str(float(number.group())) if number else text


def _values(fact: Fact, role: str, resolution: Resolution, entities: Mapping[str, Entity]) -> list[str]:
    found = set()
    for value in fact.roles.get(role, ()):
        text = text_of(value, role)
        text = resolution.successors.get(text, text)
        if role == "competition" and text in entities:
            text = str(entities[text].properties.get("series", text)) + _event(entities[text])
        found.add(text)
    return sorted(found)


def _event(entity: Entity) -> str:
    """What tells events of a series apart beside the year, which counts once, as the fact's year."""
    edition = "" if entity.properties.get("year") else str(entity.properties.get("edition", ""))
    return edition + str(entity.properties.get("stage", ""))


def fact_year(fact: Fact, entities: Mapping[str, Entity]) -> str:
    """The year of a prize: of its date, else of the contest's or award's edition; "" when unknown."""
    dates = dates_of(fact)
    if dates:
        return dates[0][:4] if re.match(r"\d{4}", dates[0]) else normal_form(dates[0])
    for role in ("competition", "award"):
        for value in fact.roles.get(role, ()):
            if isinstance(value, EntityRef) and value.entity in entities:
                year = entities[value.entity].properties.get("year")
                if year:
                    return str(year)
    return ""


def _names_event(fact: Fact, entities: Mapping[str, Entity]) -> bool:
    """Whether the contest's own name tells which time it was held."""
    held = [v.entity for v in fact.roles.get("competition", ()) if isinstance(v, EntityRef) and v.entity in entities]
    return any(entities[own].properties.get("edition") for own in held)


def dates_of(fact: Fact) -> list[str]:
    """The dates of a fact, sorted."""
    return sorted(str(v.value) for v in fact.roles.get("date", ()) if not isinstance(v, EntityRef))


def group_claims(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims that state one fact. A claim that leaves out the work or the year joins the only fuller one it can mean."""
    groups: dict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.fixed, claim.optional].append(claim)
    by_fixed: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for fixed, optional in groups:
        by_fixed[fixed].append(optional)
    for fixed, variants in by_fixed.items():
        for short in sorted(variants, key=lambda o: (sum(map(bool, o)), o)):
            fuller = [full for full in variants if full != short and (fixed, full) in groups and _covers(full, short)]
            if len(fuller) == 1 and _may_join(groups[fixed, short], groups[fixed, fuller[0]]):
                groups[fixed, fuller[0]] += groups.pop((fixed, short))
    return [part for key in sorted(groups) for part in _by_level(groups[key])]


def _by_level(group: list[Claim]) -> list[list[Claim]]:
    if not _levels_apart(group):
        return [group]
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in group:
        parts[_level(claim)].append(claim)
    return [parts[level] for level in sorted(parts)]


def _covers(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return all(not s or s == f for s, f in zip(short, full, strict=True))


def _may_join(short: Sequence[Claim], full: Sequence[Claim]) -> bool:
    """Whether texts support it: other documents, no count that differs, and for a missing year a text of that year."""
    if {c.doc_id for c in short} & {c.doc_id for c in full}:
        return False
    if any(text_of(v, "count") not in {"1.0"} for c in short for v in c.fact.roles.get("count", ())):
        return False
    years = {c.optional[-1] for c in full}
    missing = any(not c.optional[-1] for c in short)
    return not missing or all(c.year in years or c.held for c in short)
