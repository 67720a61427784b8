"""Layout -> hashed features of every character, computed on whole arrays."""

from __future__ import annotations

import re
import string
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipelines.components.lexicon import Lexicon, load_heads, load_names
from pipelines.components.tagger import load_tagger
from pipelines.layout.model import Layout

Ints = NDArray[np.int64]
BUCKETS = 1 << 22
LONGEST = 250
"""Longest sequence in characters; longer lines are cut after a sentence end, else after a comma."""

_COLUMNS = (
    "作品|课题|成果名称|论文|教材|课程|题目|内容", "赛项|赛事|大赛|竞赛|比赛", "学校|院校|单位|申报|机构|成员",
    "选手|学生|姓名|负责人|人员|主持|获奖人|团队|参赛", "指导|教师|导师", "奖项|等级|等次|奖级|荣誉|称号|获奖",
    "企业|公司|合作方|甲方|乙方|伙伴", "专业", "平台|基地|中心|产业学院|集团|联合体|共同体", "项目|计划|工程|名称",
    "部门|颁发|授予|主办|发文|举办", "国家|地区|地点|城市|国别|省", "时间|日期|年|序号|数量|人数|金额|万元|指标", "文件|政策|文号",
)
_COLUMN_PATTERNS = tuple(re.compile(words) for words in _COLUMNS)
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "【": "】", "「": "」", "『": "』", "[": "]", "〔": "〕", "〈": "〉"}
_OPEN_OF = {close: start for start, close in _PAIRS.items()}
_SETS = (
    "0123456789０１２３４５６７８９", "一二三四五六七八九十百千万两首第届", "年月日", "“‘「『", "”’」』", "《〈", "》〉", "（(〔[【", "）)〕]】",
    "、", "，,；;", "。！？!?", "：:", "\t", "·-—－–", " 　", "的在是为了等", "省市县区州镇乡旗", "+×&/", "\n",
)
_CLASS = {char: number + 1 for number, chars in enumerate(_SETS) for char in chars}
_CLAUSE_END = re.compile("[。；！？\n\t，：]")
_SALT = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Rows:
    """Features of the characters of a text: those of character i are `ids[starts[i]:starts[i + 1]]`, below BUCKETS."""

    ids: NDArray[np.int32]
    starts: Ints


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Sequences of a text: its lines, long ones cut after a sentence end, a comma, or anywhere at worst."""
    begin = 0
    for line in text.split("\n"):
        end = begin + len(line)
        start = begin
        while end - start > LONGEST:
            window = text[start : start + LONGEST]
            at = max(window.rfind(mark) for mark in "。；！？\t")
            if at < LONGEST // 3:
                at = max(at, window.rfind("，"), window.rfind("、"))
            stop = start + (at + 1 if at > 0 else LONGEST)
            yield start, stop
            start = stop
        if end > start:
            yield start, end
        begin = end + 1


def _code(word: str) -> int:
    return zlib.crc32(word.encode("utf-8")) + 1


def read_codes(text: str) -> Ints:
    """The code point of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)


@lru_cache(maxsize=1)
def _class_table() -> Ints:
    """The class of each code point of the basic plane."""
    latin, chinese, other = 30, 31, 32
    table = np.full(1 << 16, other, np.int64)
    table[ord("一") : ord("鿿") + 1] = chinese
    for char in string.ascii_letters:
        table[ord(char)] = latin
    for char, number in _CLASS.items():
        table[ord(char)] = number
    return table


def _classes(codes: Ints) -> Ints:
    table = _class_table()
    return table[np.where(codes < len(table), codes, len(table) - 1)]


def _frames(layout: Layout) -> Ints:
    """Code of the block kind and, in a table, of the words in the column's header."""
    found = np.zeros(len(layout.text), np.int64)
    for block in layout.blocks:
        found[block.start : block.end] = _code(block.kind)
    for table in layout.tables:
        heads: dict[int, int] = {}
        for number, row in enumerate(table.rows):
            for cell in row:
                if number < table.header_rows:
                    words = layout.slice(cell.start, cell.end)
                    bits = sum(1 << k for k, pattern in enumerate(_COLUMN_PATTERNS) if pattern.search(words))
                    heads[cell.column] = heads.get(cell.column, 0) | bits
                    found[cell.start : cell.end] = 7
                else:
                    found[cell.start : cell.end] = (heads.get(cell.column, 0) << 4) + 11
    return found


def _quotes(text: str) -> tuple[Ints, Ints]:
    """State of each character in its innermost marks: (kind, place, length, what follows), and (kind, place) alone."""
    full, short = np.zeros(len(text), np.int64), np.zeros(len(text), np.int64)
    stack: list[int] = []
    for i, char in enumerate(text):
        if char == "\n":
            for at in stack:
                full[at] = short[at] = full[at] or _code(f"{text[at]}?")
            stack.clear()
        elif char in _PAIRS:
            stack.append(i)
        elif char in _OPEN_OF:
            if stack and text[stack[-1]] == _OPEN_OF[char]:
                at = stack.pop()
                size = min(9, (i - at) // 2)
                word = f"{char}{size}>{text[i + 1 : i + 3]}"
                for k in range(at, i + 1):
                    if not full[k]:
                        place = "[" if k == at else "]" if k == i else "s" if k == at + 1 else "e" if k == i - 1 else "."
                        full[k], short[k] = _code(word + place), _code(char + place)
            elif not full[i]:
                full[i] = short[i] = _code(f"{char}?")
    return full, short


def _matches(text: str, lexicon: Lexicon) -> list[Ints]:
    """For each class of a lexicon the place (begin, inside, end, single) and length class of the longest match, or 0."""
    codes = {name: np.zeros(len(text), np.int64) for name in lexicon.names}
    sizes = {name: np.zeros(len(text), np.int16) for name in lexicon.names}
    for start, end, name in lexicon.matches(text):
        size, kept, code = end - start, sizes[name], codes[name]
        length = 4 * min(3, size // 2)
        for at in range(start, end):
            if size > kept[at]:
                kept[at] = size
                code[at] = length + (4 if size == 1 else 1 if at == start else 3 if at == end - 1 else 2)
    return list(codes.values())


def _around(text: str) -> tuple[Ints, Ints]:
    """For each character the class of the next head word in its clause with a distance class, and of the last before it."""
    heads: dict[int, tuple[int, int]] = {}
    for start, end, name in load_heads().matches(text):
        if name != "surname":
            heads[end - 1] = max(heads.get(end - 1, (0, 0)), (end - start, _code(name)))
    events = {place: code for place, (_, code) in heads.items()} | {found.start(): 0 for found in _CLAUSE_END.finditer(text)}
    places = np.array(sorted(events), np.int64)
    codes = np.array([events[place] for place in places.tolist()], np.int64)
    here = np.arange(len(text))
    after = np.searchsorted(places, here)
    return _distances(here, places, codes, after), _distances(here, places, codes, after - 1)


def _distances(here: Ints, places: Ints, codes: Ints, chosen: Ints) -> Ints:
    """The code and distance class of one place for each character; 0 where there is none, and where it ends a clause (code 0)."""
    out = np.zeros(len(here), np.int64)
    real = np.flatnonzero((chosen >= 0) & (chosen < len(places)))
    code, gap = codes[chosen[real]], np.abs(places[chosen[real]] - here[real])
    out[real] = np.where(code > 0, code * 16 + np.frexp(gap)[1], 0)
    return out


def _words(text: str, cuts: Sequence[tuple[int, int]]) -> tuple[Ints, Ints, Ints, Ints]:
    """Words of the tagger: for each character its tag and place, its word and place, the word before, the word after."""
    place, own, before, after = (np.zeros(len(text), np.int64) for _ in range(4))
    if not cuts:
        return place, own, before, after
    tagger = load_tagger()
    at = np.concatenate([np.arange(start, end) for start, end in cuts])
    tags = np.concatenate(tagger.tag([text[a:b] for a, b in cuts]))
    opens = np.isin(at, [start for start, _ in cuts], assume_unique=True)
    begins = np.flatnonzero(~tagger.inside[tags] | opens)
    sizes = np.diff(begins, append=len(at))
    word = np.repeat(np.arange(len(begins)), sizes)
    codes = np.array([_code(text[a : a + size]) for a, size in zip(at[begins].tolist(), sizes.tolist(), strict=True)], np.int64)
    part = np.ones(len(at), np.int64)
    part[begins], part[begins + sizes - 1] = 0, 2
    part[begins[sizes == 1]] = 3
    first = opens[begins]
    place[at], own[at] = tags[begins][word] * 4 + part + 1, codes[word] * 4 + part
    before[at] = np.where(first, 1, np.roll(codes, 1))[word]
    after[at] = np.where(np.roll(first, -1), 2, np.roll(codes, -1))[word]
    return place, own, before, after


def _shift(values: Ints, by: int) -> Ints:
    out = np.zeros_like(values)
    if by == 0:
        return values
    if by > 0:
        out[:-by] = values[by:]
    else:
        out[-by:] = values[:by]
    return out


class _Columns:
    """Feature columns: each a hash of a template number and of the values it joins; 0 where nothing is to say."""

    def __init__(self) -> None:
        self._templates: list[tuple[tuple[Ints, ...], bool]] = []

    def add(self, *parts: Ints, sparse: bool = False) -> None:
        """One template over values of every character; a sparse one says nothing where its first value is 0."""
        self._templates.append((parts, sparse))

    def hash(self) -> NDArray[np.int32]:
        """All columns, one row a template; templates that join as many values are hashed side by side."""
        rows = np.zeros((len(self._templates), len(self._templates[0][0][0])), np.int32)
        for size in {len(parts) for parts, _ in self._templates}:
            own = [number for number, (parts, _) in enumerate(self._templates) if len(parts) == size]
            value = np.array(own, np.uint64)[:, None] + np.uint64(1)
            for place in range(size):
                value = (value ^ np.stack([self._templates[number][0][place] for number in own]).astype(np.uint64)) * _SALT
                value ^= value >> np.uint64(29)
            rows[own] = (value % np.uint64(BUCKETS - 1)).astype(np.int32) + 1
        for number, (parts, sparse) in enumerate(self._templates):
            if sparse:
                rows[number, parts[0] <= 0] = 0
        return rows


def _base_columns(layout: Layout) -> _Columns:
    text = layout.text
    columns = _Columns()
    char = read_codes(text)
    near = {k: _shift(char, k) for k in range(-4, 5)}
    for grams in (
        (0,), (-1,), (1,), (-2,), (2,), (-1, 0), (0, 1), (-2, -1), (1, 2), (-2, -1, 0), (-1, 0, 1), (0, 1, 2), (-3, -2, -1), (1, 2, 3),
        (-3, -2, -1, 0), (0, 1, 2, 3),
    ):
        columns.add(*(near[k] for k in grams))
    kinds = _classes(char)
    columns.add(*(_shift(kinds, k) for k in range(-2, 3)))
    columns.add(*(_shift(kinds, k) for k in range(-4, 1)))
    columns.add(*(_shift(kinds, k) for k in range(5)))
    place, own, before, after = _words(text, list(cut(text)))
    frame = _frames(layout)
    ahead, behind = _around(text)
    full, short = _quotes(text)
    for parts in (
        (place,), (_shift(place, -1), place, _shift(place, 1)), (own,), (before, place), (after, place), (ahead,), (behind,),
        (ahead, behind), (frame,), (frame, char), (frame, ahead), (place, ahead), (near[-1], ahead), (before, ahead), (place, frame),
        (before, own), (own, after),
    ):
        columns.add(*parts)
    columns.add(full, sparse=True)
    columns.add(short, sparse=True)
    columns.add(short, ahead, sparse=True)
    columns.add(_shift(short, 1), near[0], sparse=True)
    columns.add(_shift(short, -1), near[0], sparse=True)
    codes = _matches(text, load_names()) + _matches(text, load_heads())
    for code in codes:
        columns.add(code, sparse=True)
    ends = sum(((code % 4 == 3) & (code > 0)).astype(np.int64) << k for k, code in enumerate(codes))
    begins = sum(((code % 4 == 1) & (code > 0)).astype(np.int64) << k for k, code in enumerate(codes))
    assert isinstance(ends, np.ndarray)
    assert isinstance(begins, np.ndarray)
    for code in (ends, _shift(ends, -1), begins, _shift(begins, 1)):
        columns.add(code, sparse=True)
    columns.add(_shift(ends, -1), _shift(begins, 0), sparse=True)
    return columns


def read_rows(layout: Layout) -> Rows:
    """Features of the clean text."""
    matrix = np.ascontiguousarray(_base_columns(layout).hash().T)
    filled = matrix > 0
    starts = np.zeros(len(matrix) + 1, np.int64)
    np.cumsum(filled.sum(axis=1), out=starts[1:])
    return Rows(matrix[filled], starts)
