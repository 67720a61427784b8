"""Tables whose cells are divided by blanks, or by nothing: found by their header, read row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.layout.atoms import Atom, opens_with, split_atoms
from pipelines.layout.headline import Header, read_header
from pipelines.layout.heads import read_head
from pipelines.layout.kinds import fits
from pipelines.layout.lines import Line
from pipelines.layout.marks import Piece
from pipelines.layout.parts import Grid, Slot
from pipelines.layout.rows import MAX_ATOMS, Laid, is_whole, lay_parallel, lay_plain, lay_row, marks_of, strand_of

_PROSE = re.compile(r"[。！？，；]")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|平均)")
_TORN = re.compile(r"^(?:(?:术|有限|限|业)?(?:学院|学校|大学|公司|中心)|[院校司心])$")
_SUB = re.compile(r"^其\s*中")
_ORDINAL_HEAD = re.compile(r"^(\d{1,3})[.、．]?(?=\D|$)")
MAX_ROW_LINES = 5
MIN_WORK, WORK_SHARE = 3000, 100
PATIENCE = 6


def find_spaced(source: str, lines: Sequence[Line], skip: frozenset[int], furniture: frozenset[int]) -> tuple[list[Grid], list[Piece]]:
    """Spaced tables in order, and the ranges of repeated headers in them. `skip` are lines that other tables hold."""
    grids: list[Grid] = []
    dropped: list[Piece] = []
    budget = Budget(MIN_WORK + len(source) // WORK_SHARE)
    i = 0
    while i < len(lines):
        header = None if i in skip or i in furniture else read_header(lines, i)
        if header is None:
            i += 1
            continue
        grid, repeated = _read_table(source, _Body(lines, header, skip, budget), furniture)
        if grid is None:
            i = header.last
            continue
        grids.append(grid)
        dropped.extend(repeated)
        i = grid.last
    return grids, dropped


@dataclass
class Budget:
    """How many more times cells may be searched for: it bounds the time for text that only looks like tables."""

    left: int


class _Body:
    """The rows under a header: which lines make one row is chosen so that all cells together fit best."""

    def __init__(self, lines: Sequence[Line], header: Header, stops: frozenset[int], budget: Budget) -> None:
        self.lines, self.header, self.stops, self.budget = lines, header, stops, budget
        after = lines[header.last].text if header.last < len(lines) else ""
        if header.kinds[0] == "ordinal" and re.match(r"[A-Za-z]+-?\d", after):
            self.header = replace(header, kinds=("code", *header.kinds[1:]))
        self.body: list[int] = []
        self.repeated: list[int] = []
        self.best: list[float] = [0.0]
        self.rows: list[tuple[int, Laid] | None] = [None]
        self.ordinals: list[int] = [0]
        self.whole: list[bool] = []
        self.atoms: dict[tuple[int, str], list[Atom]] = {}
        near = lines[max(0, header.first - 8) : header.first + 30]
        self.margin = max((line.width for line in near if line.width <= 180), default=0)

    def read(self, furniture: frozenset[int]) -> list[Laid]:
        """The rows in order; `body` then holds the line numbers that were looked at."""
        peak = 0
        for i in self._scan(furniture):
            self.body.append(i)
            self.whole.append(False)
            self._extend()
            if self.best[-1] > self.best[peak]:
                peak = len(self.body)
            elif len(self.body) - peak > PATIENCE:
                break
        rows: list[Laid] = []
        at = peak
        self.body = self.body[:peak]
        while at:
            found = self.rows[at]
            if found is None:
                return []
            rows.append(found[1])
            at = found[0]
        return rows[::-1]

    def _scan(self, furniture: frozenset[int]) -> Iterator[int]:
        """Lines that may belong to the table."""
        i = self.header.last
        while i < len(self.lines) and i not in self.stops:
            text = self.lines[i].text
            again = self._repeats(i)
            if again and not self.body:
                return
            if again:
                self.repeated.extend(range(i, again))
                i = again
                continue
            number = text.isdecimal() and len(text) <= 3 and self._holds_number(i)
            if i in furniture and not number:
                i += 1
                continue
            if not number and self._ends(text, i):
                return
            yield i
            i += 1

    def _holds_number(self, i: int) -> bool:
        """A lone number is an ordinal or a cell, unless it stands apart or before a repeated header."""
        if int(self.lines[i].text) == self.ordinals[-1] + 1:
            return True
        usual = self.lines[self.header.last].gap if self.header.last < len(self.lines) else 0
        follows = i + 1 < len(self.lines) and self.lines[i + 1].gap <= usual and not self._repeats(i + 1)
        return self.lines[i].gap <= usual and follows

    def _repeats(self, i: int) -> int:
        """The line after a repeated header that starts here, or 0."""
        key, text = self.header.key, ""
        for k in range(i, min(i + 12, len(self.lines))):
            text += "".join(self.lines[k].text.split())
            if text == key:
                return k + 1
            if not key.startswith(text):
                return 0
        return 0

    def _ends(self, text: str, i: int) -> bool:
        head = read_head(text)
        if head.kind in ("table-title", "caption", "case", "note"):
            return True
        if head.kind == "heading" and not text[0].isdigit() and not re.match(r"[（(]\d", text):
            return True
        if head.kind == "heading" and re.match(r"^\d+\.\d", text):
            return not re.search(r"\s[\d.,%％—-]+$", text)
        stops = 2 * text.count("。") + text.count("，")
        return stops > (4 if "note" in self.header.kinds else 1) and " " not in text

    def _extend(self) -> None:
        """Best way to end a row with the line just added."""
        end = len(self.body)
        best, row, ordinal = -1e9, None, 0
        for start in range(end - 1, max(-1, end - 1 - MAX_ROW_LINES), -1):
            if self.best[start] < -1e8:
                continue
            laid, number = self._lay(start, end)
            if laid is not None and self.best[start] + laid.score > best:
                best, row, ordinal = self.best[start] + laid.score, (start, laid), number
        self.best.append(best)
        self.rows.append(row)
        self.ordinals.append(ordinal)

    def _lay(self, start: int, end: int) -> tuple[Laid | None, int]:
        lines = [self.lines[i] for i in self.body[start:end]]
        if sum(len(line.text) for line in lines) > 500 or sum(self.whole[start:end]) > 1:
            return None, 0
        kinds = self.header.kinds
        last = self.ordinals[start]
        numbered = kinds[0] == "ordinal"
        opens = _ORDINAL_HEAD.match(lines[0].text) if start == 0 else None
        follows = bool(opens) or opens_with(lines[0].text, str(last + 1))
        ordinal = (opens[1] if opens else str(last + 1)) if follows and numbered else ""
        number = int(ordinal) if ordinal else last
        if numbered and ((not follows and start == 0) or self._passes(start + 1, end, number + 1)):
            return None, 0
        merged = start > 0 and not ordinal
        if merged and numbered and len(lines) > 1 and "unit" not in kinds:
            return None, 0
        laid = self._open_group(lines, ordinal) or self._choose(self.body[start:end], ordinal, merged=merged)
        if laid is None:
            return None, 0
        if end - start == 1 and laid.whole:
            self.whole[start] = True
        price = 0.15 * (len(lines) - 1) + (_price_sub(kinds, lines[0].text) if merged and numbered else 0.0)
        return Laid(laid.score - price, laid.cells), number

    def _open_group(self, lines: Sequence[Line], ordinal: str) -> Laid | None:
        """A numbered row that only names the group of rows below: 2 教书育人满意度—."""
        if len(lines) > 1 or not ordinal or lines[0].text[-1] not in "—：:":
            return None
        atoms = split_atoms(lines, glue=True, ordinal=ordinal)
        if not 2 <= len(atoms) <= 4 or len(self.header.kinds) < 4:
            return None
        return Laid(2.85, ((atoms[0],), tuple(atoms[1:]), *[()] * (len(self.header.kinds) - 2)))

    def _passes(self, start: int, end: int, number: int) -> bool:
        """A line in between opens with the next ordinal: a row of its own begins there."""
        return any(opens_with(self.lines[i].text, str(number)) for i in self.body[start:end])

    def _choose(self, lines: Sequence[int], ordinal: str, *, merged: bool) -> Laid | None:
        kinds, expected = self.header.kinds, ordinal or ("-" if self.header.kinds[0] == "ordinal" else "")
        atoms = self._atomise(lines, "")
        plain = lay_plain(atoms, kinds, ordinal=expected)
        if plain is not None and len(lines) == 1:
            return plain
        if self.budget.left <= 0:
            return plain
        self.budget.left -= len(lines)
        options = [lay_row(atoms, kinds, ordinal=expected, merged=merged)] if len(atoms) <= MAX_ATOMS else []
        text = "".join(self.lines[i].text for i in lines)
        if text.count("。") * 2 + text.count("，") < 2 and not (options and is_whole(options[0], kinds, expected)):
            glued = self._atomise(lines, ordinal or "-")
            if len(atoms) < len(glued) <= MAX_ATOMS:
                options.append(lay_row(glued, kinds, ordinal=expected, merged=merged))
        if len(lines) > 1 and len(atoms) <= MAX_ATOMS:
            split = [self._atomise([i], "") for i in lines]
            options.append(lay_parallel(split, kinds, ordinal=expected, merged=merged))
        return max(options, key=lambda option: option.score, default=None)

    def _atomise(self, lines: Sequence[int], ordinal: str) -> list[Atom]:
        """Atoms of a row's lines; with an ordinal (- for none) also those that touch."""
        atoms: list[Atom] = []
        for n, i in enumerate(lines):
            key = (i, ordinal if not n or ordinal in ("", "-") else "-")
            if key not in self.atoms:
                names, number = "person" in self.header.kinds, key[1].strip("-")
                self.atoms[key] = split_atoms([self.lines[i]], glue=bool(key[1]), names=names, ordinal=number)
            found = self.atoms[key]
            if n and found:
                folded = self.lines[lines[n - 1]].width >= self.margin - 4
                atoms.append(replace(found[0], before="fold" if folded else "wrap"))
                found = found[1:]
            atoms.extend(found)
        return atoms


def _price_sub(kinds: Sequence[str], text: str) -> float:
    """What a row without number costs in a numbered table; in one of indicators such rows are common."""
    return 0.0 if _SUB.match(text) else 0.2 if "unit" in kinds else 0.8


def _read_table(source: str, body: _Body, furniture: frozenset[int]) -> tuple[Grid | None, list[Piece]]:
    lines, header = body.lines, body.header
    rows = body.read(furniture)
    filled = [row for row in rows if sum(bool(cell) for cell in row.cells) >= 2]
    if not rows or len(filled) < min(2, len(rows)) or sum(row.score for row in rows) < 0.5:
        return None, []
    last = body.body[-1] + 1
    slots = _head_slots(source, header)
    top = len(slots)
    for row in rows:
        slots.append(_fill(source, row, slots[-1] if len(slots) > top else ()))
    repeated = [(lines[i].start, lines[i].end) for i in body.repeated if i < last]
    repeated += marks_of(source, [*header.cells, *(cell for row in rows for cell in row.cells)])
    return Grid(header.first, last, tuple(_join_first(_join_first(slots, source), source, 1)), top), repeated


def _head_slots(source: str, header: Header) -> list[tuple[Slot, ...]]:
    """One row of header cells, or two whose upper cells span the lower ones."""
    below = tuple(Slot(strand_of(source, cell)) for cell in header.cells)
    if not header.top:
        return [below]
    made: dict[tuple[Atom, ...], Slot] = {header.cells[0]: below[0]}
    above = tuple(made.setdefault(cell, Slot(strand_of(source, cell))) for cell in header.top)
    return [above, below]


def _fill(source: str, row: Laid, above: Sequence[Slot]) -> tuple[Slot, ...]:
    """Slots of a row; leading empty cells are the merged ones of the row above."""
    slots = [Slot(strand_of(source, cell)) for cell in row.cells]
    total = any(cell and _TOTAL.match(cell[0].text) for cell in row.cells[:2])
    for c, cell in enumerate(row.cells):
        if cell or total or c >= len(above):
            break
        slots[c] = above[c]
    return tuple(slots)


def _text(source: str, slot: Slot) -> str:
    return "".join(source[a:b] for a, b in slot.strand)


def _join_first(rows: list[tuple[Slot, ...]], source: str, c: int = 0) -> list[tuple[Slot, ...]]:
    """Rejoin the name in a merged cell of a column that is spread over the rows beside it."""
    done = list(rows)
    for r in range(2, len(done)):
        above, piece = done[r - 1][c], done[r][c]
        if piece is above or not above.strand or fits(_text(source, above), "org") or not _TORN.match(_text(source, piece)):
            continue
        whole = Slot((*above.strand, *piece.strand))
        done = [(*row[:c], whole, *row[c + 1 :]) if row[c] is above or row[c] is piece else row for row in done]
    return done
