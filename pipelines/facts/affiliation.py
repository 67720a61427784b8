"""Affiliation: a person or a unit and the organisation it belongs to, with the person's title.

Posts that grammar tells (`posts`, `units`, `tables.staff`) speak before the scorer of pairs: where one is found beside a person,
the scorer's other organisations for that mention are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipelines.facts.authors import read_authors
from pipelines.facts.awards import find_rolls
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.posts import Post, is_pupil, read_posts
from pipelines.facts.relation import Relation
from pipelines.facts.titles import MORE_TITLES, TITLES
from pipelines.facts.units import read_units
from pipelines.page import Page

_TITLE = re.compile("|".join(sorted(f"{TITLES}|{MORE_TITLES}".split("|"), key=lambda title: (-len(title), title))))
_END = re.compile(rf"(?:常务|执行|名誉|首席|高级|副|代)*(?:{_TITLE.pattern})$")
_LIST = re.compile(rf"(?:{_TITLE.pattern})(?=[、，兼和及]|$)")
_AFTER = re.compile(rf"[，,（(]?(?:现任|担任|兼任|任|受聘为|受聘担任|被聘为|当选为?|出任|聘为|系|是|为)[^，。；]{{0,24}}?({_TITLE.pattern})")
_GROUP = re.compile(r"^(?:、[^，。；]{1,30})?等?[^，。；]{0,4}[名位](教师|老师|同学|学生)")
NEAR = 40
SURE = {"named": 0.86, "taken": 0.9, "brackets": 0.86, "word": 0.85, "kind": 0.75, "leads": 0.6, "table": 0.85, "author": 0.8}
"""Share of right claims on documents left out, by how a post is told."""


def read(page: Page) -> Iterator[Claim]:
    """The affiliations of a page."""
    posts = [post for read_some in (read_posts, read_authors) for post in read_some(page) if post.how in SURE]
    yield from map(_claim, [page] * len(posts), posts)
    yield from read_units(page)
    told: dict[int, set[int]] = {}
    for post in posts:
        told.setdefault(post.person.start, set()).add(post.organization)

    def optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
        return {} if relation.second.start in told else _optional(page, relation)

    yield from read_claims(page, "Affiliation", optional, keep=lambda relation: _free(page, relation, told))


def _claim(page: Page, post: Post) -> Claim:
    roles: dict[str, tuple[Value, ...]] = {"organization": (Ref(post.organization),), "person": (Ref(page.entity_of[post.person]),)}
    if post.titles:
        roles["title"] = post.titles
    return Claim("Affiliation", roles, post.start, post.end, SURE[post.how], f"posts/{post.how}")


def _free(page: Page, relation: Relation, told: Mapping[int, set[int]]) -> bool:
    """Whether a scored pair says nothing against the posts told, and its person is no contestant; units are told by `units`, the
    posts of a table by its columns."""
    if relation.second.label != "Person" or relation.sentence.columns:
        return False
    here = told.get(relation.second.start)
    if here is not None:
        return relation.first.key in here
    place = relation.second.start
    return not is_pupil(page.layout.text, place) and not find_rolls(page).is_winner(place)


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    return {"title": _titles(page, relation)} if relation.second.label == "Person" else {}


def _titles(page: Page, relation: Relation) -> tuple[str, ...]:
    """Titles between organisation and person, behind the organisation, straight before the person, or behind 任."""
    text, person, body = page.layout.text, relation.second, relation.first
    if 0 <= body.at < person.at and person.start - body.end <= NEAR:
        found = _listed(text[body.end: person.start])
    elif body.at > person.at:
        found = _listed(text[body.end: body.end + 16], first=True)
    else:
        found = ()
    return found or _beside(text, relation)


def _listed(stretch: str, *, first: bool = False) -> tuple[str, ...]:
    """党委副书记、院长 -> both; only the run at the start when `first`."""
    limit = re.search(r"[。；;\n]|(?<=.)[，,]", stretch) if first else None
    inside = stretch[: limit.start()] if limit else stretch
    names = (_TITLE if first else _LIST).findall(inside)
    return tuple(dict.fromkeys(names[:3]))


def _beside(text: str, relation: Relation) -> tuple[str, ...]:
    person = relation.second
    before = _END.search(text, max(relation.sentence.start, person.start - 12), person.start)
    if before:
        return (before.group(),)
    after = _AFTER.match(text, person.end, min(relation.sentence.end, person.end + NEAR))
    if after:
        return (after.group(1),)
    group = _GROUP.match(text[person.end: person.end + NEAR])
    return ("教师",) if group and group.group(1) in ("教师", "老师") else ()
