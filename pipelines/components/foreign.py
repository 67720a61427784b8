"""Foreign names: the Latin name in brackets behind a Chinese one is the same thing, 卢旺达鲁班工坊（Luban Workshop in Rwanda，LWR）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_LABELS = frozenset({"Institution", "Enterprise", "Government", "Organization", "Platform", "Program", "Competition", "Award", "Major"})
_WORD = r"[A-Za-z][A-Za-z0-9 .&'’–—+-]*[A-Za-z+]"
_BRACKET = re.compile(rf"[（(](?:以?下?简称：?|英文名：?)?({_WORD}(?:\s?[,，;；、]\s?{_WORD})*)[）)]")
_NAME = re.compile(_WORD)
_BOTH = re.compile(rf"(?P<name>.*[一-龥].*)[（(](?P<other>{_WORD})[）)]|(?P<latin>{_WORD})[（(](?P<chinese>[一-龥·]+)[）)]")
_SCHOOL = re.compile(r".*(?<![A-Za-z])(?:College|University|Polytechnic|Institute|Academy)|.*(?<![A-Za-z])(?:Politeknik|Universitas|Universiti|Universidad|Universität)\b.*")
_MARK = re.compile(r"[IVX]+|A+\+?|[a-z ]+")
"""Numerals, grades and plain words are no names."""


def name_foreign(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Latin names in brackets take the type of the name before them, there and where they stand again; one span over both is two names.
    A college is no firm."""
    found = [_school(layout, part) for span in spans for part in _split(layout, span)]
    for name, owner in _read_brackets(layout, found).items():
        for match in re.finditer(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", layout.text):
            start, end = match.span()
            around = [s for s in found if s.start < end and start < s.end]
            if any(s.start < start or end < s.end for s in around):
                continue
            found = [s for s in found if not (start <= s.start and s.end <= end and (s.label != owner.label or (s.start, s.end) == (start, end)))]
            found.append(replace(owner, start=start, end=end, method="alias"))
    return found


def _school(layout: Layout, span: NameSpan) -> NameSpan:
    is_school = span.label == "Enterprise" and _SCHOOL.fullmatch(layout.slice(span.start, span.end))
    return replace(span, label="Institution") if is_school else span


def _split(layout: Layout, span: NameSpan) -> list[NameSpan]:
    match = _BOTH.fullmatch(layout.slice(span.start, span.end)) if span.label != "Program" else None
    if match is None:
        return [span]
    groups = [match.span(group) for group in ("name", "other", "latin", "chinese") if match[group]]
    return [replace(span, start=span.start + start, end=span.start + end) for start, end in groups]


def _read_brackets(layout: Layout, spans: Sequence[NameSpan]) -> dict[str, NameSpan]:
    """Latin name -> the name it explains."""
    ends = {span.end: span for span in sorted(spans, key=lambda s: -s.start)}
    named: dict[str, NameSpan] = {}
    for match in _BRACKET.finditer(layout.text):
        owner = ends.get(match.start())
        if owner and owner.label in _LABELS:
            for name in _NAME.finditer(match.group(1)):
                if not _MARK.fullmatch(name.group()):
                    named.setdefault(name.group(), owner)
    return named
