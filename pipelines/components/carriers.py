"""What a school carries under its own name: 〔〔某某职业学院〕老年大学〕 is one platform with the school inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.components.cover import Cover
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_SERVICE = "老年大学|老年学堂|老年开放大学|社区学院|社区大学|乡村振兴学院|退役军人学院|新型职业农民学院|职业农民学院"
"""Schools for a public of its own that a school runs beside its own work. One that a place alone names is an institution."""
_BEHIND = re.compile(_SERVICE)
_RUN = re.compile(rf"(?P<school>.+(?:大学|学院|学校|中专|职高|职校|技校|教育中心|职教中心|电大)(?:[（(][^）)]+[）)])?)(?:{_SERVICE})")


def join_carriers(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A platform, or a school for the old or the village, right behind a school's name is named with the school."""
    found = set(spans)
    platforms = {span.start: span for span in sorted(spans, key=lambda s: s.end) if span.label == "Platform"}
    cover = Cover(spans)
    for school in cover.outer:
        if school.label != "Institution":
            continue
        run = _RUN.fullmatch(layout.slice(school.start, school.end))
        part = platforms.get(school.end)
        behind = _BEHIND.match(layout.text, school.end)
        if run:
            found.discard(school)
            found |= {replace(school, label="Platform"), replace(school, end=school.start + run.end("school"))}
        elif part:
            found.discard(part)
            found.add(replace(part, start=school.start))
        elif behind and not cover.touches(*behind.span()):
            found.add(NameSpan(school.start, behind.end(), "Platform", school.confidence, "grammar"))
    return sorted(found)
