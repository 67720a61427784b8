"""Partnership: an institution and its partner, with the form of their work, its product and its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.optional import date_of, likely
from pipelines.facts.relations import Relation, relate
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """The partnerships of a page."""
    built = _built(page)

    def optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
        both = (built.get((id(relation.sentence), relation.first.key), {}), built.get((id(relation.sentence), relation.second.key), {}))
        shared = tuple(Ref(key) for key in both[0] if key in both[1])
        return {"form": likely(relation, "form", single=False), "product": shared, "date": date_of(page, relation)}

    yield from read_claims(page, "Partnership", optional, keep=lambda r: r.first.label == "Institution" or r.first.label != "Enterprise")


def _built(page: Page) -> dict[tuple[int, int], dict[int, None]]:
    """(sentence, builder) -> platforms, in order."""
    found: dict[tuple[int, int], dict[int, None]] = {}
    for relation in relate(page):
        if relation.type == "PlatformBuilding":
            found.setdefault((id(relation.sentence), relation.first.key), {})[relation.second.key] = None
    return found
