"""Lines -> parts: soft wraps joined, headings and captions told apart, floats moved out of sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.layout.heads import Head, is_footnote, read_head
from pipelines.layout.lines import Line
from pipelines.layout.marks import Piece, Strand, keep_text, needs_blank
from pipelines.layout.model import BlockKind
from pipelines.layout.paragraph import Paragraph, is_ended, looks_titled
from pipelines.layout.parts import Grid, Part
from pipelines.layout.wrap import MIN_WIDTH, Wrap

_OPEN_START = re.compile(r"^[，。、；：）)”’》〉】〕！？,.;:%％]")
_CHAPTER, _DECIMAL = re.compile(r"^\d{1,2}[、.．]\s*[^\d\s]"), re.compile(r"^\d{1,2}[.．]\d{1,2}\s*[\u4e00-\u9fff]{2}")
_ORDINAL = re.compile(r"^\s*([（(]?)(\d{1,3})([）)]|[.、．](?!\d))")
_LATIN_END, _LATIN_START = re.compile(r"[A-Za-z][A-Za-z,’-]$"), re.compile(r"^[a-z]|^(?:of|and|the)\b")


class Flow:
    """Reads lines in order; grids take their lines' places."""

    def __init__(
        self,
        source: str,
        lines: Sequence[Line],
        wrap: Wrap,
        *,
        furniture: frozenset[int] = frozenset(),
        headers: frozenset[int] = frozenset(),
    ) -> None:
        self.furniture, self.headers = furniture, headers
        self.source, self.lines, self.wrap = source, lines, wrap
        self.parts: list[Part] = []
        self.floats: list[Part] = []
        self.dropped: list[Piece] = []
        self.open = Paragraph()
        self.broken = False
        self.headed = 0
        self.decimals = False
        self.contents: frozenset[int] = frozenset()

    def run(self, grids: Mapping[int, Grid], contents: frozenset[int]) -> list[Part]:
        """All parts of the document."""
        self.contents = contents - self.furniture - self.headers
        self.decimals = any(_DECIMAL.match(line.text) and len(line.text) < 40 for line in self.lines)
        self.headed = sum(read_head(line.text).kind == "heading" for i, line in enumerate(self.lines) if i not in contents)
        i = 0
        while i < len(self.lines):
            line = self.lines[i]
            if i in grids:
                self._add_grid(grids[i])
                i = grids[i].last
                continue
            if i in self.furniture:
                self.dropped.append((line.start, line.end))
                self.broken = True
            elif i in self.headers:
                self._set_aside(Part("header", self._keep(line), line=i))
            elif i in contents:
                self._close()
                self.parts.append(Part("contents", self._keep(line), line=i))
            else:
                self._take(i)
            i += 1
        self._close()
        return self.parts

    def _keep(self, line: Line) -> Strand:
        kept = keep_text(self.source, line.start, line.end)
        self.dropped.extend(kept.dropped)
        return kept.strand

    def _add_grid(self, grid: Grid) -> None:
        part = Part("table", grid=grid, line=grid.first)
        inside = range(grid.first, grid.last)
        headers = [Part("header", self._keep(self.lines[i]), line=i) for i in inside if i in self.headers]
        headers += [Part("contents", self._keep(self.lines[i]), line=i) for i in inside if i in self.contents]
        if self.open.lines and self._is_cut():
            self.floats.extend([part, *headers])
            self.broken = True
            return
        self._close()
        self.parts.extend([part, *headers])

    def _set_aside(self, part: Part) -> None:
        """Keep a part for the end of the open paragraph."""
        if self.open.lines:
            self.floats.append(part)
        else:
            self.parts.append(part)
        self.broken = True

    def _take(self, i: int) -> None:
        line = self.lines[i]
        head = read_head(line.text)
        if self.open.lines:
            after = self.lines[i + 1] if i + 1 < len(self.lines) else None
            if self._is_float(line, head, after):
                self._set_aside(Part("caption", self._keep(line), line=i))
                return
            if self._continues(line, head):
                self.open.add(i, line.text)
                self.broken = False
                return
        self._close()
        self.broken = False
        self.open = Paragraph(head=head)
        self.open.add(i, line.text)

    def _is_cut(self) -> bool:
        """The open paragraph stops in mid-sentence."""
        block = self.open
        if block.head.kind in ("heading", "case", "caption", "table-title") or block.ended:
            return False
        last = self.lines[block.lines[-1]]
        return block.cut or (block.length >= 25 and block.sentence and self.wrap.is_full(last, "一"))

    def _is_float(self, line: Line, head: Head, after: Line | None) -> bool:
        if head.kind not in ("caption", "table-title") and not (is_footnote(line.text) and self.broken):
            return False
        return self._is_cut() and after is not None

    def _continues(self, line: Line, head: Head) -> bool:
        last = self.lines[self.open.lines[-1]]
        kind = self.open.head.kind
        if head.kind in ("caption", "table-title", "case", "note") or (head.sure and head.kind != "text"):
            return False
        if _counts_on(self.lines[self.open.lines[0]].text, line.text):
            return False
        full = self.wrap.is_full(last, line.text, first=len(self.open.lines) == 1 and kind not in ("heading", "case"))
        ended = is_ended(last.text)
        if head.kind != "text" and not (full and not ended):
            return False
        if head.kind == "heading" and looks_titled(line.text) and not self.wrap.is_near(line):
            return False
        if kind in ("caption", "table-title") or (kind in ("heading", "case") and not full):
            return False
        if self._stands_apart(line):
            return False
        if line.indent >= 4 and line.indent > last.indent + 1 and kind != "item" and not (self.broken and not ended):
            return False
        if _OPEN_START.match(line.text) or (_LATIN_END.search(last.text[-3:]) and _LATIN_START.match(line.text)):
            return True
        if ended:
            return full and line.gap == self.wrap.gap and not self.broken
        return (full and not self.broken) or self._is_open(last, line)

    def _stands_apart(self, line: Line) -> bool:
        """More blank lines than usual behind an entry of a list, that neither stops nor asks for more."""
        block = self.open
        entry = not (block.sentence or block.cut or block.unclosed or block.tail[-1] in "：:")
        return entry and line.gap > self.wrap.gap and not (self.broken or line.page or _OPEN_START.match(line.text))

    def _is_open(self, last: Line, line: Line) -> bool:
        """A short line that still goes on: cut by a page, or in the middle of a clause, quote or bracket."""
        block, wrap = self.open, self.wrap
        if self.broken or line.page:
            if looks_titled(line.text) and not wrap.is_full(line, "一"):
                return False
            return block.sentence or wrap.is_full(last, "一") or len(block.lines) > 1
        if block.unclosed:
            return True
        if block.tail[-1] in "：:":
            return False
        near = line.gap <= wrap.gap
        if near and wrap.is_near(last) and block.sentence and not looks_titled(line.text):
            return True
        if near and needs_blank(self.source, last.end, line.start) and last.width >= MIN_WIDTH:
            return True
        if block.cut and block.sentence:
            return True
        loose = last.width > max(wrap.widths, default=0) + 4 or last.width < MIN_WIDTH or wrap.gap == 0 < line.gap
        prose = block.stopped or (block.length >= 25 and block.sentence)
        return loose and prose and (len(line.text) > 12 or is_ended(line.text))

    def _close(self) -> None:
        if self.open.lines:
            self.parts.append(self._build(self.open))
        self.parts.extend(self.floats)
        self.floats = []
        self.open = Paragraph()

    def _build(self, block: Paragraph) -> Part:
        pieces: list[Piece] = []
        for k, i in enumerate(block.lines):
            if k and self._needs_blank(self.lines[block.lines[k - 1]], self.lines[i]):
                end = self.lines[block.lines[k - 1]].end
                pieces.append((end, end + 1))
            pieces.extend(self._keep(self.lines[i]))
        kind, level = _KIND.get(block.head.kind, "paragraph"), block.head.level
        if kind == "heading" and block.length > 60 and block.start[0] != "#":
            kind, level = "item", 0
        if kind == "heading" and self.decimals and _CHAPTER.match(block.start):
            level = 1
        if kind == "paragraph":
            kind, level = self._read_plain(block)
        return Part(kind, tuple(pieces), level, block.head.subject, line=block.lines[0])

    def _read_plain(self, block: Paragraph) -> tuple[BlockKind, int]:
        """A short line without stops is the title, a caption of a picture, or a heading without number."""
        text = block.start
        if block.head.kind != "text" or block.length > 40 or block.ended or block.stopped or block.unclosed or text.count("，") > 1:
            return "paragraph", 0
        if len(self.parts) < 4 and all(part.kind in ("title", "caption") for part in self.parts):
            return "title", 0
        line = self.lines[block.lines[0]]
        if self.headed >= 3:
            return ("caption", 0) if line.gap >= max(2, self.wrap.gap + 2) else ("paragraph", 0)
        return ("heading", 3) if len(text) <= 30 and "，" not in text[-1:] else ("paragraph", 0)

    def _needs_blank(self, last: Line, line: Line) -> bool:
        if not needs_blank(self.source, last.end, line.start):
            return False
        spaced = self.source[last.end] in " \u3000\xa0"
        return spaced or not any(len(last.text) == n for n in self.wrap.lengths)


_KIND: dict[str, BlockKind] = {"heading": "heading", "case": "heading", "item": "item", "caption": "caption", "table-title": "caption"}


def _counts_on(first: str, text: str) -> bool:
    """Whether a line is the next item of a numbered list whose last item begins with `first`: 1. … 2. …"""
    one, two = _ORDINAL.match(first), _ORDINAL.match(text)
    if one is None or two is None or (one[1], one[3]) != (two[1], two[3]):
        return False
    return int(two[2]) == int(one[2]) + 1
