"""Membership: a member of an alliance, group, association or committee, with its position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipelines.facts.claim import Claim
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.optional import date_of, likely
from pipelines.facts.relation import Relation, stretch
from pipelines.facts.rosters import claim_memberships, is_listed
from pipelines.page import Page

_POSITION = re.compile(
    "(?:首批)?(?:常务|联合|执行|轮值)?(?:副?理事长|副?会长|副?主任委员|副?主任|常务理事|理事|常务委员|委员|副?主席|副?秘书长|发起|指导|会员|成员)单位|秘书处|牵头|参与")

_QUOTE = re.compile(r"[”》]?的?(?:第[一二三四五六七八九十]届|首届)?")


def read(page: Page) -> Iterator[Claim]:
    """The memberships of a page: those of rosters, and the other relations."""
    yield from claim_memberships(page)
    yield from read_claims(page, "Membership", _optional, keep=lambda relation: not is_listed(page, relation))


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    return {"position": _position(page, relation), "date": date_of(relation)}


def _position(page: Page, relation: Relation) -> tuple[str, ...]:
    """The post straight behind the body, else the one named nearest after the member (or before it), else the scorer's."""
    start, end = stretch(relation)
    text = page.layout.text
    if relation.second.at > relation.first.at:
        behind = _POSITION.match(text, relation.second.end + len(_QUOTE.match(text, relation.second.end).group()))  # type: ignore[union-attr]
        if behind:
            return (behind.group(),)
    here = relation.first.start
    found = list(_POSITION.finditer(text, start, min(len(text), end + 24)))
    if found:
        nearest = min(found, key=lambda m: (abs(m.start() - here) if m.start() >= here else 3 * (here - m.end()), m.start()))
        return (nearest.group(),)
    return likely(relation, "position") or ("成员",)
