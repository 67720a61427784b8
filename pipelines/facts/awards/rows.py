"""What the table row of a prize says of it: who conferred it, and when."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipelines.facts.claim import Ref
from pipelines.facts.dates import normalise_date
from pipelines.facts.once import once
from pipelines.facts.tables.heads import ORGS
from pipelines.facts.tables.sheet import Sheet, sheets_of
from pipelines.layout.model import Cell
from pipelines.page import Page

_GRANTOR = re.compile(r"(?:授予|颁发|认定|评选|评审|公布|批准|表彰|立项|命名|发证|发文)[^单部机]{0,6}(?:单位|部门|机构|者)|^(?:授予|颁发|认定)(?:[（(]|$)")
_DATE = re.compile("时间|日期|年份|年度|年月")
Place = tuple[int, int, Sheet, tuple[Cell, ...]]


@once
def _find_cells(page: Page) -> tuple[list[int], list[Place]]:
    """The cells of a page with their sheets and rows, in the order of the text, and where they begin."""
    cells = [(cell.start, cell.end, sheet, row) for sheet in sheets_of(page) for row in sheet.rows for cell in row]
    cells.sort(key=lambda cell: cell[:2])
    return [start for start, *_ in cells], cells


def read_row(page: Page, position: int) -> tuple[tuple[Ref, ...], str]:
    """The bodies in the column of those who confer and the date in that of dates, for the row that a clean position lies in."""
    starts, cells = _find_cells(page)
    at = bisect_right(starts, position) - 1
    if at < 0 or not position < cells[at][1]:
        return (), ""
    _, _, sheet, row = cells[at]
    headed = [(sheet.head(index), cell) for index, cell in enumerate(row)]
    grantors = next((sheet.names(cell, *ORGS) for head, cell in headed if _GRANTOR.search(head)), [])
    date = next((normalise_date(sheet.text(cell)) for head, cell in headed if _DATE.search(head)), "")
    return tuple(grantors), date
