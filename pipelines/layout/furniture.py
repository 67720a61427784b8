"""Page furniture: page numbers, running headers and footers, footnote digits, rules, repeated watermarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.layout.lines import Line

_DASH = r"[—–\-－─―~·•|/\s]"
_NUMBER = re.compile(
    rf"^{_DASH}*\d{{1,3}}{_DASH}*$|^{_DASH}+\d{{1,4}}{_DASH}+$"
    rf"|^{_DASH}*第\s*\d{{1,4}}\s*页{_DASH}*(?:[，,/（(]?\s*共\s*\d{{1,4}}\s*页[）)]?)?$"
    rf"|^\d{{1,4}}\s*[/／]\s*\d{{1,4}}$|^(?:Page|page|PAGE)\s*\d{{1,4}}(?:\s*(?:of|/)\s*\d{{1,4}})?$"
    rf"|^{_DASH}*[IVXivx]{{1,6}}{_DASH}*$|^{_DASH}+第?\s*\d{{1,4}}\s*页?{_DASH}+$"
)
_RULE = re.compile(r"^(?:[-_=*~·.—─━═]\s?){3,}$|^[\u2500-\u257f\s]*[\u2500\u2501\u2550][\u2500-\u257f\s]*$|^\+(?:[-=]+\+)+$|^\s*(?:<!--.*-->|\[TOC\])\s*$")
_MARK = re.compile(r"^[①②③④⑤⑥⑦⑧⑨⑩*]$|^\[\d{1,2}\]$")
_TITLE_END = re.compile(
    r"(?:报告|年报|简报|学报|会刊|院报|校报|周报|日报|特刊|专刊|通讯|汇编|手册|情况|概况|白皮书|文件|通知|方案|公报|纪实|论文集|汇报|材料|总结)"
    r"(?:[（(][^（）()]{1,16}[）)])?$"
)
_EDGE = re.compile(r"^[\d\s—–\-－·|]+|[\d\s—–\-－·|]+$")
_BLANK = re.compile(r"\s+")
MAX_HEADER = 60


def find_furniture(lines: Sequence[Line]) -> tuple[frozenset[int], frozenset[int]]:
    """Indices of the lines that belong to the page, not to the text: those without words, and running headers."""
    numbers = {i for i, line in enumerate(lines) if is_page_number(line.text) or _RULE.match(line.text)}
    headers = _find_headers(lines, numbers)
    marks = {i for i, line in enumerate(lines) if _MARK.match(line.text)}
    return frozenset(numbers | marks), frozenset(headers)


def is_page_number(text: str) -> bool:
    """A line that holds a page number alone."""
    return len(text) < 40 and bool(_NUMBER.match(text))


def _find_headers(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Lines that stand beside a page number or form feed and repeat, or that repeat the document's title there."""
    keys = [_key(line.text) for line in lines]
    counts = Counter(key for key in keys if key)
    beside = {i for i, line in enumerate(lines) if keys[i] and _is_beside(lines, numbers, i)}
    names = {keys[i] for i in beside if counts[keys[i]] > 1}
    titles = {key for key in keys[:6] if len(key) >= 6}
    first: set[str] = set()
    found: set[int] = set()
    for i, line in enumerate(lines):
        key = keys[i]
        if not key:
            continue
        title = bool(_TITLE_END.search(key)) and (i in beside or _EDGE.search(line.text) is not None)
        like_title = any(_is_like(key, name) for name in titles) if title else False
        repeated = key in names and (title or (i in beside and counts[key] > 2) or (i in beside and len(key) < 30))
        once = title and i in beside and i > 5 and _is_lone_header(line)
        numbered = like_title and i > 2 and _EDGE.search(line.text) is not None and line.text[-1].isdigit()
        if (repeated or once or numbered or (like_title and i in beside)) and (key in first or i > 3 or (line.page and i > 0 and counts[key] > 1)):
            found.add(i)
        first.add(key)
    return found


def _key(text: str) -> str:
    """What repeats of a header line: without page number and blanks; empty for a line that cannot be a header."""
    if len(text) > MAX_HEADER or text[-1] in "。；！？，、：:;,|" or text[0] in "|#-*（(，、。；：”》）)" or "\t" in text:
        return ""
    key = _BLANK.sub("", _EDGE.sub("", text))
    return key if len(key) >= 4 and "。" not in key and not _COLUMNS.search(text) else ""


_COLUMNS = re.compile(r"\s[\d.,%％-]+\s+[\d.,%％-]+$|^(?:序\s*号|编号|排名)|^\S{1,8}(?:\s+\S{1,8}){2,}$|^(?:表|图|附表|附件|案例|注|备注|续表)\s*[\d一二三四五六七八九十：:]")


def _is_beside(lines: Sequence[Line], numbers: set[int], i: int) -> bool:
    return (lines[i].page and i > 0) or i - 1 in numbers or i + 1 in numbers or (i + 1 < len(lines) and lines[i + 1].page)


def _is_like(key: str, title: str) -> bool:
    """A header shortens the title: one holds the other's characters in order."""
    short, long = sorted((key, title), key=len)
    rest = iter(long)
    return len(short) >= 6 and all(char in rest for char in short)


def _is_lone_header(line: Line) -> bool:
    return len(line.text) <= 40 and not re.match(r"^[（(一二三四五六七八九十\d]", line.text)
