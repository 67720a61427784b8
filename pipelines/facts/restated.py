"""A figure stated again - in another sentence, or in text and table - is one fact with several pieces of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pipelines.facts.claim import Claim

NAMES = {"Indicator": ("indicator", "value"), "AchievementCount": ("category", "count")}


def unify(claims: Iterable[Claim]) -> list[Claim]:
    """The claims with the roles of restated figures made those of the surest statement, so that equal facts are equal."""
    kept: dict[tuple[object, ...], list[Claim]] = {}
    out: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.start)):
        name_role, number_role = NAMES[claim.type]
        key = (claim.type, claim.roles["subject"], claim.roles[number_role], _year(claim))
        known = next((k for k in kept.get(key, []) if _alike(k, claim, name_role)), None)
        if known is None:
            kept.setdefault(key, []).append(claim)
            out.append(claim)
        else:
            out.append(replace(claim, roles=known.roles))
    return sorted(out, key=lambda c: (c.start, c.end))


def _year(claim: Claim) -> str:
    """The year a figure holds for, the later one of a school year."""
    years: list[str] = re.findall(r"\d{4}", str(next(iter(claim.roles.get("period", ())), "")))
    return years[-1] if years else ""


def _alike(one: Claim, other: Claim, role: str) -> bool:
    """One name holds the other and is not much longer."""
    a, b = sorted((str(one.roles[role][0]), str(other.roles[role][0])), key=len)
    return a in b and len(a) * 10 >= 6 * len(b)
