"""The header of a spaced table: its cells, told by the words that headers use, and the kind of each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipelines.layout.atoms import Atom, join_years, split_atoms
from pipelines.layout.heads import read_head
from pipelines.layout.kinds import is_header_word, name_kind
from pipelines.layout.lines import Line

_PROSE = re.compile(r"[。！？，；]")
_ORDINAL_HEAD = re.compile(r"^(\d{1,3})[.、．]?(?=\D|$)")
_BRACKET = re.compile(r"[（(][^（）()]{1,12}[）)]$")
_COMPOUND = re.compile(r"^.{2,4}(?:名称|数量|人数|时间|情况|编号)$")
MAX_COLUMNS = 16


@dataclass(frozen=True, slots=True)
class Header:
    """The header cells of a table over `lines[first:last]`, and the kind of each column. In a header of two levels, `top` is
    the upper level, one entry a column."""

    first: int
    last: int
    cells: tuple[tuple[Atom, ...], ...]
    kinds: tuple[str, ...]
    top: tuple[tuple[Atom, ...], ...] = ()

    @property
    def key(self) -> str:
        """The header's text without blanks, as a page would repeat it."""
        if self.top:
            return "".join(dict.fromkeys("".join("".join(atom.text.split()) for atom in cell) for cell in self.top))
        return "".join("".join(atom.text.split()) for cell in self.cells for atom in cell)


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
        if not groups:
            return None
        words = [is_header_word("".join(atom.text for atom in group)) for group in groups]
        strong = "".join(atom.text for atom in groups[0]) in ("序号", "编号", "项次") and len(groups) > 2
        if 2 <= len(groups) <= MAX_COLUMNS and sum(words) >= max(2, 0.6 * len(words)) and (strong or sum(words) > 2 or all(words)):
            if last < len(lines) and last - i < 11 and _extends(lines, i, last):
                continue
            return _add_level(lines, _build_header(i, last, groups))
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
            if before is None or len(word) < 2 or not (word in _PLAIN or is_header_word(word)) or (text[end : end + 1] in "（(" and text[end : end + 1]):
                continue
            plain = _BRACKET.sub("", word) in _PLAIN
            cost = before[0] + 1.0 + (0.0 if plain else 1.5 if _COMPOUND.search(word) else 2.0 * len(word))
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
    ["序号", "编号", "学校", "作品", "赛事名称", "竞赛名称", "作品名称", "项目名称", "等次", "级别", "单位名称", "类型", "职务", "名称", "指标", "单位", "备注", "奖项", "负责人", "主编", "教材名称", "成果类别", "成果类型", "承担任务", "学校名称", "学校类型", "指标名称", "企业名称", "合作单位", "共建单位", "依托单位", "获批年份", "赛项名称", "参赛作品", "作品类别", "平台名称", "基地名称", "专业名称", "年度投入", "年度经费", "获奖等级", "获奖级别", "项目级别", "立项时间", "所在学院", "获奖时间", "颁奖单位", "主办单位", "平台", "基地", "项目", "课程", "教材", "年度", "名次", "荣誉", "文号", "人数", "学生", "选手", "教师", "企业", "院校", "专业", "班级", "类别", "等级", "奖次", "地点", "国家", "属地", "建设类别", "合作企业", "性质", "学生数", "投入", "获奖学生", "指导教师", "所在单位", "荣誉称号", "授予单位", "时间", "年份", "姓名", "国别", "合作方", "赛项"]
)


def _add_level(lines: Sequence[Line], header: Header) -> Header:
    """A second line of header words: the same number of them under each cell of the first line but its first."""
    count = len(header.cells) - 1
    if header.last + 1 >= len(lines) or count < 1 or not lines[header.last].text.count(" "):
        return header
    groups = join_years(split_atoms([lines[header.last]]))
    words = all(is_header_word("".join(atom.text for atom in group)) for group in groups)
    body = split_atoms([lines[header.last + 1]])
    if not words or len(groups) % count or len(groups) == count or len(body) != len(groups) + 1:
        return header
    first = header.cells[0]
    each = len(groups) // count
    top = (first, *(header.cells[1 + k // each] for k in range(len(groups))))
    below = _build_header(header.first, header.last + 1, [first, *groups])
    return Header(header.first, header.last + 1, below.cells, below.kinds, top)


def _build_header(first: int, last: int, groups: Sequence[Sequence[Atom]]) -> Header:
    texts = ["".join(atom.text for atom in group) for group in groups]
    indicators = any(text.startswith(("指标", "项目")) or text.endswith("指标") for text in texts) and any(
        name_kind(text) in ("year", "number") for text in texts
    )
    kinds = tuple(name_kind(text, indicators) for text in texts)
    return Header(first, last, tuple(tuple(group) for group in groups), kinds)
