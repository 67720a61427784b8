"""Affiliation: a person or a unit and the organisation it belongs to, with the person's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipelines.facts.claim import Claim
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.relations import Relation
from pipelines.facts.titles import TITLES
from pipelines.page import Page

_TITLE = re.compile(rf"(?:[一-龥]{{0,6}}?)(?:{TITLES})")
_RUN = re.compile(rf"^(?:[、，和兼]|兼任)?((?:[一-龥]{{0,8}}?)(?:{TITLES}))")
_AFTER = re.compile(rf"(?:担任|任|受聘为|受聘担任|兼任|当选为?|出任|聘为|入选|是)[^，。；]{{0,24}}?((?:{TITLES}))")


def read(page: Page) -> Iterator[Claim]:
    """The affiliations of a page."""
    yield from read_claims(page, "Affiliation", _optional)


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    return {"title": _titles(page, relation)} if relation.second.label == "Person" else {}


def _titles(page: Page, relation: Relation) -> tuple[str, ...]:
    """Titles between organisation and person, else the ones straight before the person, else after 任."""
    text = page.layout.text
    person, body = relation.second, relation.first
    if 0 <= body.at < person.at and person.start - body.end <= 40:
        found = _split(text[body.end: person.start])
        if found:
            return found
    before = text[max(relation.sentence.start, person.start - 12): person.start]
    if body.at > person.at >= 0:
        after = _split(text[body.end: body.end + 14], start=True)
        if after:
            return after
    found = tuple(m.group() for m in _TITLE.finditer(before))[-1:]
    if found and before.endswith(found[-1]):
        return (_trim(found[-1]),)
    later = _AFTER.match(text, person.end, min(len(text), person.end + 40))
    return (later.group(1),) if later else ()


def _split(stretch: str, *, start: bool = False) -> tuple[str, ...]:
    """党委副书记、院长 -> both."""
    out: list[str] = []
    rest = stretch.strip()
    while rest:
        found = _RUN.match(rest)
        if not found:
            break
        out.append(_trim(found.group(1)))
        rest = rest[found.end():]
    return tuple(out) if out and (start or not rest.strip("：:、 ")) else ()


def _trim(title: str) -> str:
    return title.lstrip("的该校由让请以及和与")
