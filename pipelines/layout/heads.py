"""What a line opens: headings, items, captions, table titles, cases, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["heading", "item", "caption", "table-title", "case", "note", "lead", "text"]
CASE_LEVEL = 6
"""A case is deepest: every other heading ends it."""
_HAN = "一二三四五六七八九十百零〇"
_STOP = "。！？；;，、,：:"
_UNITS = "年月日号人名个项所家门种类类次届级期届名位元万亿千百%％％余多套台间部支亩平方米件篇场级岁小时分"

_MARKDOWN = re.compile(r"^(#{1,6})\s*(?=\S)")
_CHAPTER = re.compile(rf"^第\s*[{_HAN}\d]{{1,4}}\s*([章编篇部]|部分|节)(?=[\s　：:、]|[^\s]{{2,}})")
_HAN_DOT = re.compile(rf"^[{_HAN}]{{1,3}}[、.．]\s*(?![{_HAN}]{{1,3}}[、.．])")
_HAN_BRACKET = re.compile(rf"^[（(][{_HAN}]{{1,3}}[）)]\s*")
_DECIMAL = re.compile(r"^(\d{1,2}(?:[.．]\d{1,2}){1,4})[.．、]?(?!\d)\s*(?=[^\d\s%％.．])")
_DIGIT_DOT = re.compile(r"^\d{1,2}[、.．](?!\d)\s*(?=\S)")
_DIGIT = re.compile(r"^\d{1,2}\s*(?=[\u4e00-\u9fff“《])")
_DIGIT_BRACKET = re.compile(r"^(?:[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳㈠-㈩❶-❿])\s*(?=\S)")
_BULLET = re.compile(r"^(?:[-*+](?=\s)|[•●■◆▪◇○□➢✓✔►▶·※★☆])\s*(?=\S)")
_CAPTION = re.compile(r"^(?:附?图|图片|照片)\s*[\d一二三四五六七八九十]{1,3}(?:\s*[-—–.．]\s*\d{1,3})*\s*[:：.、]?\s*(?=\S)(?![是中为示可的])")
_TABLE = re.compile(r"^(?:续?附?表|附表格)\s*[\d一二三四五六七八九十]{1,3}(?:\s*[-—–.．]\s*\d{1,3})*\s*(?:[（(]续[）)])?\s*[:：.、]?\s*(?=\S)(?![是中为示可的格])")
_CASE = re.compile(rf"^(?:典型)?案例\s*[\d{_HAN}]{{0,3}}(?:\s*[-—–.．]\s*\d{{1,3}})?\s*[:：、]?\s*(?=\S)")
_SUBJECT = re.compile(r"^\s*【([^【】]{2,40})】")
_NOTE = re.compile(r"^(?:备?注|说明|数据来源|资料来源|来源|附注|单位|填报单位)\s*\d{0,2}\s*[:：]")
_LEAD = re.compile(
    r"^(?:【[^【】]{2,30}】|摘\s*要|关键词|关键字|参考文献|基金项目|作者简介|附\s*件\s*[\d一二三四五六七八九十]*(?:[:：]|$)|附\s*录|前\s*言|引\s*言|结\s*语|Abstract|Keywords?|——|[^\s，。]{2,12}[:：]$)"
)
_FOOTNOTE = re.compile(r"^(?:[①-⑳]\s*|\[\d{1,2}\]\s*|\d(?=[\u4e00-\u9fff“《]))(?=\S)")


@dataclass(frozen=True, slots=True)
class Head:
    """How a line opens. `level` is a heading's depth; `sure` tells that no running text opens so; `subject` names a case's owner."""

    kind: Kind
    level: int = 0
    sure: bool = True
    subject: str = ""


TEXT = Head("text")


@lru_cache(maxsize=4096)
def read_head(text: str) -> Head:
    """The opening of a line's kept text."""
    marked = _MARKDOWN.match(text)
    body = text[marked.end() :] if marked else text
    body = body.replace("**", "").replace("<b>", "").replace("</b>", "").strip()
    if marked:
        inner = _read_numbered(body)
        if inner.kind in ("caption", "table-title") and len(body) < 60:
            return inner
        if inner.kind == "case":
            return Head("case", CASE_LEVEL, True, inner.subject)
        numbered = inner.kind == "heading" and inner.level > 0
        return Head("heading", inner.level + 1 if numbered else len(marked[1]))
    return _read_numbered(body)


def _read_numbered(text: str) -> Head:
    if not text:
        return TEXT
    if text[0] in "图附照" and _CAPTION.match(text) and _is_short(text, 60):
        return Head("caption")
    if text[0] in "表附续" and _TABLE.match(text) and _is_short(text, 60):
        return Head("table-title")
    if text[0] in "案典" and (case := _CASE.match(text)) and _is_short(text, 70):
        subject = _SUBJECT.match(text[case.end() :])
        if subject or text[2:3].isdigit() or re.match(r"(?:典型)?案例\s*\S{0,3}[:：]", text):
            return Head("case", CASE_LEVEL, True, subject[1].strip() if subject else "")
    if _NOTE.match(text):
        return Head("note")
    if chapter := _CHAPTER.match(text):
        return Head("heading", 2 if chapter[1] == "节" else 1) if _is_short(text, 40) else TEXT
    if _HAN_DOT.match(text):
        return Head("heading", 1, False) if _is_short(text, 50) else Head("item", 1, False)
    if _HAN_BRACKET.match(text):
        return Head("heading", 2, False) if _is_short(text, 50) else Head("item", 2, False)
    return _read_digits(text)


def _read_digits(text: str) -> Head:
    if decimal := _DECIMAL.match(text):
        if text[decimal.end()] in _UNITS:
            return TEXT
        return Head("heading", 1 + decimal[1].count(".") + decimal[1].count("．"), False) if _is_short(text, 50) else TEXT
    if _DIGIT_DOT.match(text):
        return Head("heading", 3, False) if _is_short(text, 40) else Head("item", 3, False)
    if _DIGIT_BRACKET.match(text):
        return Head("item", 4, False)
    if _BULLET.match(text):
        return Head("item", 4)
    if digit := _DIGIT.match(text):
        spaced = text[digit.end() - 1].isspace()
        if spaced and _is_short(text, 30) and text[digit.end()] not in _UNITS:
            return Head("heading", 1, False)
        return TEXT
    if _LEAD.match(text):
        return Head("lead")
    return TEXT


def is_footnote(text: str) -> bool:
    """A note at a page's foot, opened by its mark."""
    return bool(_FOOTNOTE.match(text)) and len(text) < 200


def _is_short(text: str, limit: int) -> bool:
    return len(text) <= limit and text[-1] not in _STOP and "。" not in text
