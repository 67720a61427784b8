"""Tables whose cells are divided by blanks, or by nothing: found by their header, read row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pipelines.layout.atoms import Atom, join_years, opens_with, split_atoms
from pipelines.layout.heads import read_head
from pipelines.layout.kinds import is_header_word, name_kind
from pipelines.layout.lines import Line
from pipelines.layout.marks import Piece
from pipelines.layout.parts import Grid, Slot
from pipelines.layout.rows import MAX_ATOMS, Laid, is_whole, lay_parallel, lay_plain, lay_row, strand_of

_PROSE = re.compile(r"[。！？，；]")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|平均)")
_COMPOUND = re.compile(r"^.{2,4}(?:名称|数量|人数|时间|情况|编号)$")
_BRACKET = re.compile(r"[（(][^（）()]{1,12}[）)]$")
_TORN = re.compile(r"^(?:[\u4e00-\u9fff]{0,3}(?:学院|学校|大学|公司|中心)|[院校司心])$")
_SUB = re.compile(r"^其\s*中")
_ORDINAL_HEAD = re.compile(r"^(\d{1,3})[.、．]?(?=\D|$)")
MAX_ROW_LINES = 5
MAX_COLUMNS = 16
MIN_WORK, WORK_SHARE = 3000, 100
PATIENCE = 6


@dataclass(frozen=True, slots=True)
class Header:
    """The header cells of a table over `lines[first:last]`, and the kind of each column."""

    first: int
    last: int
    cells: tuple[tuple[Atom, ...], ...]
    kinds: tuple[str, ...]

    @property
    def key(self) -> str:
        return "".join("".join(atom.text.split()) for cell in self.cells for atom in cell)


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


def read_header(lines: Sequence[Line], i: int) -> Header | None:
    """The header that starts at a line, or None. It may be spread over several short lines."""
    text = lines[i].text
    if len(text) > 120 or text[0] in "|#图表附案（(《“" or _PROSE.search(text):
        return None
    if len(text) > 12 and " " not in text and "\u3000" not in text:
        return _read_glued(lines, i)
    for last in range(i + 1, min(i + 12, len(lines)) + 1):
        if last - i > 1 and (len(lines[last - 1].text) > 30 or _PROSE.search(lines[last - 1].text)):
            break
        groups = _merge_words([part for group in join_years(split_atoms(lines[i:last])) for part in _divide(group)])
        words = [is_header_word("".join(atom.text for atom in group)) for group in groups]
        strong = "".join(atom.text for atom in groups[0]) in ("序号", "编号", "项次") and len(groups) > 2
        if 2 <= len(groups) <= MAX_COLUMNS and sum(words) >= max(2, 0.6 * len(words)) and (strong or sum(words) > 2 or all(words)):
            if last < len(lines) and last - i < 11 and _extends(lines, i, last):
                continue
            return _build_header(i, last, groups)
        if not _starts_header(text):
            break
    return _read_glued(lines, i)


def _divide(group: list[Atom]) -> list[list[Atom]]:
    """Two plain header words that touch: 指标单位."""
    ends = _cut_plain(group[0].text) if len(group) == 1 and len(group[0].text) >= 4 else ()
    return list(_cut_atom(group[0], ends)) if ends else [group]


@lru_cache(maxsize=4096)
def _cut_plain(text: str) -> tuple[int, ...]:
    """Ends of the plain words that make up a text, when the last one often stands alone."""
    if text in _PLAIN or len(text) > 20 or not text.endswith(_CLOSING):
        return ()
    ends: list[tuple[int, ...]] = [()] * (len(text) + 1)
    for end in range(2, len(text) + 1):
        starts = [s for s in range(max(0, end - 6), end) if text[s:end] in _PLAIN and (not s or ends[s])]
        if starts:
            ends[end] = (*ends[starts[0]], end)
    whole = ends[-1]
    return whole if len(whole) > 1 and text[whole[-2] :] in _CLOSING else ()


_CLOSING = ("单位", "备注", "年份", "等次", "级别", "指标")


def _cut_atom(atom: Atom, ends: Sequence[int]) -> Iterator[list[Atom]]:
    for low, high in pairwise([0, *ends]):
        yield [Atom(atom.start + low, atom.start + high, atom.text[low:high], atom.before if not low else "glue", atom.column)]


def _starts_header(text: str) -> bool:
    return text in ("序", "序号", "指标", "项目", "编号", "名称", "单位") or (len(text) <= 3 and text[0] in "序指单编项名院学赛")


def _extends(lines: Sequence[Line], first: int, last: int) -> bool:
    """The next line is more header: short words in a header that began with split ones, before the first row."""
    text = lines[last].text
    if _ORDINAL_HEAD.match(text) or not _starts_header(lines[first].text):
        return False
    words = text.split()
    if len(words) > 1 and all(map(is_header_word, words)):
        return True
    return len(text) <= 12 and all(len(word) <= 8 for word in words) and not any(char.isdigit() for char in text)


def _merge_words(groups: list[list[Atom]]) -> list[list[Atom]]:
    """Join halves of header words that stand on two lines: 序 + 号, 调查 + 人次."""
    merged: list[list[Atom]] = []
    for group in groups:
        if merged and group[0].before == "wrap":
            left = "".join(atom.text for atom in merged[-1])
            text = "".join(atom.text for atom in group)
            if is_header_word(left + text) and (not is_header_word(left) or not is_header_word(text) or len(left) == 1 or left + text == "调查人次"):
                merged[-1].extend(group)
                continue
        merged.append(list(group))
    return merged


def _read_glued(lines: Sequence[Line], i: int) -> Header | None:
    """A header whose words touch: 序号单位名称类型职务."""
    text = lines[i].text
    if len(text) > 60 or "，" in text or not (text.startswith(("序号", "编号")) or _names_table(lines, i)):
        return None
    groups = [list(group) for group in _segment(split_atoms([lines[i]]))]
    if len(groups) < 3:
        return None
    return _build_header(i, i + 1, groups)


def _names_table(lines: Sequence[Line], i: int) -> bool:
    return i > 0 and read_head(lines[i - 1].text).kind == "table-title"


def _segment(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Cut each atom into header words, the fewest and longest; an atom that is no chain of them stays whole."""
    for group in join_years(atoms):
        text = "".join(atom.text for atom in group)
        cuts = _cut_words(text) if len(group) == 1 and len(text) <= 40 else ()
        if cuts:
            yield from _cut_atom(group[0], cuts)
        else:
            yield group


def _cut_words(text: str) -> tuple[int, ...]:
    """Ends of the header words that make up a text; empty when it is none such."""
    best: list[tuple[float, int] | None] = [None] * (len(text) + 1)
    best[0] = (0.0, 0)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - 12), end):
            before, word = best[start], text[start:end]
            if before is None or len(word) < 2 or not (word in _PLAIN or is_header_word(word)) or text[end : end + 1] in "（(" and text[end : end + 1]:
                continue
            plain = _BRACKET.sub("", word) in _PLAIN or _COMPOUND.search(word) is not None
            cost = before[0] + 1.0 + (0.0 if plain else 2.0 * len(word))
            kept = best[end]
            if kept is None or cost < kept[0]:
                best[end] = (cost, start)
    if best[-1] is None:
        return ()
    cuts, at = [], len(text)
    while at:
        cuts.append(at)
        found = best[at]
        at = found[1] if found else 0
    return tuple(reversed(cuts))


_PLAIN = frozenset(
    "序号 编号 学校 作品 赛事名称 竞赛名称 作品名称 项目名称 等次 级别 单位名称 类型 职务 名称 指标 单位 备注 奖项 负责人 主编 教材名称 成果类别 成果类型 承担任务 学校名称 学校类型 指标名称 企业名称 合作单位 共建单位 依托单位 获批年份 赛项名称 参赛作品 作品类别 平台名称 基地名称 专业名称 "
    "年度投入 年度经费 获奖等级 获奖级别 项目级别 立项时间 所在学院 获奖时间 颁奖单位 主办单位 平台 基地 项目 课程 教材 年度 名次 荣誉 文号 人数 学生 选手 教师 企业 院校 专业 班级 类别 等级 奖次 地点 国家 属地 建设类别 合作企业 性质 学生数 投入 获奖学生 指导教师 所在单位 荣誉称号 授予单位 时间 年份 姓名 国别 合作方 赛项".split()
)


def _build_header(first: int, last: int, groups: Sequence[Sequence[Atom]]) -> Header:
    texts = ["".join(atom.text for atom in group) for group in groups]
    indicators = any(text.startswith(("指标", "项目")) or text.endswith("指标") for text in texts) and any(
        name_kind(text) in ("year", "number") for text in texts
    )
    kinds = tuple(name_kind(text, indicators) for text in texts)
    return Header(first, last, tuple(tuple(group) for group in groups), kinds)


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
            number = text.isdigit() and len(text) <= 3 and self._holds_number(i)
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
        if numbered and (not follows and start == 0 or self._passes(start + 1, end, number + 1)):
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
    slots: list[tuple[Slot, ...]] = [tuple(Slot(strand_of(source, cell)) for cell in header.cells)]
    for row in rows:
        slots.append(_fill(source, row, slots[-1] if len(slots) > 1 else ()))
    repeated = [(lines[i].start, lines[i].end) for i in body.repeated if i < last]
    return Grid(header.first, last, tuple(_join_first(_join_first(slots, source), source, 1))), repeated


def _fill(source: str, row: Laid, above: Sequence[Slot]) -> tuple[Slot, ...]:
    """Slots of a row; leading empty cells are the merged ones of the row above."""
    slots = [Slot(strand_of(source, cell)) for cell in row.cells]
    total = any(cell and _TOTAL.match(cell[0].text) for cell in row.cells[:2])
    for c, cell in enumerate(row.cells):
        if cell or total or c >= len(above):
            break
        slots[c] = above[c]
    return tuple(slots)


def _join_first(rows: list[tuple[Slot, ...]], source: str, c: int = 0) -> list[tuple[Slot, ...]]:
    """Rejoin the name in a merged cell of a column that is spread over the rows beside it."""
    done = list(rows)
    for r in range(2, len(done)):
        above, piece = done[r - 1][c], done[r][c]
        if piece is above or not above.strand or not _TORN.match("".join(source[a:b] for a, b in piece.strand)):
            continue
        whole = Slot((*above.strand, *piece.strand))
        done = [(*row[:c], whole, *row[c + 1 :]) if row[c] is above or row[c] is piece else row for row in done]
    return done
