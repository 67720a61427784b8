"""Source text -> Layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.layout.columns import join_torn
from pipelines.layout.compose import Composer
from pipelines.layout.contents import find_contents
from pipelines.layout.flow import Flow
from pipelines.layout.furniture import find_furniture
from pipelines.layout.grids import find_grids
from pipelines.layout.heads import read_head
from pipelines.layout.html import find_html, split_tables
from pipelines.layout.lines import Line, split_lines
from pipelines.layout.marks import Piece
from pipelines.layout.model import Layout
from pipelines.layout.pairs import find_pairs
from pipelines.layout.parts import Grid
from pipelines.layout.spaced import find_spaced
from pipelines.layout.widths import widen
from pipelines.layout.wrap import measure_wrap


def analyse(source: str) -> Layout:
    """Cleaned text, blocks and tables of a source text."""
    return replace(_analyse(widen(source)), source=source)


def _analyse(source: str) -> Layout:
    lines = split_tables(source, list(split_lines(source)))
    numbers, headers = find_furniture(lines)
    contents = find_contents(lines)
    furniture = numbers | headers
    grids, dropped = _find_tables(source, lines, furniture, contents)
    taken = frozenset(i for grid in grids for i in range(grid.first, grid.last))
    titled = {grid.first: replace(grid, title=_find_title(lines, grid.first, furniture)) for grid in grids}
    other = taken | furniture | contents
    plain = [line for i, line in enumerate(lines) if i not in other]
    flow = Flow(source, lines, measure_wrap(plain), furniture=numbers, headers=headers)
    parts = join_torn(source, flow.run(titled, contents))
    used = {piece[0] for grid in grids for row in grid.rows for slot in row for piece in slot.strand}
    spaces = [(lines[i].start, lines[i].end) for i in numbers & taken if lines[i].start not in used]
    return Composer(source, [*flow.dropped, *dropped, *spaces]).compose(parts)


def _find_tables(
    source: str, lines: Sequence[Line], furniture: frozenset[int], contents: frozenset[int]
) -> tuple[list[Grid], list[Piece]]:
    """All tables in order, and the ranges of their marks and repeated headers. Each kind leaves the lines of those before."""
    grids, dropped = find_html(source, lines)
    marked, bars = find_grids(source, lines, furniture | contents | _lines_of(grids))
    grids += marked
    spaced, repeated = find_spaced(source, lines, _lines_of(grids) | contents, furniture)
    grids += spaced
    grids += find_pairs(source, lines, _lines_of(grids) | contents | furniture)
    return sorted(grids, key=lambda grid: grid.first), [*dropped, *bars, *repeated]


def _lines_of(grids: Sequence[Grid]) -> frozenset[int]:
    return frozenset(i for grid in grids for i in range(grid.first, grid.last))


def _find_title(lines: Sequence[Line], first: int, furniture: frozenset[int]) -> int:
    """The line above a table that names it, or -1."""
    for i in range(first - 1, max(-1, first - 4), -1):
        if i in furniture:
            continue
        text = lines[i].text
        named = read_head(text).kind == "table-title" or (len(text) <= 40 and not text.endswith(("。", "；", "，")))
        return i if named else -1
    return -1
