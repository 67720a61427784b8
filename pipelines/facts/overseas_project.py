"""OverseasProject: a platform or programme that stands for work in another country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipelines.facts.candidates import SPECS
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.countries import as_named, country_of, is_abroad
from pipelines.facts.features import name_of
from pipelines.facts.optional import date_of
from pipelines.facts.relation import Relation, stretch
from pipelines.facts.relations import relate
from pipelines.facts.scene import Arg, Sentence, read_sentences
from pipelines.facts.unspoken import read_unspoken
from pipelines.page import Page

_OUTCOME = re.compile(
    r"(?:累计|已|共|每年|首期|为|面向)?[^，。；、]{0,14}(?:培训|培养|招收|轮训|输出|结业|派出|选派|举办)[^，。；]{0,30}?\d[\d.,]*\s?(?:万)?(?:余|多)?(?:人次|名|人|期|项|门|套)[^，。；]{0,4}")


_PROJECT = next(number for number, spec in enumerate(SPECS) if spec.type == "OverseasProject")
_FOREIGN = re.compile("国立|皇家|[A-Za-z]{3}")
_BUILT = re.compile("共建|合建|建立|建设|建成|新建|开办|开设|设立|创办|创建|成立|揭牌|启用|打造")
NAMED = 0.6
"""The confidence of a project that only its name puts abroad, at most."""


def read(page: Page) -> Iterator[Claim]:
    """The overseas projects of a page, each with its organiser at home; one whose country the text does not tell is none."""
    for claim in read_claims(page, "OverseasProject", _optional, keep=lambda relation: _at_home(page, relation.first), also=_named_abroad(page)):
        if "country" in claim.roles:
            yield claim


def _at_home(page: Page, arg: Arg) -> bool:
    """Whether a school is no foreign one, by its name."""
    name = name_of(page, arg)
    return not is_abroad(name) and not _FOREIGN.search(name)


def _named_abroad(page: Page) -> list[Relation]:
    """Platforms that carry a country in their name or are said to be built in one (在泰国建立), with their builder at home - the text's own
    school, else the surest -, where the scorer gives them no organiser."""
    known = {relation.second.key for relation in relate(page) if relation.spec == _PROJECT and _at_home(page, relation.first)}
    abroad = {arg.key: (sentence, arg) for sentence in read_sentences(page) for arg in sentence.args if _is_built_abroad(sentence, arg)}
    best: dict[int, Relation] = {}
    for relation in (*relate(page), *read_unspoken(page)):
        key = relation.second.key
        if relation.type != "PlatformBuilding" or key in known or key < 0 or relation.first.label != "Institution":
            continue
        if not (country_of(name_of(page, relation.second)) or key in abroad) or not _at_home(page, relation.first):
            continue
        if key not in best or _rank(page, relation) > _rank(page, best[key]):
            best[key] = relation
    return [_as_project(relation, *abroad.get(key, (relation.sentence, relation.second))) for key, relation in best.items()]


def _as_project(relation: Relation, sentence: Sentence, project: Arg) -> Relation:
    """A builder's relation as an organiser's, told where the sentence puts the project abroad; the builder may be named in another one."""
    first = relation.first if sentence is relation.sentence else replace(relation.first, at=-1, left=-1, right=-1, clause=0)
    return replace(relation, spec=_PROJECT, sentence=sentence, first=first, second=project, confidence=min(NAMED, relation.confidence), odds={})


def _is_built_abroad(sentence: Sentence, built: Arg) -> bool:
    """Whether 在 a foreign place and a verb of building stand before a platform in its clause."""
    if built.label != "Platform" or built.at < 0 or built.nested:
        return False
    places = (arg for arg in sentence.args if arg.abroad and arg.role == "l" and arg.clause == built.clause and arg.at < built.at)
    return any(_BUILT.search(sentence.mask, arg.at + 1, built.at) for arg in places)


def _rank(page: Page, relation: Relation) -> tuple[bool, float]:
    return relation.first.key == page.subject_at(relation.sentence.start), relation.confidence


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    start, end = stretch(relation)
    outcome = _OUTCOME.search(page.layout.text, start, min(relation.sentence.end, end + 60))
    return {
        "country": _country(page, relation), "partner": _partner(page, relation), "date": date_of(relation),
        "outcome": (outcome.group().strip(),) if outcome else (),
    }


def _country(page: Page, relation: Relation) -> tuple[Value, ...]:
    """A foreign place in the sentence, nearest to the project; else, or where that is a region (非洲), the country in the project's own or a
    partner's name."""
    places = [arg for arg in relation.sentence.args if arg.abroad and not arg.nested]
    if places:
        near = min(places, key=lambda arg: (abs(arg.at - relation.second.at), arg.at))
        name = name_of(page, near)
        own = country_of(name_of(page, relation.second))
        if own and not country_of(name):
            return (as_named(page, own),)
        return (Ref(near.key),) if country_of(name) in ("", name) else (as_named(page, country_of(name)),)
    partners = (country_of(name_of(page, arg)) for arg in relation.sentence.args if arg.label == "Institution")
    inside = country_of(name_of(page, relation.second)) or next((country for country in partners if country), "")
    return (as_named(page, inside),) if inside else ()


def _partner(page: Page, relation: Relation) -> tuple[Value, ...]:
    """Companions of the organiser in the project's clauses."""
    clauses = {relation.second.clause, relation.first.clause} if relation.first.at >= 0 else {relation.second.clause}
    return tuple(dict.fromkeys(
        Ref(arg.key) for arg in relation.sentence.args
        if arg.label in ("Institution", "Enterprise") and not arg.nested and arg.kind == "name"
        and arg.key != relation.first.key and arg.clause in clauses and arg.role in "csg"))
