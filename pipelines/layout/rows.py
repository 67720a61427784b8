"""Atoms -> cells: the best way to lay a row's atoms into its table's columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.layout.atoms import Atom
from pipelines.layout.kinds import DATE, GRADE, LEVEL, NUMBER, UNIT, fits
from pipelines.layout.marks import Strand, is_dividing, keep_text, needs_blank

MAX_ATOMS = 48
_SPAN = 9
_NEVER, _FLOOR = -1e9, -1e8
_LONG = 120
_DEAR, _ALIGNED = -1.9, 0.4
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"), ("〔", "〕"), ("〈", "〉"), ("【", "】"))
_CUT_START = re.compile(
    r"^(?:[，。、；：）)”》〕〉】！？的]|——.|有限(?:责任)?公司|股份有限|有限责任|责任公司|.{0,2}公司$|学院$|中心$|大赛$|竞赛$|计划竞赛|（集团）|总决赛|"
    r"[\u4e00-\u9fff]{2,3}(?:省|市|赛区|自治区)?(?:选拔赛|分赛|省赛|初赛|预选赛))"
)
_CUT_END = re.compile(r"[、，（(“《〔和与及]$")
_SHORT = {"org", "contest", "person", "label"}
_NAME = re.compile(r"^[\u4e00-\u9fff]{2,4}$")
_EDGE = re.compile(r"[\x21-\x7e·—“]")
_MERGE = {"start": 0.0, "blank": -0.3, "wide": -1.2, "wrap": 0.0, "fold": 0.0, "glue": 0.0}
_SPLIT = {"start": 0.0, "blank": 0.0, "wide": 0.15, "wrap": -0.1, "fold": -0.6, "glue": -0.35}
_CLOSED = {"ordinal", "code", "number", "year", "grade", "level", "date", "unit", "docno"}


Cells = tuple[tuple[Atom, ...], ...]

Prices = tuple[float, float, float, float]
Span = tuple[int, str, float, Prices]
"""Start of a stretch of atoms, its text, what cutting before it costs, what joining in it costs by the column's group."""
_FREE: Prices = (0.0, 0.0, 0.0, 0.0)
_GROUP = dict.fromkeys(_CLOSED, 1) | {"person": 2, "org": 3}


@dataclass(frozen=True, slots=True)
class Laid:
    """Cells of one row, a tuple of atoms a column (empty where nothing stands), and how good they are. `whole` tells that
    every column is filled with what it should hold."""

    score: float
    cells: tuple[tuple[Atom, ...], ...]
    whole: bool = False


def lay_plain(atoms: Sequence[Atom], kinds: Sequence[str], *, ordinal: str = "") -> Laid | None:
    """One atom a column, when each fits its column well."""
    if len(atoms) != len(kinds):
        return None
    rates = [rate_cell(atom.text, kind, ordinal) for atom, kind in zip(atoms, kinds, strict=True)]
    if min(rates) < 0.05:
        return None
    splits = sum(_SPLIT[atom.before] for atom in atoms[1:])
    return Laid(sum(rates) + splits, tuple((atom,) for atom in atoms), True)


def is_whole(laid: Laid, kinds: Sequence[str], ordinal: str) -> bool:
    """Every column is filled, and well; a note may be missing."""
    for cell, kind in zip(laid.cells, kinds, strict=True):
        text = "".join(atom.text for atom in cell)
        if rate_cell(text, kind, ordinal) < 0.3 if cell else kind != "note":
            return False
    return True


def lay_row(atoms: Sequence[Atom], kinds: Sequence[str], *, ordinal: str = "", merged: bool = False) -> Laid:
    """The best cells for atoms in reading order. `ordinal` is the number that should come next; `merged` allows the leading
    cells to be those of the row above."""
    count = len(atoms)
    spans = _list_spans(atoms)
    best = [0.0] + [_NEVER] * count
    back: list[list[int]] = []
    for kind in kinds:
        empty, group = _rate_empty(kind, lead=False), _GROUP.get(kind, 0)
        following = [score + empty for score in best]
        following[0] = best[0] + _rate_empty(kind, lead=merged)
        origins = list(range(count + 1))
        for j in range(1, count + 1):
            top, origin = following[j], j
            for i, text, split, prices in spans[j]:
                if best[i] < _FLOOR or (group == 1 and len(text) > 16):
                    continue
                gain = best[i] + split + prices[group]
                gain += rate_cell(text, kind, ordinal) if kind == "ordinal" else _rate_text(text, kind)
                if gain > top:
                    top, origin = gain, i
            following[j], origins[j] = top, origin
        best = following
        back.append(origins)
    cells: list[tuple[Atom, ...]] = []
    j = count
    for origins in reversed(back):
        i = origins[j]
        cells.append(tuple(atoms[i:j]))
        j = i
    return Laid(best[count], tuple(reversed(cells)))


def _list_spans(atoms: Sequence[Atom]) -> list[list[Span]]:
    """For each end, the stretches of atoms that may be one cell."""
    spans: list[list[Span]] = [[]]
    joins = [_price_joins(atoms[i], atoms[i - 1]) if i else _FREE for i in range(len(atoms))]
    for j in range(1, len(atoms) + 1):
        found: list[Span] = []
        text, prices = "", _FREE
        for i in range(j - 1, max(-1, j - 1 - _SPAN), -1):
            text = atoms[i].text + text
            if len(text) > _LONG or prices[0] < _DEAR:
                break
            found.append((i, text, _SPLIT[atoms[i].before] if i else 0.0, prices))
            more = joins[i]
            if more is not _FREE:
                prices = (prices[0] + more[0], prices[1] + more[1], prices[2] + more[2], prices[3] + more[3])
        spans.append(found)
    return spans


def _price_joins(atom: Atom, before: Atom) -> Prices:
    """What it costs that a cell goes on over the border before an atom, by the group of its column."""
    price = _MERGE[atom.before]
    if not price:
        return _FREE
    loose = atom.before == "blank"
    near = loose and bool(_EDGE.match(atom.text) or before.text[-1].isascii())
    plain = price / 2 if near else price
    org = price / 4 if loose and fits(before.text, "org") else plain
    return (plain, price * 2, price / 2 if loose else price, org)


def lay_parallel(lines: Sequence[Sequence[Atom]], kinds: Sequence[str], *, ordinal: str = "", merged: bool = False) -> Laid:
    """Cells of a row whose later lines carry on several cells side by side."""
    base = lay_row(lines[0], kinds, ordinal=ordinal, merged=merged)
    bases = [base.cells]
    if len(lines[0]) == len(kinds) + 1:
        first = [(atom,) for atom in lines[0]]
        bases += [(*first[:m], (*first[m], *first[m + 1]), *first[m + 2 :]) for m in range(1, len(kinds))]
    found = (_carry_on(cells, lines[1:], kinds, ordinal) for cells in bases)
    joined = max(filter(None, found), key=lambda cells: _rate_join(cells, kinds, ordinal), default=None)
    if joined is None:
        return Laid(_NEVER, base.cells)
    score = _rate_all(joined, kinds, ordinal, merged=merged) + min(0.0, base.score) * 0.1
    score += sum(_SPLIT[cell[0].before] for cell in joined[1:] if cell)
    return Laid(score + (_ALIGNED if _is_aligned(joined) else -0.2), joined)


def _is_aligned(cells: Cells) -> bool:
    """Each piece on a later line stands under its cell's first one, some of them off the left margin."""
    pairs = [(cell[0], atom) for cell in cells for atom in cell[1:] if atom.before in ("start", "wrap", "fold")]
    return any(atom.column for _, atom in pairs) and all(abs(atom.column - first.column) <= 2 for first, atom in pairs)


def _carry_on(cells: Cells, lines: Sequence[Sequence[Atom]], kinds: Sequence[str], ordinal: str) -> Cells | None:
    """Each line's atoms joined to the cells that they complete best."""
    for line in lines:
        options = [c for c, cell in enumerate(cells) if cell and kinds[c] not in ("ordinal", "number", "year", "unit")]
        if len(line) > min(len(options), 6):
            return None
        ways = (_join(cells, line, chosen) for chosen in itertools.combinations(options, len(line)))
        cells = max(ways, key=lambda way: _rate_join(way, kinds, ordinal))
    return cells


def marks_of(source: str, cells: Iterable[Sequence[Atom]]) -> list[tuple[int, int]]:
    """The ranges of marks inside cells."""
    return [mark for cell in cells for atom in cell for mark in keep_text(source, atom.start, atom.end).dropped]


def strand_of(source: str, cell: Sequence[Atom]) -> Strand:
    """The source pieces of a cell, blanks kept where they divide words."""
    pieces: list[tuple[int, int]] = []
    at = 0
    while at < len(cell):
        last = at
        while last + 1 < len(cell) and cell[last + 1].before not in ("wrap", "fold") and source[cell[last].end : cell[last + 1].start].strip() == "":
            last += 1
        if at and needs_blank(source, cell[at - 1].end, cell[at].start):
            pieces.append((cell[at - 1].end, cell[at - 1].end + 1))
        for atom in cell[at : last + 1]:
            if pieces and atom is not cell[at] and is_dividing(source, pieces[-1][1], atom.start):
                pieces.append((pieces[-1][1], pieces[-1][1] + 1))
            pieces.extend(keep_text(source, atom.start, atom.end).strand)
        at = last + 1
    return tuple(pieces)


def _join(cells: Cells, line: Sequence[Atom], chosen: Sequence[int]) -> Cells:
    joined = list(cells)
    for atom, c in zip(line, chosen, strict=True):
        joined[c] = (*joined[c], atom)
    return tuple(joined)


def _rate_join(cells: Cells, kinds: Sequence[str], ordinal: str) -> float:
    """Rating of the cells, and nearness on the page of what was joined."""
    apart = sum(abs(b.column - a.column) for cell in cells for a, b in itertools.pairwise(cell) if b.before != "blank")
    return _rate_all(cells, kinds, ordinal) - apart / 40


def _rate_all(cells: Sequence[Sequence[Atom]], kinds: Sequence[str], ordinal: str, *, merged: bool = False) -> float:
    total, lead = 0.0, merged
    for cell, kind in zip(cells, kinds, strict=True):
        lead = lead and not cell
        total += rate_cell("".join(atom.text for atom in cell), kind, ordinal) if cell else _rate_empty(kind, lead=lead)
    return total


def _rate_empty(kind: str, *, lead: bool) -> float:
    if lead:
        return -0.25
    return -0.2 if kind == "note" else -0.7 if kind in ("number", "year") else -1.1


def rate_cell(text: str, kind: str, ordinal: str) -> float:
    """How well a text fills a column: about 1 for a good cell, below 0 for a bad one."""
    if kind == "ordinal":
        return 2.5 if text.rstrip(".、．") == ordinal else 0.6 if not ordinal and fits(text, kind) else -3.0
    return _rate_text(text, kind)


@lru_cache(maxsize=65536)
def _rate_text(text: str, kind: str) -> float:
    if kind in _CLOSED:
        if kind == "date" and NUMBER.match(text) and not DATE.match(text):
            return 0.2 if text in "—-－" else -1.0
        strong = kind not in ("grade", "level") or bool((GRADE if kind == "grade" else LEVEL).match(text))
        return (1.2 if strong else 0.8) if fits(text, kind) else 0.1 if text in "—-－/" else -1.6
    score = 0.35
    for left, right in _PAIRS:
        if text.count(left) != text.count(right):
            score -= 0.9
    stops = 2 * text.count("。") + text.count("，")
    score -= min(2.0, stops * (0.15 if kind == "note" else 0.8 if kind in _SHORT else 0.45))
    if (kind in _SHORT and len(text) > 30) or (kind == "label" and len(text) > 14):
        score -= 0.5
    if kind == "note" and NUMBER.match(text):
        score -= 0.8
    if len(text) > 45 and kind != "note":
        score -= 0.02 * (len(text) - 45)
    if _CUT_START.match(text) or _CUT_END.search(text):
        score -= 0.8
    if kind in ("org", "contest", "person"):
        score += 0.5 if fits(text, kind) else -0.1 if kind == "person" and _NAME.match(text) else -0.35
    elif kind in ("text", "label") and (GRADE.match(text) or LEVEL.match(text) or NUMBER.match(text)) and len(text) > 1:
        score -= 0.5
    if kind == "text" and UNIT.match(text):
        score -= 0.3
    if kind in ("org", "label", "contest", "person") and len(text) < 2:
        score -= 0.7
    return score
