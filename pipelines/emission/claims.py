"""Claims of a page as facts with quotations; stated totals and changes of name likewise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import EntityRef, Fact, Literal, NameChange, RoleValue, StatedTotal
from pipelines.emission.mentions import local_id
from pipelines.emission.quotation import quote
from pipelines.facts.claim import Claim, Ref
from pipelines.page import Page
from pipelines.reference.lineage import Change

COUNTED = "AchievementCount"
_EXACT = re.compile(r"([0-9][0-9,]*)\s*[个项人名次件所家门部本支枚块金银铜等奖]{0,4}")


def emit_facts(page: Page, doc_id: str, claims: Iterable[Claim]) -> tuple[Fact, ...]:
    """One fact for equal claims, its evidence in the order of the text, its confidence that of the surest claim."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        filled = sorted(((r, v) for r, v in claim.roles.items() if v), key=lambda item: item[0])
        groups.setdefault((claim.type, *filled), []).append(claim)
    return tuple(
        _emit_fact(page, f"{doc_id}#f{number}", group) for number, group in enumerate(groups.values())
    )


def _emit_fact(page: Page, fact_id: str, group: list[Claim]) -> Fact:
    doc_id = fact_id.split("#")[0]
    best = max(group, key=lambda claim: claim.confidence)
    quotations = {quote(page.layout, doc_id, claim.start, claim.end) for claim in group}
    return Fact(
        fact_id,
        best.type,
        {role: tuple(_value(doc_id, value) for value in best.roles[role]) for role in sorted(best.roles) if best.roles[role]},
        tuple(sorted(quotations, key=lambda e: (e.start, e.end))),
        round(best.confidence, 4),
        best.method,
        dict(best.properties),
    )


def _value(doc_id: str, value: Ref | str | int | float) -> RoleValue:
    return EntityRef(local_id(doc_id, value.key)) if isinstance(value, Ref) else Literal(value)


def emit_totals(page: Page, doc_id: str, claims: Iterable[Claim]) -> tuple[StatedTotal, ...]:
    """The counts that the text states itself, where they are exact: 国家级奖项10项, not 近10项 or 10余项."""
    stated = {_total(page, doc_id, claim) for claim in claims if claim.type == COUNTED}
    return tuple(sorted(filter(None, stated), key=lambda total: (total.evidence.start, total.category, total.count)))


def _total(page: Page, doc_id: str, claim: Claim) -> StatedTotal | None:
    subject, category, count = (_first(claim, role) for role in ("subject", "category", "count"))
    exact = _EXACT.fullmatch(str(count))
    if exact is None or not isinstance(subject, Ref):
        return None
    evidence = quote(page.layout, doc_id, claim.start, claim.end)
    period, level = (str(_first(claim, role)) for role in ("period", "level"))
    number = int(exact.group(1).replace(",", ""))
    return StatedTotal(local_id(doc_id, subject.key), str(category), number, evidence, period, level)


def _first(claim: Claim, role: str) -> Ref | str | int | float:
    return next(iter(claim.roles.get(role, ())), "")


def emit_changes(page: Page, doc_id: str, changes: Iterable[Change]) -> tuple[NameChange, ...]:
    """Changes of name that the text states."""
    return tuple(
        NameChange(c.kind, c.old_name, c.new_name, c.date, quote(page.layout, doc_id, c.start, c.end)) for c in changes
    )
