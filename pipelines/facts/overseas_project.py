"""OverseasProject: a platform or programme that stands for work in another country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.countries import country_of, is_abroad
from pipelines.facts.features import name_of
from pipelines.facts.optional import date_of, stretch
from pipelines.facts.relations import Relation
from pipelines.page import Page

_OUTCOME = re.compile(
    r"(?:累计|已|共|每年|首期|为|面向)?[^，。；、]{0,14}(?:培训|培养|招收|轮训|输出|结业|派出|选派|举办)[^，。；]{0,30}?\d[\d.,]*\s?(?:万)?(?:余|多)?(?:人次|名|人|期|项|门|套)[^，。；]{0,4}")


def read(page: Page) -> Iterator[Claim]:
    """The overseas projects of a page, each with its organiser at home; one whose country the text does not tell is none."""
    for claim in read_claims(page, "OverseasProject", _optional, keep=lambda relation: not is_abroad(name_of(page, relation.first))):
        if "country" in claim.roles:
            yield claim


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    start, end = stretch(relation)
    outcome = _OUTCOME.search(page.layout.text, start, min(relation.sentence.end, end + 60))
    return {
        "country": _country(page, relation), "partner": _partner(page, relation), "date": date_of(page, relation),
        "outcome": (outcome.group().strip(),) if outcome else (),
    }


def _country(page: Page, relation: Relation) -> tuple[Value, ...]:
    """A foreign place in the sentence, nearest to the project; else the country in the project's own or a partner's name."""
    places = [arg for arg in relation.sentence.args if arg.abroad and not arg.nested]
    if places:
        near = min(places, key=lambda arg: (abs(arg.at - relation.second.at), arg.at))
        return (Ref(near.key),)
    inside = country_of(name_of(page, relation.second))
    if inside:
        return (inside,)
    partner = next((country_of(name_of(page, arg)) for arg in relation.sentence.args if arg.label == "Institution"), "")
    return (partner,) if partner else ()


def _partner(page: Page, relation: Relation) -> tuple[Value, ...]:
    """Companions of the organiser in the project's clauses."""
    clauses = {relation.second.clause, relation.first.clause} if relation.first.at >= 0 else {relation.second.clause}
    return tuple(dict.fromkeys(
        Ref(arg.key) for arg in relation.sentence.args
        if arg.label in ("Institution", "Enterprise") and not arg.nested and arg.kind == "name"
        and arg.key != relation.first.key and arg.clause in clauses and arg.role in "csg"))
