"""PlatformBuilding: who builds or leads a named platform, in what part, at what level and state, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.clusters import read_clusters
from pipelines.facts.countries import as_named, country_of
from pipelines.facts.features import name_of
from pipelines.facts.optional import date_of, level_of, likely
from pipelines.facts.relation import Relation
from pipelines.facts.states import stated_states
from pipelines.facts.unspoken import read_unspoken
from pipelines.page import Page

_SITES = frozenset({"Place", "Institution", "Platform", "Enterprise", "Government"})
_OPENED = re.compile("[”》]?[^，。；]{0,4}(?:举行|举办|召开|开赛|开幕|启动|揭牌|挂牌|成立|落成|开馆|开班|启用|授牌|收官|落幕)")


def read(page: Page) -> Iterator[Claim]:
    """The platform buildings of a page."""
    told = [relation for relation in read_unspoken(page) if relation.type == "PlatformBuilding"]
    yield from read_claims(page, "PlatformBuilding", _optional, also=told)
    yield from read_clusters(page)


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    return {
        "builder_role": likely(relation, "builder_role"), "status": _status(page, relation),
        "level": level_of(page, relation), "date": date_of(relation), "place": place_of(page, relation),
    }


def _status(page: Page, relation: Relation) -> tuple[str, ...]:
    """What the text says beside the platform's name, else the network's, else what a looser word beside it stands for."""
    told = dict.fromkeys((*stated_states(page, relation), *likely(relation, "status")))
    return tuple(told) or stated_states(page, relation, loose=True)


def place_of(page: Page, relation: Relation) -> tuple[Value, ...]:
    """A place that stands after 在 in the same clause, or a site where it was opened: 在某校揭牌; else the foreign country in the platform's name."""
    sentence = relation.sentence
    clauses = {arg.clause for arg in (relation.first, relation.second) if arg.at >= 0}
    for arg in sentence.args:
        near = any(abs(arg.clause - clause) <= 1 for clause in clauses)
        site = arg.role == "l" and arg.label in _SITES and not arg.nested and arg.key != relation.second.key
        if near and site and _OPENED.match(sentence.mask, arg.right + 1):
            return (Ref(arg.key),)
    for arg in sentence.args:
        if arg.label == "Place" and arg.role == "l" and arg.clause in clauses and not arg.nested:
            return (Ref(arg.key),)
    country = country_of(name_of(page, relation.second))
    return (as_named(page, country),) if country else ()
