"""A table as fact readers see it: header text a column, title, what stands before it, whose it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.facts.claim import Ref
from pipelines.facts.once import once
from pipelines.layout.model import Cell, Table
from pipelines.page import Page
from pipelines.span import NameSpan

_LOOK_BACK = 400
_OPENING = 200
_DATA = re.compile(r"^(?:特等|一等|二等|三等|优秀|金|银|铜)(?:奖|牌)$")
_STAGES = tuple((re.compile(title), re.compile(name)) for title, name in (
    ("省[级内]?(?:复|决|初|选拔)?赛|省级", "省.{0,4}赛"), ("市[级内]?(?:复|决|初|选拔)?赛|市级", "市.{0,4}赛"),
    ("国赛|全国(?:总?决)?赛|国家级", "全国|世界|国际|总决赛"), ("校[级内]?(?:复|决|初|选拔)?赛|校级", "校.{0,3}赛"),
))
"""What a table's title says of a stage, and what the name of a contest of this stage has."""
_ASIDE = re.compile("(?:对标|对接|参照|借鉴|备战|冲刺|冲击|面向)[^，。]{0,2}$")
"""What stands before a name that is only looked at."""
EMPTY = re.compile(r"^[\s\-—–/无]*$")
_DITTO = re.compile(r"^\s*(?:同\s?上|〃|″)\s*$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`heads[i]` is the header text of column i, `rows` the data rows; `owner` is what 学校 means at the table."""

    page: Page
    table: Table
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str
    section: str
    owner: Ref | str | None
    starts: Sequence[int]

    def text(self, cell: Cell) -> str:
        """Text of a cell, '' for a dash."""
        body = self.page.layout.text[cell.start : cell.end].strip()
        return "" if EMPTY.match(body) else body

    def head(self, index: int) -> str:
        """Header text of a column, '' where a row is longer than the header."""
        return self.heads[index] if index < len(self.heads) else ""

    def column(self, index: int) -> list[str]:
        """Texts of a column over the data rows."""
        return [self.text(row[index]) for row in self.rows if index < len(row)]

    def spans(self, start: int, end: int, *labels: str) -> list[NameSpan]:
        """Outer names of the given labels inside a range, in order."""
        found: list[NameSpan] = []
        for span in self.page.spans[bisect_left(self.starts, start) :]:
            if span.start >= end:
                break
            if span.end <= end and (not labels or span.label in labels) and (not found or span.start >= found[-1].end):
                found.append(span)
        return found

    def names(self, cell: Cell, *labels: str) -> list[Ref]:
        """Entities named in a cell, each once."""
        return list(dict.fromkeys(Ref(self.page.entity_of[s]) for s in self.spans(cell.start, cell.end, *labels)))

    def nearest(self, *labels: str) -> tuple[NameSpan, float] | None:
        """The name that a table is under and how sure that is: in its title, before it, or at the start of the text."""
        if self.table.title is not None:
            titled = self.spans(*self.table.title, *labels)
            if titled:
                return titled[0], 1.0
        stop = self.table.title[0] if self.table.title is not None else self.table.start
        before = [s for s in self.spans(max(0, stop - _LOOK_BACK), stop, *labels) if not _ASIDE.search(self.page.layout.text, s.start - 4, s.start)]
        if before:
            return next((span for span in reversed(before) if self._is_of_stage(span)), before[-1]), 0.7
        opening = self.spans(0, min(_OPENING, self.table.start), *labels)
        return (opening[0], 0.6) if opening else None

    def _is_of_stage(self, span: NameSpan) -> bool:
        """Whether a contest is of the stage that the title speaks of: 省赛获奖情况."""
        name = self.page.entities[self.page.entity_of[span]].name
        return any(name_has.search(name) for title_has, name_has in _STAGES if title_has.search(self.title))

    def line(self, row: Sequence[Cell]) -> tuple[int, int]:
        """Clean range of a row without the cells merged from rows above."""
        own = [cell for cell in row if cell.end > cell.start and self.page.layout.text[cell.start : cell.end].strip()]
        last = max((cell.start for cell in own), default=self.table.start)
        floor = self.page.layout.text.rfind("\n", 0, last) + 1
        inside = [cell for cell in own if cell.start >= floor]
        return min(c.start for c in inside), max(c.end for c in inside)


def open_sheets(page: Page, region: str = "") -> Iterator[Sheet]:
    """The tables of a page that have data rows; one that goes on after a page break takes the header of the first part."""
    starts = [span.start for span in page.spans]
    sections = {block.table: block.section for block in page.layout.blocks if block.table >= 0}
    before: Sheet | None = None
    for index, table in enumerate(page.layout.tables):
        sheet = _open(page, table, sections.get(index, -1), starts, region)
        if before is not None and _goes_on(before, sheet):
            sheet = replace(
                sheet,
                heads=before.heads,
                rows=_carry(page.layout.text, table.rows),
                title=before.title,
                table=replace(table, title=before.table.title),
            )
        if sheet.rows:
            before = sheet
            yield sheet


def _carry(text: str, rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows in which 同上 and 〃 are replaced by the cell above, which they stand for."""
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        above = out[-1] if out else ()
        out.append(tuple(above[i] if i < len(above) and _DITTO.match(text[c.start : c.end]) else c for i, c in enumerate(row)))
    return tuple(out)


def _headless(text: str, table: Table) -> bool:
    """Whether the first row is data like the second: a grade stands in the same column of both."""
    if len(table.rows) < 2:
        return False
    pairs = zip(table.rows[0], table.rows[1], strict=False)
    return any(all(_DATA.match(text[c.start : c.end].strip()) for c in pair) for pair in pairs)


def _goes_on(before: Sheet, sheet: Sheet) -> bool:
    """Whether the first row is data: it counts on from the last row of the table before."""
    first, last = sheet.table.rows[0], before.rows[-1]
    if abs(len(first) - len(last)) > 2 or not first or not last:
        return False
    one, other = sheet.text(first[0]), before.text(last[0])
    return one.isdigit() and other.isdigit() and int(one) - int(other) in (0, 1)


def _spread(heads: list[list[str]]) -> list[list[str]]:
    """Header texts by column, a group's head given to the columns that it stands over (国赛 | 一等奖, nothing | 二等奖)."""
    if not all(len(column) == 2 for column in heads):
        return heads
    out: list[list[str]] = []
    group = ""
    for upper, lower in heads:
        group = upper if upper and lower else group if lower else ""
        out.append([upper or group, lower])
    return out


def _open(page: Page, table: Table, section: int, starts: Sequence[int], region: str) -> Sheet:
    text = page.layout.text
    width = max(len(row) for row in table.rows)
    heads = _spread([
        [text[row[i].start : row[i].end].strip() if i < len(row) else "" for row in table.rows[: table.header_rows]]
        for i in range(width)
    ])
    head_rows = table.header_rows
    if head_rows == 1 and _headless(text, table):
        head_rows, heads = 0, [[] for _ in heads]
    heading = page.layout.blocks[section] if section >= 0 else None
    own = page.subject_at(table.start)
    return Sheet(
        page,
        table,
        tuple("".join(dict.fromkeys(h for h in column if h)) for column in heads),
        _carry(text, table.rows[head_rows:]),
        text[table.title[0] : table.title[1]] if table.title is not None else "",
        text[heading.start : heading.end] if heading is not None else "",
        region or (Ref(own) if own is not None else None),
        starts,
    )


sheets_of = once(lambda page: tuple(open_sheets(page)))
"""The tables of a page, opened once for all readers that ask for no region."""
