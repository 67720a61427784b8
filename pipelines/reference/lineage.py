"""Changes of a body's name that a text states: 更名, 升格, 合并, 前身."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipelines.facts.dates import find_dates
from pipelines.facts.modality import is_open
from pipelines.page import Page
from pipelines.span import NameSpan

_LABELS = ("Institution", "Enterprise", "Organization", "Government", "Platform")
_FORWARD = re.compile(
    r"[^。；，]{0,24}?(?P<verb>更名为?|改名为?|易名为?|改称|升格为?|升格更名为?|升本为?|升级为|改制为|转设为|合并(?:组建|成立|为|升格为)+|合并)[^。；，]{0,12}?[“\"]?$")
_BACKWARD = re.compile(
    r"(?:[（(](?:原名|原称|原|曾用名|旧称)[:：]?|[，,](?:原名|原称)[:：]?|[，,]?(?:的|其)?前身(?:是|为|系)[^。；，]{0,16}?)[“\"]?$")
_KINDS = (("合并", "合并"), ("升", "升格"), ("转设", "升格"))
NEAR = 60


@dataclass(frozen=True, slots=True)
class Change:
    """A change of name: `kind` is 更名, 升格 or 合并; names as written; `date` ISO or empty; the clean range states it."""

    kind: str
    old_name: str
    new_name: str
    date: str
    start: int
    end: int


def read(page: Page) -> tuple[Change, ...]:
    """The changes of name that a page states, in the order of the text; plans are none."""
    spans = [s for s in page.spans if s.label in _LABELS]
    found = {(c.old_name, c.new_name, c.kind): c for c in _scan(page, spans)}
    return tuple(sorted(found.values(), key=lambda c: c.start))


def _scan(page: Page, spans: list[NameSpan]) -> Iterator[Change]:
    for first, second in pairwise(spans):
        between = page.layout.text[first.end: second.start]
        if len(between) > NEAR or "\n" in between or first.label != second.label:
            continue
        forward, backward = _FORWARD.fullmatch(between), _BACKWARD.fullmatch(between)
        if backward:
            yield _change(page, "更名", (second, first), (first.start, second.end))
        elif forward and not is_open(page.layout.text[max(0, first.start - 12): second.start]):
            kind = next((kind for word, kind in _KINDS if word in forward.group("verb")), "更名")
            yield _change(page, kind, (first, second), (first.start, second.end))


def _change(page: Page, kind: str, pair: tuple[NameSpan, NameSpan], where: tuple[int, int]) -> Change:
    old, new = (page.layout.text[s.start: s.end] for s in pair)
    begin = max(page.layout.text.rfind(mark, 0, where[0]) for mark in "。；\n") + 1
    dates = [d for d in find_dates(page.layout.text, begin, where[1], year=page.year) if d.kind != "span"]
    return Change(kind, old, new, dates[-1].value if dates else "", *where)
