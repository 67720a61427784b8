"""Source text -> Layout."""

from __future__ import annotations

from dataclasses import replace

from pipelines.layout.columns import join_torn
from pipelines.layout.compose import Composer
from pipelines.layout.contents import find_contents
from pipelines.layout.flow import Flow
from pipelines.layout.furniture import find_furniture
from pipelines.layout.grids import find_grids
from pipelines.layout.heads import read_head
from pipelines.layout.lines import split_lines
from pipelines.layout.model import Layout
from pipelines.layout.spaced import find_spaced
from pipelines.layout.wrap import measure_wrap


def analyse(source: str) -> Layout:
    """Cleaned text, blocks and tables of a source text."""
    lines = list(split_lines(source))
    numbers, headers = find_furniture(lines)
    contents = find_contents(lines)
    furniture = numbers | headers
    marked, bars = find_grids(source, lines, furniture | contents)
    held = frozenset(i for grid in marked for i in range(grid.first, grid.last))
    spaced, repeated = find_spaced(source, lines, held | contents, furniture)
    grids = sorted([*marked, *spaced], key=lambda grid: grid.first)
    taken = {i for grid in grids for i in range(grid.first, grid.last)}
    titled = [replace(grid, title=_find_title(lines, grid.first, furniture)) for grid in grids]
    plain = [line for i, line in enumerate(lines) if i not in taken and i not in furniture and i not in contents]
    flow = Flow(source, lines, measure_wrap(plain), numbers, headers)
    parts = join_torn(source, flow.run({grid.first: grid for grid in titled}, contents))
    used = {piece[0] for grid in grids for row in grid.rows for slot in row for piece in slot.strand}
    spaces = [(lines[i].start, lines[i].end) for i in numbers & taken if lines[i].start not in used]
    return Composer(source, [*flow.dropped, *bars, *repeated, *spaces]).compose(parts)


def _find_title(lines: list, first: int, furniture: frozenset[int]) -> int:  # type: ignore[type-arg]
    """The line above a table that names it, or -1."""
    for i in range(first - 1, max(-1, first - 4), -1):
        if i in furniture:
            continue
        text = lines[i].text
        named = read_head(text).kind == "table-title" or (len(text) <= 40 and not text.endswith(("。", "；", "，")))
        return i if named else -1
    return -1
