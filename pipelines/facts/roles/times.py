"""The dates that may be a relation's own, by where they stand: beside it, earlier in its paragraph, in a heading, of the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipelines.facts.dates import DateFound, find_dates, is_founding, normalise_date
from pipelines.facts.features import name_of
from pipelines.facts.relation import Relation, stretch
from pipelines.facts.scene import Sentence
from pipelines.layout.model import Block
from pipelines.page import Page

SOURCES = ("in", "before", "after", "cell", "name", "back", "ahead", "head", "lead", "page")
"""Where a date stands: in the stretch that states the relation, before or after it in the sentence, in a cell of the row, in the name of
its object, before or after the sentence in the paragraph, in the table's title or the headings above, first in the text; or the year of the text."""
LEAD = 600
MAX_HEADS = 6
_CELL = re.compile(r"\s*((?:19|20)\d\d)\s*(?:年(?:度)?|[.\-/年]\s*\d{1,2}(?:\s*[月.\-/](?:\s*\d{1,2}\s*日?)?)?)?\s*")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|[）)])")


def name_of_time(type_: str, source: str) -> str:
    """What the network calls a date of that source as the date of a fact of that type."""
    return f"{type_}:date={source}"


class Calendar:
    """The dates of a page, each paragraph and heading read once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._found: dict[int, tuple[list[DateFound], list[int]]] = {}
        self._heads: dict[tuple[int, int], str] = {}
        self._lead: str | None = None

    def times(self, relation: Relation) -> dict[str, str]:
        """Source -> date, for the sources that have one."""
        found = {**self._near(relation), "head": self._head(relation.sentence.block), "lead": self._first(), "page": self._page.year_at(relation.sentence.start)}
        return {source: found[source] for source in SOURCES if found.get(source)}

    def _near(self, relation: Relation) -> dict[str, str]:
        sentence = relation.sentence
        start, end = stretch(relation)
        cell = _date_cell(self._page, sentence)
        named = _YEAR.search(name_of(self._page, relation.second))
        out = {"cell": cell, "name": named.group() if named else ""}
        if sentence.columns:
            return out
        dates, starts = self._of(sentence.block)
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = [d for d in dates[low:high] if not _in_name(sentence, d.start)]
        if relation.type == "ProgramParticipation":
            here = [d for d in here if not is_founding(self._page.layout.text, d)]
        inside = [d for d in here if start <= d.start < end]
        early = [d for d in inside if d.end <= relation.second.start]
        own = inside[-1:] if len(inside) == 1 else early[-1:] or inside[:1]
        for source, some in (
            ("in", own), ("before", [d for d in here if d.end <= start][-1:]), ("after", [d for d in here if end <= d.start][:1]),
            ("back", dates[max(0, low - 1) : low]), ("ahead", dates[high : high + 1]),
        ):
            out[source] = some[0].value if some else ""
        return out

    def _of(self, block: Block) -> tuple[list[DateFound], list[int]]:
        """The dates of a block, and where they begin."""
        if block.start not in self._found:
            dates = [d for d in find_dates(self._page.layout.text, block.start, block.end, year=self._page.year_at(block.start)) if d.kind != "span"]
            self._found[block.start] = (dates, [d.start for d in dates])
        return self._found[block.start]

    def _head(self, block: Block) -> str:
        """The date in the title of the table, else in the nearest heading above that has one."""
        key = (block.section, block.table)
        if key not in self._heads:
            self._heads[key] = next((found[-1].value for found in map(self._in, self._above(block)) if found), "")
        return self._heads[key]

    def _above(self, block: Block) -> list[tuple[int, int]]:
        layout, out = self._page.layout, []
        if 0 <= block.table < len(layout.tables) and (title := layout.tables[block.table].title):
            out.append(title)
        at = block.section
        while 0 <= at < len(layout.blocks) and len(out) < MAX_HEADS:
            out.append((layout.blocks[at].start, layout.blocks[at].end))
            at = layout.blocks[at].section
        return out

    def _in(self, where: tuple[int, int]) -> list[DateFound]:
        return [d for d in find_dates(self._page.layout.text, *where, year=self._page.year_at(where[0])) if d.kind != "span"]

    def _first(self) -> str:
        """The first day or month that the text names."""
        if self._lead is None:
            text = self._page.layout.text
            found = [d for d in find_dates(text, 0, min(LEAD, len(text)), year=self._page.year) if re.match(r"\d{4}-\d\d(?!\d)", d.value)]
            self._lead = found[0].value if found else ""
        return self._lead


def _date_cell(page: Page, sentence: Sentence) -> str:
    """The date that fills a cell of the row."""
    for start, end, _ in sentence.columns:
        if _CELL.fullmatch(page.layout.text, start, end):
            return normalise_date(page.layout.text[start:end].strip())
    return ""


def _in_name(sentence: Sentence, position: int) -> bool:
    """Whether a date is part of a name of the sentence."""
    args = sentence.args
    at = bisect_left([arg.start for arg in args], position + 1) - 1
    return any(arg.start <= position < arg.end for arg in args[max(0, at - 2): at + 1])


__all__ = ["SOURCES", "Calendar", "name_of_time"]
