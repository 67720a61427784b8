"""The posts of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.around import Around, around_of
from pipelines.facts.posts.behind import counted, find_later, in_brackets, introduced, serves_in, taken_up
from pipelines.facts.posts.front import in_front, next_post, same_body
from pipelines.facts.posts.post import Post
from pipelines.page import Page
from pipelines.span import NameSpan

_AND = re.compile(r"^[、和及与，,兼]\s?$|^以及$")


def read_posts(page: Page) -> Iterator[Post]:
    """The posts of a page's persons in the order of the text."""
    around = around_of(page)
    before: tuple[NameSpan, list[Post]] | None = None
    for person in around.outer:
        if person.label != "Person":
            continue
        found = list(_read_person(around, person))
        if before is not None and not found:
            found = same_body(around, person, before[1]) or next_post(around, person, before)
        if not found and before is not None and _AND.match(page.layout.text[before[0].end: person.start]):
            found = [Post(person, p.organization, p.titles, p.start, person.end, p.how) for p in before[1] if p.person.end <= person.start and p.how in ("named", "kind", "word", "beside")]
        yield from found
        before = (person, found)


def _read_person(around: Around, person: NameSpan) -> Iterator[Post]:
    taken = list(in_brackets(around, person))
    taken += taken_up(around, person)
    taken += serves_in(around, person)
    taken += introduced(around, person)
    yield from taken
    if not any(p.how == "brackets" for p in taken):
        before = list(in_front(around, person))
        yield from before or counted(around, person)
    yield from find_later(around, person)
