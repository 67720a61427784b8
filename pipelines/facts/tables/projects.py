"""Tables of projects abroad: a workshop or programme a row, with its country, the school at home and its partners."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.countries import country_of, is_abroad
from pipelines.facts.dates import normalise_date
from pipelines.facts.tables.heads import names_at, names_in, read_heads, share_of, text_at
from pipelines.facts.tables.sheet import Sheet
from pipelines.layout.model import Cell

METHOD = "overseas-table"
_ABROAD = re.compile("境外|海外|国际合作|国际化|涉外|走出去|工坊|丝路|出海|国（境）外|国际交流|来华|留学")
_CHINESE = re.compile(r"^(?!.*(?:国立|国际学院))[一-龥]")
Roles = dict[str, tuple[Ref | str | int | float, ...]]


def read_projects(sheet: Sheet) -> Iterator[Claim]:
    """Claims of a table with a column of countries, or of one that speaks of work abroad and whose rows name a country."""
    roles = read_heads(sheet)
    things = _things(sheet, roles)
    if things < 0 or not ("country" in roles or _ABROAD.search(sheet.title + sheet.section + "".join(sheet.heads))):
        return
    for row in sheet.rows:
        yield from _read_row(sheet, row, roles, things)


def _things(sheet: Sheet, roles: dict[str, int]) -> int:
    """The column of platforms and programmes."""
    if "thing" in roles:
        return roles["thing"]
    return next((i for i in range(len(sheet.heads)) if i not in roles.values() and share_of(sheet, i, "Platform") >= 0.5), -1)


def _read_row(sheet: Sheet, row: Sequence[Cell], roles: dict[str, int], things: int) -> Iterator[Claim]:
    named = names_in(sheet, row, things, "Platform", "Program")[:1]
    if not named:
        return
    project = named[0]
    country = _country(sheet, row, roles, project)
    home = names_at(sheet, row, roles, "home", "Institution", "Platform")
    if not home and isinstance(sheet.owner, Ref):
        home = [sheet.owner]
    if country is None or not home:
        return
    partners = [*names_at(sheet, row, roles, "partner", "Institution", "Enterprise", "Organization"),
                *names_at(sheet, row, roles, "unit", "Institution", "Enterprise")]
    date = normalise_date(text_at(sheet, row, roles, "date"), year=sheet.page.year)
    outcome = text_at(sheet, row, roles, "outcome")
    for organizer in home:
        out: Roles = {"project": (project,), "country": (country,), "organizer": (organizer,)}
        others = tuple(dict.fromkeys(p for p in partners if p not in home))
        out |= {role: values for role, values in (("partner", others), ("date", (date,) if date else ()), ("outcome", (outcome,) if re.search(r"\d", outcome) else ())) if values}
        yield Claim("OverseasProject", out, *sheet.line(row), 0.8, METHOD)


def _country(sheet: Sheet, row: Sequence[Cell], roles: dict[str, int], project: Ref) -> Ref | str | None:
    """The country of its column, of the project's name, of a place or partner in the row."""
    page = sheet.page
    column = names_at(sheet, row, roles, "country", "Place")
    if column:
        return column[0]
    stated = country_of(text_at(sheet, row, roles, "country")) or country_of(page.entities[project.key].name)
    if stated:
        return stated
    start, end = sheet.line(row)
    for span in sheet.spans(start, end):
        name = page.entities[page.entity_of[span]].name
        if span.label == "Place" and is_abroad(name):
            return Ref(page.entity_of[span])
        if span.label == "Institution" and country_of(name):
            return country_of(name)
    return None
