"""Partnership: an institution and its partner, with the form of their work, its product and its date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.features import name_of
from pipelines.facts.forms import spoken_forms, written_forms
from pipelines.facts.optional import date_of, likely
from pipelines.facts.relation import Relation, own_clauses
from pipelines.facts.relations import relate
from pipelines.facts.rosters import is_listed
from pipelines.facts.unspoken import read_unspoken
from pipelines.page import Page

JOINT = frozenset({"form", "product", "date"})
"""What two partners do together is told in several places, each with its own form, product and date."""

BUILDING = frozenset({"共建", "订单班"})
"""Forms of work that have a platform for a product."""

GOODS = {
    **dict.fromkeys(("现代学徒制", "学徒制", "联合培养", "贯通培养", "中高职贯通培养", "“3+2”贯通培养"), "Major"),
    **dict.fromkeys(("中外合作办学", "合作办学", "联合申报"), "Program"),
}
"""Forms of work that have no platform for a product: majors are taught together, programmes held or applied for."""


def read(page: Page) -> Iterator[Claim]:
    """The partnerships of a page."""
    built = _built(page)

    def optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
        both = (built.get(relation.first.key, {}), built.get(relation.second.key, {}))
        shared, forms = [key for key in both[0] if key in both[1]], written_forms(page, relation, likely(relation, "form", single=False)) or spoken_forms(page, relation)
        platforms = shared or _only_platform(relation, forms, {*both[0], *both[1]})
        products = tuple(Ref(key) for key in dict.fromkeys((*platforms, *_goods(relation, forms))))
        return {"form": forms, "product": products, "date": date_of(relation)}

    told = [relation for relation in read_unspoken(page) if relation.type == "Partnership"]

    def keep(relation: Relation) -> bool:
        return _has_school(relation) and not is_listed(page, relation) and not _only_publishes(page, relation)

    yield from read_claims(page, "Partnership", optional, keep=keep, joint=JOINT, also=told)


def _only_platform(relation: Relation, forms: Sequence[str], built: Collection[int]) -> list[int]:
    """The one platform that the clauses of the two name, or their row, and that one of them builds: of partners who build or teach classes."""
    sentence = relation.sentence
    if not sentence.columns and not BUILDING.intersection(forms):
        return []
    near = own_clauses(relation)
    found = {arg.key: None for arg in sentence.args if arg.label == "Platform" and not arg.nested and (sentence.columns or arg.clause in near)}
    return [key for key in found if key in built] if len(found) == 1 else []


def _goods(relation: Relation, forms: Sequence[str]) -> Iterator[int]:
    """The majors or programmes of the clauses, and of the next, that a form of work is about."""
    labels, near, row = {GOODS[form] for form in forms if form in GOODS}, own_clauses(relation), relation.sentence.columns
    return (
        arg.key for arg in relation.sentence.args
        if arg.label in labels and arg.key >= 0 and not arg.nested and (row or near.start <= arg.clause <= near.stop))


_PUBLISHER = re.compile("出版(?:社|集团)")
_TOGETHER = re.compile("合作|共建|共同|联合|携手|签|协议")


def _only_publishes(page: Page, relation: Relation) -> bool:
    """Whether the partner is the publisher of a school's books, and nothing is said of work together."""
    return _PUBLISHER.search(name_of(page, relation.second)) is not None and not _TOGETHER.search(relation.sentence.mask)


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
