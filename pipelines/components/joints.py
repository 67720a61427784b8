"""Joints inside and between names: a bracket does not begin a name, a verb does not stand in one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.components.places import load_places
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_BRACKETED = re.compile(r"[（(][一-龥]{1,12}[）)][^（()）]{2,}")
_BUILT = re.compile(r"(?P<builder>.{2,}?)(?:合建|共建|合办|联办|建起|建成|办起|创办)(?P<built>.{4,})")
_JOINED = re.compile(r"(?P<builder>.{2,}?(?:院|校|大学|公司|集团))(?:联合|携手)(?P<built>.{4,}(?:公司|集团))")
_AND = re.compile(r"(?P<one>.{2,}?)(?:和|与|及)(?P<two>.{4,}(?:公司|集团|学院|大学|学校|[局厅会部院]))")
_NOUNS = "中心|基地|工作室|实验室|工坊|平台|工作站|产业学院|班|联盟|集团|共同体|联合体"
_PLATFORMS = re.compile(rf"(?P<one>[^、和与及]{{3,}}(?:{_NOUNS}))(?:和|与|及|、|以及)(?P<two>[^、和与]{{3,}}(?:{_NOUNS}))")
_BODIES = frozenset({"Institution", "Enterprise", "Government", "Organization"})
_NUMBER = re.compile(r"\d{1,3}(?=[一-龥“])")
_SCHOOL = re.compile(r".*(?:大学|学院|学校|职院|中专|职专|职校|职高|技校|[一-龥]院)$")
_PLACE = re.compile(r".*[省市县区镇乡村旗州盟城]$")


def join_brackets(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """东方电气 and （酒泉）新能源有限公司 behind it are one name; what was found in front stays if it is of another kind."""
    found = set(spans)
    for span in spans:
        front = [s for s in spans if s.end == span.start] if _BRACKETED.fullmatch(layout.slice(span.start, span.end)) else []
        if front:
            longest = min(front, key=lambda s: s.start)
            found.discard(span)
            found.add(replace(span, start=longest.start))
            if longest.label == "Person" or longest.label == span.label == "Enterprise":
                found.discard(longest)
    return sorted(found)


def split_verbs(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """某某公司合办〔某某产业学院〕: who builds and what is built are two names."""
    found: list[NameSpan] = []
    for span in spans:
        pattern = {"Platform": _BUILT, "Enterprise": _JOINED}.get(span.label)
        match = pattern.fullmatch(layout.slice(span.start, span.end)) if pattern else None
        if match is None:
            found.append(span)
            continue
        builder = NameSpan(span.start, span.start + match.end("builder"), _kind(match["builder"]), span.confidence, "grammar")
        if not any(s.start < builder.end and builder.start < s.end for s in spans if s != span):
            found.append(builder)
        found.append(replace(span, start=span.start + match.start("built")))
    return found


def split_pairs(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """某学院和某公司 is two names where the first is named elsewhere on its own; so are two platforms, each with its noun."""
    known = {layout.slice(span.start, span.end): span.label for span in spans if span.label in _BODIES}
    found: list[NameSpan] = []
    for span in spans:
        pattern = _AND if span.label in _BODIES else _PLATFORMS if span.label == "Platform" else None
        match = pattern.fullmatch(layout.slice(span.start, span.end)) if pattern else None
        if match is None or (pattern is _AND and match["one"] not in known):
            found.append(span)
            continue
        first = NameSpan(span.start, span.start + match.end("one"), known.get(match["one"], span.label), span.confidence, "grammar")
        second = replace(span, start=span.start + match.start("two"))
        found += (part for part in (first, second) if not any((s.start, s.end) == (part.start, part.end) for s in spans))
    return found


def drop_numbers(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The number that opens a row and stands apart in the source does not belong to the name behind it (3 某某产业学院), but for titles."""
    found: list[NameSpan] = []
    for span in spans:
        number = _NUMBER.match(layout.slice(span.start, span.end)) if span.label not in ("Work", "Policy") else None
        end = span.start + number.end() if number else span.start
        opens = number and layout.text[max(0, span.start - 1): span.start] in ("", "\n", "\t")
        found.append(replace(span, start=end) if opens and layout.offsets[end] > layout.offsets[end - 1] + 1 else span)
    return found


def _kind(name: str) -> str:
    """Type of a builder by its last characters."""
    if _SCHOOL.fullmatch(name):
        return "Institution"
    if _PLACE.fullmatch(name) or name in load_places()[0]:
        return "Place"
    return "Enterprise"
