"""Tables of persons, members, partners, projects abroad, programmes and clusters of majors -> claims."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.facts.claim import Claim
from pipelines.facts.tables.clusters import read_cluster_rows
from pipelines.facts.tables.members import read_members
from pipelines.facts.tables.partners import read_partners
from pipelines.facts.tables.programs import read_programs
from pipelines.facts.tables.projects import read_projects
from pipelines.facts.tables.sheet import sheets_of
from pipelines.facts.tables.staff import read_staff
from pipelines.page import Page


def read(page: Page) -> Iterator[Claim]:
    """Claims of every table of a page by each of the readers that know its columns."""
    for sheet in sheets_of(page):
        yield from read_staff(sheet)
        yield from read_members(sheet)
        yield from read_partners(sheet)
        yield from read_projects(sheet)
        yield from read_programs(sheet)
        yield from read_cluster_rows(sheet)
