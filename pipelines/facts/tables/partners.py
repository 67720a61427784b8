"""Tables of partners: a school and who works with it side by side in a row, or the partners alone in a table of the school's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.tables.heads import ORGS, names_in, share_of
from pipelines.facts.tables.sheet import Sheet

METHOD = "partner-table"
SURE = 0.75
_WITH = re.compile(r"^(?:主要|校企)?(?:合作|共建|联合)(?:企业|单位|院校|学校|高校|机构|方)(?:名称|[（(].{1,6}[）)])?$")
_HALF = 0.5


def read_partners(sheet: Sheet) -> Iterator[Claim]:
    """Partnerships of the rows of a table with a column of partners and one of the units that they work with."""
    column = next((i for i, head in enumerate(sheet.heads) if _WITH.search(head) and share_of(sheet, i, *ORGS) >= _HALF), -1)
    if column < 0:
        return
    other = next((i for i in range(len(sheet.heads)) if i != column and share_of(sheet, i, *ORGS) >= _HALF), -1)
    for row in sheet.rows:
        first = names_in(sheet, row, other, *ORGS)[:1] if other >= 0 else [sheet.owner] if isinstance(sheet.owner, Ref) else []
        for unit in first:
            for partner in names_in(sheet, row, column, *ORGS):
                yield from _claim(sheet, sheet.line(row), unit, partner)


def _claim(sheet: Sheet, place: tuple[int, int], unit: Ref, partner: Ref) -> Iterator[Claim]:
    """The partnership of two units one of which is a school."""
    ends = sorted((unit, partner), key=lambda ref: sheet.page.entities[ref.key].type != "Institution")
    if unit != partner and sheet.page.entities[ends[0].key].type == "Institution":
        yield Claim("Partnership", {"institution": (ends[0],), "partner": (ends[1],)}, *place, SURE, METHOD)
