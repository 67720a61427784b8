"""Spans -> Page: entities, subjects, place and year of one document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.layout.model import Layout
from pipelines.page import LocalEntity, Page
from pipelines.reference.cluster import Group, group, surface_of
from pipelines.reference.government import complete
from pipelines.reference.normal import fold
from pipelines.reference.places import place_of, vote_places
from pipelines.reference.predicates import point_back
from pipelines.reference.subject import choose_subject, section_subjects
from pipelines.span import NameSpan

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?=\s*(?:年|[—\-－–~至]\s*20\d\d))")
_BACK = re.compile(
    r"(?:(?:自|从)\s?|(?:建|创|设|成立|创办|组建|升格)于\s?|到|至)20\d\d\s*年|(?<!\d)20\d\d\s*年(?:\d{1,2}月)?(?:以来|起|至今|建校|创办|成立|组建|升格)"
)
"""Years that a text looks back to or plans for: 自2012年以来, 到2035年."""
_PLANNED = re.compile(r"[（(]\s*20\d\d\s*年?\s*[—\-－–~～至]\s*20\d\d\s*年?\s*[）)]")
"""Years in the name of a plan: （2019—2022年）."""
_TITLE_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)\s*(?:年|年度)?")


HISTORY = 3
"""So many later years make a text a history: the year that its opening names is not what it is about."""


def refer(layout: Layout, spans: Sequence[NameSpan], *, registry: object = None) -> Page:
    """A page from a layout and the names found in it. `registry` is reserved for outside knowledge."""
    del registry
    ordered = tuple(sorted(set(spans), key=lambda s: (s.start, -s.end, s.label)))
    number, groups = group(layout, ordered)
    entity_of = {span: number[span.label, fold(surface_of(layout, span))] for span in ordered}
    subject = choose_subject(layout, ordered, entity_of)
    places = vote_places(_place_votes(groups, subject))
    entities, moved = complete(groups, places)
    entities = _with_plain_names(layout, ordered, entities, {span: moved[key] for span, key in entity_of.items()})
    entity_of = point_back(layout.text, ordered, {span: moved[key] for span, key in entity_of.items()})
    subject = None if subject is None else moved[subject]
    return Page(
        layout, ordered, entities, entity_of, subject, section_subjects(layout, ordered, entity_of),
        read_year(layout), _main_place(places, entities, subject), read_years(layout),
    )


_BATCH = re.compile("首批|首轮|第[一二三四五六七八九十0-9]+(?:批|轮)")
PLAIN = 6
"""Characters of a programme's name without its issuer, at least."""


def _with_plain_names(
    layout: Layout, spans: Sequence[NameSpan], entities: tuple[LocalEntity, ...], entity_of: Mapping[NameSpan, int],
) -> tuple[LocalEntity, ...]:
    """The entities, each programme that begins with its issuer also by its name without: 教育部〔第三批〕职业教育现场工程师专项培养计划."""
    issuers = {span.start: span.end for span in spans if span.label == "Government"}
    more: dict[int, dict[str, None]] = {}
    for span in spans:
        if span.label == "Program" and span.start in issuers:
            rest = layout.text[issuers[span.start]: span.end]
            batch = _BATCH.match(rest)
            plain = rest[batch.end():] if batch else rest
            if len(plain) >= PLAIN:
                more.setdefault(entity_of[span], {})[plain] = None
    return tuple(
        replace(entity, aliases=tuple(dict.fromkeys((*entity.aliases, *more[entity.key])))) if entity.key in more else entity for entity in entities)


def _place_votes(groups: list[Group], subject: int | None) -> list[tuple[str, int]]:
    votes = [
        (name, count) for g in groups if g.label in ("Government", "Place", "Institution", "Organization")
        for name, count in g.surfaces.items()
    ]
    if subject is not None:
        votes.append((groups[subject].name, 20))
    return votes


def _main_place(places: object, entities: tuple[LocalEntity, ...], subject: int | None) -> str:
    own = place_of(entities[subject].name) if subject is not None else ""
    table: dict[str, str] = dict(places) if isinstance(places, dict) else {}
    return own or table.get("省") or table.get("市") or next(iter(table.values()), "")


def read_year(layout: Layout) -> str:
    """The year the text reports on: in its title, else the one it names most."""
    years = Counter(_YEAR.findall(_PLANNED.sub(" ", _BACK.sub(" ", layout.text))))
    for block in layout.blocks[:3]:
        head = _BACK.sub(" ", layout.text[block.start: min(block.end, block.start + 80)])
        found = _TITLE_YEAR.search(head)
        if found and (block.kind in ("title", "heading") or sum(year > found.group(1) for year in years) < HISTORY):
            return found.group(1)
    return max(sorted(years, reverse=True), key=lambda year: years[year]) if years else ""


_YEAR_LINE = re.compile(r"[\s■●◆▲★#*【（(\[]{0,4}(20[0-4]\d)\s*年(?:度)?[\s】）)\]*：:]{0,4}")


def read_years(layout: Layout) -> tuple[tuple[int, str], ...]:
    """Where the headings of a chronicle stand that are nothing but a year, and which; none where there are fewer than two."""
    found = [(block.start, line[1]) for block in layout.blocks if (line := _YEAR_LINE.fullmatch(layout.text, block.start, block.end))]
    return tuple(found) if len(found) > 1 else ()
