"""Sentences of a page with everything in them that can fill a role: names, anaphors, unspoken subjects."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.facts.anaphors import ORGS, find_anaphors
from pipelines.facts.countries import is_abroad
from pipelines.facts.events import find_events
from pipelines.facts.mask import draw_mask, find_groups, find_ranks
from pipelines.facts.once import once
from pipelines.facts.parts import clause_subjects, part_of
from pipelines.facts.shorts import end_with_shorts, outermost, set_aside
from pipelines.layout.model import Block, Layout
from pipelines.page import Page
from pipelines.span import NameSpan

MAX_SENTENCE = 600
MAX_CARRY = 3
_HARD = re.compile(r"[。！？!?\n]")
_CUT = re.compile(r"[，,；;：:\t]")
LETTER = {
    "Institution": "I", "Enterprise": "E", "Government": "G", "Organization": "O", "Platform": "P", "Program": "R",
    "Competition": "C", "Award": "A", "Person": "N", "Place": "L", "Work": "W", "Major": "M", "Policy": "Y",
}


@dataclass(frozen=True, slots=True)
class Arg:
    """A possible role filler. `kind`: name, anaphor, or unspoken (subject, carry). `at` is its place in `Sentence.mask`,
    `left:right` the places of the first and last member of its list, `clause` the number of its clause, `role` its part in
    the clause: s subject, a agent (由), c companion (与), g owner (的), l place, d aim, b source (获), m modifier, o other. A literal has a negative key and its `text`."""

    start: int
    end: int
    label: str
    key: int
    kind: str = "name"
    nested: bool = False
    at: int = -1
    left: int = -1
    right: int = -1
    clause: int = 0
    role: str = "-"
    abroad: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A clean range with its args; `mask` is its text with each outer name as one letter, digits as 0; `clauses` are the
    mask positions where clauses begin. `extra` are subjects not spoken here, `things` objects named in the table's title or
    just before, `columns` the cells of a table row with their headers. `section` is the text of the heading above."""

    start: int
    end: int
    block: Block
    mask: str
    args: tuple[Arg, ...]
    clauses: tuple[int, ...]
    positions: tuple[int, ...]
    subjects: tuple[Arg | None, ...]
    section: str = ""
    extra: tuple[Arg, ...] = ()
    things: tuple[Arg, ...] = ()
    columns: tuple[tuple[int, int, str], ...] = ()

    def header_of(self, arg: Arg) -> str:
        """The column header above an arg in a table row, or nothing."""
        return next((text for start, end, text in self.columns if start <= arg.start < end), "")


@once
def read_sentences(page: Page) -> list[Sentence]:
    """The sentences of a page in order, table rows included."""
    spans = _Cursor(page.spans)
    out: list[Sentence] = []
    carry: tuple[Arg, ...] = ()
    things: tuple[Arg, ...] = ()
    head: tuple[Arg, ...] = ()
    section = ""
    for block in page.layout.blocks:
        if block.kind in ("contents", "header"):
            continue
        if block.kind in ("heading", "title"):
            section = page.layout.text[block.start: min(block.end, block.start + 60)]
            carry = ()
        columns = read_columns(page.layout, block)
        for start, end in _ranges(page.layout.text, block):
            sentence = _build(page, block, (start, end, section), spans.within(start, end), carry)
            row = columns[bisect_left(columns, (start, 0, "")): bisect_left(columns, (end, 0, ""))]
            known = (*things, *head[:MAX_CARRY]) if block.kind == "table" else things
            sentence = replace(sentence, things=_absent(known, sentence), columns=tuple(row))
            out.append(sentence)
            carry = _carried(sentence)
            if block.kind != "table":
                things = _things(sentence) or things
            if block.kind == "title":
                head = (*head, *_things(sentence))
    return out


def _things(sentence: Sentence) -> tuple[Arg, ...]:
    """Platforms, programmes and bodies of a sentence that the next one, or the table under it, may be about."""
    kind = "title" if sentence.block.kind in ("heading", "title", "caption") else "thing"
    found: dict[int, Arg] = {}
    for arg in sentence.args:
        if arg.label in ("Platform", "Program", "Organization") and arg.kind == "name":
            found.setdefault(arg.key, replace(arg, kind=kind, at=-1, left=-1, right=-1, clause=0))
    return tuple(list(found.values())[-MAX_CARRY:])


def _absent(things: tuple[Arg, ...], sentence: Sentence) -> tuple[Arg, ...]:
    spoken = {arg.key for arg in sentence.args}
    return tuple({arg.key: arg for arg in things if arg.key not in spoken}.values())


def read_columns(layout: Layout, block: Block) -> list[tuple[int, int, str]]:
    """Cells of a table block as clean ranges with the text of the header above each."""
    if block.kind != "table" or not 0 <= block.table < len(layout.tables):
        return []
    table = layout.tables[block.table]
    heads: dict[int, str] = {}
    out: list[tuple[int, int, str]] = []
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if number < table.header_rows:
                heads[column] = heads.get(column, "") + layout.text[cell.start: cell.end]
            else:
                out.append((cell.start, cell.end, heads.get(column, "")))
    return sorted(set(out))


class _Cursor:
    """Spans by rising position, each range asked once."""

    def __init__(self, spans: tuple[NameSpan, ...]) -> None:
        self._spans = spans
        self._next = 0

    def within(self, start: int, end: int) -> list[NameSpan]:
        while self._next < len(self._spans) and self._spans[self._next].start < start:
            self._next += 1
        first = self._next
        while self._next < len(self._spans) and self._spans[self._next].start < end:
            self._next += 1
        return [span for span in self._spans[first: self._next] if span.end <= end]


def _ranges(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Sentence ranges of a block, none longer than MAX_SENTENCE."""
    start = block.start
    for found in _HARD.finditer(text, block.start, block.end):
        yield from _pieces(start, found.start())
        start = found.end()
    yield from _pieces(start, block.end)


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE:
        yield start, start + MAX_SENTENCE
        start += MAX_SENTENCE
    if end > start:
        yield start, end


def _build(
    page: Page, block: Block, where: tuple[int, int, str], spans: list[NameSpan], carry: tuple[Arg, ...],
) -> Sentence:
    start, end, section = where
    text = page.layout.text
    outer, aside = set_aside(page, outermost(spans))
    spans = [span for span in spans if span not in aside]
    ends = {span: end_with_shorts(text, aside, span) for span in outer}
    anaphors = [a for a in find_anaphors(page, start, end, outer, carry) if not any(s.end <= a.start < stop for s, stop in ends.items())]
    events = find_events(page.layout.text, start, end, [*((s.start, s.end) for s in outer), *((a.start, a.end) for a in anaphors)])
    slots = sorted([(s.start, ends[s], LETTER.get(s.label, "X")) for s in outer] + [(a.start, a.end, "S") for a in anaphors]
                   + [(e[0], e[1], "C") for e in events])
    mask, positions = draw_mask(text, start, end, slots)
    at = {slot[0]: rank for slot, rank in zip(slots, find_ranks(slots, positions), strict=True)}
    clauses = (0, *(m.end() for m in _CUT.finditer(mask)))
    groups = find_groups(mask, [at[s[0]] for s in slots])
    args = [_place(_name_arg(page, span, span not in outer), outer, at, groups, clauses) for span in spans]
    args += [_place(a, outer, at, groups, clauses) for a in anaphors]
    args += [
        _place(Arg(e[0], e[1], "Event", -2 - e[0], "literal", text=e[2]), outer, at, groups, clauses) for e in events]
    args = [_with_part(arg, mask, clauses) for arg in sorted(args, key=lambda a: (a.start, -a.end))]
    subjects = clause_subjects(args, len(clauses))
    return Sentence(start, end, block, mask, tuple(args), clauses, positions, subjects, section, _unspoken(page, start, carry, args))


def _name_arg(page: Page, span: NameSpan, nested: bool) -> Arg:
    key = page.entity_of[span]
    abroad = span.label == "Place" and is_abroad(page.entities[key].name)
    return Arg(span.start, span.end, span.label, key, "name", nested, abroad=abroad)


def _place(
    arg: Arg, outer: list[NameSpan], at: dict[int, int], groups: dict[int, tuple[int, int]], clauses: tuple[int, ...],
) -> Arg:
    rank = at.get(arg.start, -1)
    if rank < 0 or arg.nested:
        home = next((s for s in outer if s.start <= arg.start < s.end), None)
        rank = at[home.start] if home else 0
    left, right = groups.get(rank, (rank, rank))
    clause = bisect_right(clauses, rank) - 1
    return Arg(arg.start, arg.end, arg.label, arg.key, arg.kind, arg.nested, rank, left, right, clause, "-", arg.abroad, arg.text)


def _with_part(arg: Arg, mask: str, clauses: tuple[int, ...]) -> Arg:
    return Arg(arg.start, arg.end, arg.label, arg.key, arg.kind, arg.nested, arg.at, arg.left, arg.right, arg.clause,
               part_of(mask, arg, clauses), arg.abroad, arg.text)


def _unspoken(page: Page, start: int, carry: tuple[Arg, ...], args: list[Arg]) -> tuple[Arg, ...]:
    """The subject of the section and the names carried over from the sentence before, unless spoken here."""
    spoken = {arg.key for arg in args}
    out: list[Arg] = []
    subject = page.subject_at(start)
    if subject is not None and subject not in spoken:
        out.append(Arg(start, start, page.entities[subject].type, subject, "subject"))
    for arg in carry:
        if arg.key not in spoken and arg.key != subject:
            out.append(Arg(start, start, arg.label, arg.key, "carry"))
    return tuple(out)


def _carried(sentence: Sentence) -> tuple[Arg, ...]:
    """The first different organisations of a sentence, for the next one."""
    out: dict[int, Arg] = {}
    for arg in sentence.args:
        if arg.label in ORGS and not arg.nested and len(out) < MAX_CARRY:
            out.setdefault(arg.key, arg)
    return tuple(out.values())
