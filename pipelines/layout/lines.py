"""Source text -> its lines that hold something, with the blank space around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029\x85]+|\f|\r\n?|[\n\v\u2028\u2029\x85]")


@dataclass(frozen=True, slots=True)
class Line:
    """`source[start:end] == text`, blanks at both ends cut. `gap` counts the blank lines before it, `indent` the columns
    before its first character (a full-width blank is two), `page` tells that a form feed stands before it,
    `width` counts the columns of its text: two for a Chinese character, one for a Latin one."""

    start: int
    end: int
    text: str
    gap: int = 0
    indent: int = 0
    page: bool = False
    width: int = 0


def measure_width(text: str) -> int:
    """Columns of a text; GB18030 needs as many bytes as a page needs columns."""
    return len(text.encode("gb18030", "replace"))


def split_lines(source: str) -> Iterator[Line]:
    """The non-blank lines in order."""
    breaks, page = 0, True
    for match in _LINE.finditer(source):
        raw = match.group()
        if raw == "\f":
            page = True
            continue
        if raw[0] in "\n\r\v\u2028\u2029\x85":
            breaks += 1
            continue
        text = raw.strip("\ufeff \t\u3000\xa0\u2002\u2003\u2009\x1c\x1d\x1e\x1f")
        if not text or text.isspace():
            continue
        at = raw.index(text)
        start = match.start() + at
        yield Line(start, start + len(text), text, max(0, breaks - 1), measure_width(raw[:at]), page, measure_width(text))
        breaks, page = 0, False
