"""Page -> claims of all fact types."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterable
from functools import cache

from pipelines.facts.claim import Claim, Ref
from pipelines.page import Page

Reader = Callable[[Page], Iterable[Claim]]
MODULES = (
    "partnership", "platform_building", "membership", "competition_result", "honor", "program_participation",
    "overseas_project", "hosting", "affiliation", "achievement_count", "indicator",
    "tables.lists",
)


@cache
def readers() -> tuple[Reader, ...]:
    """The `read` function of each fact module that exists."""
    names = [f"pipelines.facts.{name}" for name in MODULES]
    return tuple(importlib.import_module(name).read for name in names if importlib.util.find_spec(name))


def extract(page: Page) -> tuple[Claim, ...]:
    """All claims of a page, equal ones merged, in the order of the text."""
    merged: dict[tuple[object, ...], Claim] = {}
    for read in readers():
        for claim in read(page):
            if _is_party_work(page, claim):
                continue
            key = (claim.type, claim.start, claim.end, tuple(sorted(claim.roles.items())))
            known = merged.get(key)
            if known is None or known.confidence < claim.confidence:
                merged[key] = claim
    return tuple(sorted(merged.values(), key=lambda claim: (claim.start, claim.end, claim.type)))


_PARTY = re.compile("党建|党支部|党总支")
_BUILT = {"PlatformBuilding": "platform", "Membership": "body"}


def _is_party_work(page: Page, claim: Claim) -> bool:
    """Party building is told by honours and programmes alone (guidelines, fact rule 7): no platforms of it, no members of these."""
    value = next(iter(claim.roles.get(_BUILT.get(claim.type, ""), ())), None)
    return isinstance(value, Ref) and _PARTY.search(page.entities[value.key].name) is not None
