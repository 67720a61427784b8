"""Tables whose cells are marked: Markdown pipes and tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.layout.kinds import ORDINAL, fits, is_header_word, name_kind
from pipelines.layout.lines import Line
from pipelines.layout.marks import Piece, Strand, keep_text
from pipelines.layout.parts import Grid, Slot

_DELIMITER = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$|^\|?\s*:?-+:?\s*\|(?:\s*:?-+:?\s*\|?)*$")
_PIPE = re.compile(r"(?<!\\)[|｜│┃║]")
MAX_LINE = 20_000
"""A longer line is no table row."""
_TAB = re.compile(r"\t")


def find_grids(source: str, lines: Sequence[Line], skip: frozenset[int]) -> tuple[list[Grid], list[Piece]]:
    """Pipe and tab tables in order, and the ranges of their marks. `skip` are the lines that belong to something else."""
    grids: list[Grid] = []
    dropped: list[Piece] = []
    i = 0
    while i < len(lines):
        mark = None if i in skip else _mark_of(lines, i)
        if mark is None:
            i += 1
            continue
        last = _find_end(lines, i, mark, skip)
        rows, bars, header = _read_rows(source, lines, (i, last, mark), skip)
        if len(rows) >= 2 or mark is _PIPE:
            grids.append(Grid(i, last, _merge(rows), max(1, header)))
            dropped.extend(bars)
        i = last
    return grids, dropped


def _mark_of(lines: Sequence[Line], i: int) -> re.Pattern[str] | None:
    text = lines[i].text
    if len(text) > MAX_LINE or not ("|" in text or "\t" in text or "｜" in text or "│" in text or "┃" in text):
        return None
    if (text[0] in "|｜│┃║" and len(_PIPE.findall(text)) >= 2) or (i + 1 < len(lines) and "|" in text and _DELIMITER.match(lines[i + 1].text)):
        return _PIPE
    bars = text.count("｜") + text.count("│")
    if bars and i + 1 < len(lines) and lines[i + 1].text.count("｜") + lines[i + 1].text.count("│") == bars:
        return _PIPE
    if "\t" in text and i + 1 < len(lines) and not text.rstrip("0123456789").rstrip().endswith((".", "…", "·")):
        tabs = text.count("\t")
        after = next((x.text for x in lines[i + 1 : i + 4] if "\t" in x.text), "")
        return _TAB if after and abs(after.count("\t") - tabs) <= max(1, tabs) and (tabs > 1 or after.count("\t") == tabs) else None
    return None


def _find_end(lines: Sequence[Line], first: int, mark: re.Pattern[str], furniture: frozenset[int]) -> int:
    last = first + 1
    i = last
    while i < len(lines) and i <= last + 3:
        if mark.search(lines[i].text) and (mark is _TAB or lines[i].text[0] in "|｜│┃║" or _PIPE.search(lines[i].text)):
            if mark is _PIPE and lines[i].gap and i == last and lines[i].text[0] != "|":
                break
            if mark is _PIPE and lines[i].gap and i + 1 < len(lines) and _DELIMITER.match(lines[i + 1].text):
                break
            last = i + 1
        elif i not in furniture and not _goes_on(lines, i, mark, furniture):
            break
        i += 1
    return last


def _goes_on(lines: Sequence[Line], i: int, mark: re.Pattern[str], furniture: frozenset[int]) -> bool:
    """A line without marks that still belongs to the table."""
    if mark is _PIPE:
        return _wraps(lines, i, mark)
    return _is_row_start(lines[i].text) or _continues(lines, i, furniture)


def _wraps(lines: Sequence[Line], i: int, mark: re.Pattern[str]) -> bool:
    """A piece of a first cell, whose row goes on in the next line."""
    return i + 1 < len(lines) and len(lines[i].text) <= 40 and bool(mark.search(lines[i + 1].text)) and not lines[i].gap and not lines[i + 1].gap


def _is_row_start(text: str) -> bool:
    return bool(re.match(r"^\d{1,3}\s+\S+(?:\s+\S+)+$", text))


def _continues(lines: Sequence[Line], i: int, furniture: frozenset[int]) -> bool:
    """A piece of a wrapped cell: short, and followed by a row that goes on."""
    after = next((lines[k].text for k in range(i + 1, min(i + 3, len(lines))) if k not in furniture), "")
    return len(lines[i].text) <= 30 and "\t" in after and lines[i].text[-1] not in "。；：" and lines[i].gap == 0


def _read_rows(
    source: str, lines: Sequence[Line], span: tuple[int, int, re.Pattern[str]], furniture: frozenset[int]
) -> tuple[list[list[Slot]], list[Piece], int]:
    first, last, mark = span
    rows: list[list[Slot]] = []
    dropped: list[Piece] = []
    header = 0
    pending: Strand = ()
    ruled = any(lines[i].text[0] in "├┠╠" for i in range(first, last) if i in furniture)
    fresh = True
    for i in range(first, last):
        line = lines[i]
        if i in furniture:
            fresh = True
            continue
        if mark is _PIPE and _DELIMITER.match(line.text):
            dropped.append((line.start, line.end))
            header = header or len(rows)
            continue
        cells, marks = _split_cells(source, line, mark)
        if mark is _PIPE and not marks:
            pending = cells[0].strand
            continue
        if pending:
            cells[0] = Slot(pending + cells[0].strand)
            pending = ()
        if rows and _texts(source, cells) == _texts(source, rows[0]) and any(cells):
            dropped.extend(piece for slot in cells for piece in slot.strand)
            dropped.extend(marks)
            continue
        dropped.extend(marks)
        if ruled and not fresh and rows and len(rows[-1]) == len(cells):
            rows[-1] = [Slot(above.strand + slot.strand) for above, slot in zip(rows[-1], cells, strict=True)]
        else:
            _take_row(source, rows, cells)
        fresh = False
    return rows, dropped, header or _count_headers(source, rows)


def _split_cells(source: str, line: Line, mark: re.Pattern[str]) -> tuple[list[Slot], list[Piece]]:
    """Cells of a line and the marks between them."""
    start, end = line.start, line.end
    dropped: list[Piece] = []
    if mark is _TAB:
        while source[start - 1 : start] == "\t":
            start -= 1
        while source[end : end + 1] == "\t":
            end += 1
    else:
        while start < end and source[start] in "|｜│┃║":
            dropped.append((start, start + 1))
            start += 1
            break
        if source[end - 1] in "|｜│┃║" and source[end - 2] != "\\" and end > start:
            end -= 1
            dropped.append((end, end + 1))
    if mark is _TAB and not _TAB.search(source, start, end):
        mark = re.compile(r"\s+")
    slots: list[Slot] = []
    at = start
    for bar in [*mark.finditer(source, start, end), None]:
        stop = bar.start() if bar else end
        kept = keep_text(source, *_strip(source, at, stop))
        slots.append(Slot(kept.strand))
        dropped.extend(kept.dropped)
        if bar and not bar.group().isspace():
            dropped.append(bar.span())
        at = bar.end() if bar else end
    return slots, dropped


def _strip(source: str, start: int, end: int) -> Piece:
    while start < end and source[start].isspace():
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    return start, end


def text_of(source: str, strand: Strand) -> str:
    """The kept text of a strand."""
    return "".join(source[a:b] for a, b in strand)


def _texts(source: str, slots: Sequence[Slot]) -> list[str]:
    return ["".join(text_of(source, slot.strand).split()) for slot in slots]


def _take_row(source: str, rows: list[list[Slot]], cells: list[Slot]) -> None:
    """Append a row, or join the piece of a wrapped cell to the row above."""
    filled = [c for c, slot in enumerate(cells) if slot.strand]
    if len(rows) > 1 and len(rows[-1]) + len(cells) - 1 == len(rows[0]) and len(rows[-1]) < len(rows[0]) > 2 and rows[-1][-1].strand:
        rows[-1] = [*rows[-1][:-1], Slot(rows[-1][-1].strand + cells[0].strand), *cells[1:]]
        return
    if len(rows) > 1 and len(filled) == 1 and len(rows[0]) > 2 and (len(cells) == 1 or filled[0] == 0):
        texts = _texts(source, rows[0])
        piece = "".join(_texts(source, [cells[filled[0]]]))
        if not (name_kind(texts[0]) == "ordinal" and ORDINAL.match(piece)):
            column = _find_open(source, rows, piece)
            above = rows[-1][column]
            rows[-1][column] = Slot(above.strand + cells[filled[0]].strand)
            return
    rows.append(cells)


def _find_open(source: str, rows: list[list[Slot]], piece: str) -> int:
    """The column of the last row whose cell the piece completes."""
    kinds = [name_kind(text, True) for text in _texts(source, rows[0])]
    above = _texts(source, rows[-1])
    best, score = min(1, len(above) - 1), -1.0
    for c, text in enumerate(above):
        kind = kinds[c] if c < len(kinds) else "text"
        if not text or kind in ("ordinal", "level", "number", "year", "unit"):
            continue
        gain = float(fits(text + piece, kind)) - float(fits(text, kind)) + 0.01 * len(text)
        if gain > score:
            best, score = c, gain
    return best


def _count_headers(source: str, rows: Sequence[Sequence[Slot]]) -> int:
    """Rows of words before the first one with data; a second header row leaves its first cell empty."""
    if len(rows) < 2:
        return 1
    second = _texts(source, rows[1])
    words = [text for text in second if text]
    return 2 if not second[0] and len(words) > 1 and all(map(is_header_word, words)) else 1


def _merge(rows: list[list[Slot]]) -> tuple[tuple[Slot, ...], ...]:
    """Fill leading empty cells with the merged cell above them."""
    done: list[tuple[Slot, ...]] = []
    for r, row in enumerate(rows):
        if r > 1 and not row[0].strand and any(slot.strand for slot in row):
            k = next(c for c, slot in enumerate(row) if slot.strand)
            above = done[-1]
            row = [*above[: min(k, len(above))], *row[min(k, len(above)) :]]
        done.append(tuple(row))
    return tuple(done)
