"""Partnership: an institution and its partner, with the form of their work, its product and its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.optional import date_of, likely
from pipelines.facts.relation import Relation
from pipelines.facts.relations import relate
from pipelines.facts.unspoken import read_unspoken
from pipelines.page import Page

JOINT = frozenset({"form", "product", "date"})
"""What two partners do together is told in several places, each with its own form, product and date."""


def read(page: Page) -> Iterator[Claim]:
    """The partnerships of a page."""
    built = _built(page)

    def optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
        both = (built.get(relation.first.key, {}), built.get(relation.second.key, {}))
        shared = tuple(Ref(key) for key in both[0] if key in both[1])
        return {"form": likely(relation, "form", single=False), "product": shared, "date": date_of(relation)}

    told = [relation for relation in read_unspoken(page) if relation.type == "Partnership"]
    yield from read_claims(page, "Partnership", optional, keep=_has_school, joint=JOINT, also=told)


def _has_school(relation: Relation) -> bool:
    """Whether the first end can be the institution of a partnership."""
    return relation.first.label != "Enterprise"


def _built(page: Page) -> dict[int, dict[int, None]]:
    """Builder -> platforms, in order."""
    found: dict[int, dict[int, None]] = {}
    for relation in (*relate(page), *read_unspoken(page)):
        if relation.type == "PlatformBuilding":
            found.setdefault(relation.first.key, {})[relation.second.key] = None
    return found
