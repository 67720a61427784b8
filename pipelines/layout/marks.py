"""What a line keeps: Markdown and HTML marks, invisible characters and needless blanks are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

Piece = tuple[int, int]
Strand = tuple[Piece, ...]

_TAGS = (
    "a|b|i|u|s|p|br|hr|em|ul|ol|li|dl|dt|dd|h[1-6]|tt|del|ins|div|img|sub|sup|pre|big|code|font|span|mark|small|strong|"
    "center|strike|section|article|header|footer|blockquote|table|thead|tbody|tfoot|caption|colgroup|col|tr|td|th"
)
_INVISIBLE = "\u200b-\u200f\u2060\ufeff\u00ad\ufffe\u0000-\u0008\u000e-\u001b\u007f"
_MARK = re.compile(
    rf"(?P<tag></?(?:{_TAGS})(?:\s[^<>\n]{{0,300}})?/?>|<!--[^<>\n]{{0,300}}-->)"
    r"|(?P<bold>\*\*|__)"
    r"|(?P<link>!?\[(?=[^\[\]\n]{0,200}\]\())|(?P<url>\]\((?:[^()\s]{0,300})(?:\s\"[^\"\n]{0,100}\")?\))"
    r"|(?P<note>\[\^[^\]\s]{1,8}\]:?)"
    r"|(?P<entity>&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj);)"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    r"|(?P<blank>[ \t\u3000\xa0\u2002\u2003\u2009\x1c-\x1f]+)",
    re.IGNORECASE,
)
_ANY = re.compile(rf"[<*_\[\]&#>\s{_INVISIBLE}]")
_HEAD = re.compile(r"(?:>\s*)*(?:#{1,6}(?=[\s*<\u4e00-\u9fff（【\d])\s*)?")
_LATIN = re.compile(r"[A-Za-z0-9À-\u024f\u1e00-\u1eff]")
_LATIN_END = re.compile(r"[A-Za-z0-9À-\u024f\u1e00-\u1eff.,;:!?)’'\"&\-]")
_LETTER = re.compile(r"[A-Za-zÀ-\u024f\u1e00-\u1eff]")
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Kept:
    """What a stretch of a line keeps, and the ranges of marks it leaves out."""

    strand: Strand
    dropped: Strand


def keep_text(source: str, start: int, end: int) -> Kept:
    """Kept pieces of `source[start:end]` (within one line)."""
    if not _ANY.search(source, start, end):
        return Kept(((start, end),) if end > start else (), ())
    pieces: list[Piece] = []
    dropped: list[Piece] = []
    head = _HEAD.match(source, start, end)
    at = head.end() if head else start
    if at > start:
        dropped.append((start, at))
    begin = at
    for mark in _MARK.finditer(source, at, end):
        low, high = mark.span()
        if mark.lastgroup == "blank":
            if low > begin or pieces:
                kept = low + 1 if high < end and _divides(source, low, high) else low
                if kept > begin:
                    pieces.append((begin, kept))
            begin = high
            continue
        if mark.lastgroup == "bold" and not _is_bold(source, low, high, end):
            continue
        if low > begin:
            pieces.append((begin, low))
        dropped.append((low, high))
        begin = high
    if end > begin:
        pieces.append((begin, end))
    return Kept(tuple(pieces), tuple(dropped))


def needs_blank(source: str, low: int, high: int) -> bool:
    """Two Latin words on both sides of a line break stay apart."""
    return bool(_LETTER.match(source[low - 1 : low]) and _LETTER.match(source[high : high + 1])) and source[low : low + 1].isspace()


def is_dividing(source: str, low: int, high: int) -> bool:
    """The blank `source[low:high]` stands between two words that it divides."""
    return low < high and source[low].isspace() and _divides(source, low, high)


def _is_bold(source: str, low: int, high: int, end: int) -> bool:
    """`__` is a mark only at a word's border; `**` always, a third star next to it stays."""
    if source[low] == "*":
        return True
    del end
    before, after = source[low - 1 : low], source[high : high + 1]
    return not (before == "_" or after == "_") and not (_LATIN.match(before) and _LATIN.match(after))


def _divides(source: str, low: int, high: int) -> bool:
    """A blank is kept between Latin words, and between two Chinese words."""
    before, after = source[low - 1 : low], source[high : high + 1]
    if _HAN.match(before) and _HAN.match(after):
        return not _is_spread(source, low, high)
    return bool(_LATIN_END.match(before) and (_LATIN.match(after) or after in "(&"))


def _is_spread(source: str, low: int, high: int) -> bool:
    """Two single characters set apart, 前 言 or 柏 林."""
    left, right = source[max(0, low - 2) : low - 1], source[high + 1 : high + 2]
    return not _HAN.match(left) and not _HAN.match(right)
