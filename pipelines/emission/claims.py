"""Claims of a page as facts with quotations; stated totals and changes of name likewise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kg.model import EntityRef, Evidence, Fact, Literal, NameChange, RoleValue, StatedTotal
from pipelines.emission.mentions import local_id
from pipelines.emission.quotation import quote
from pipelines.facts.claim import Claim, Ref
from pipelines.page import Page


class Total(Protocol):
    """A total that the text states itself; `subject` is an entity key, `start:end` a clean range."""

    @property
    def subject(self) -> int: ...
    @property
    def category(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def level(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Change(Protocol):
    """A change of name that the text states; `start:end` is a clean range."""

    @property
    def kind(self) -> str: ...
    @property
    def old_name(self) -> str: ...
    @property
    def new_name(self) -> str: ...
    @property
    def date(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Found:
    """What the readers of a page gave."""

    claims: tuple[Claim, ...]
    totals: tuple[Total, ...] = ()
    changes: tuple[Change, ...] = ()


def emit_facts(page: Page, doc_id: str, claims: Iterable[Claim]) -> tuple[Fact, ...]:
    """One fact for equal claims, its evidence in the order of the text, its confidence that of the surest claim."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.type, *sorted(claim.roles.items(), key=lambda item: item[0])), []).append(claim)
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
        {role: tuple(_value(doc_id, value) for value in best.roles[role]) for role in sorted(best.roles)},
        tuple(sorted(quotations, key=lambda e: (e.start, e.end))),
        round(best.confidence, 4),
        best.method,
        dict(best.properties),
    )


def _value(doc_id: str, value: Ref | str | int | float) -> RoleValue:
    return EntityRef(local_id(doc_id, value.key)) if isinstance(value, Ref) else Literal(value)


def emit_totals(page: Page, doc_id: str, totals: Iterable[Total]) -> tuple[StatedTotal, ...]:
    """Totals that the text states itself; the subject as local entity id."""
    return tuple(
        StatedTotal(local_id(doc_id, t.subject), t.category, t.count, _quote(page, doc_id, t), t.period, t.level)
        for t in totals
    )


def emit_changes(page: Page, doc_id: str, changes: Iterable[Change]) -> tuple[NameChange, ...]:
    """Changes of name that the text states."""
    return tuple(
        NameChange(c.kind, c.old_name, c.new_name, c.date, _quote(page, doc_id, c)) for c in changes
    )


def _quote(page: Page, doc_id: str, item: Total | Change) -> Evidence:
    return quote(page.layout, doc_id, item.start, item.end)
