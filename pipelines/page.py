"""A page: one document as fact readers see it - layout, names, who is who, and what 学校 means where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from pipelines.layout.model import Layout
from pipelines.span import NameSpan

MAX_DEPTH = 16


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """An entity within one document. `name` is the fullest name used (or restored); `aliases` the other surfaces."""

    key: int
    type: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """`entities[k].key == k`; `entity_of` maps each span to an entity key; `subjects` are (start, end, entity key) ranges of
    cleaned text in which 学校/我校/该校 mean that entity, inner ranges last. `year` is the year the text reports on; `years` are the
    (position, year) of the headings of a chronicle, in order."""

    layout: Layout
    spans: tuple[NameSpan, ...]
    entities: tuple[LocalEntity, ...] = ()
    entity_of: Mapping[NameSpan, int] = field(default_factory=dict)
    subject: int | None = None
    subjects: tuple[tuple[int, int, int], ...] = ()
    year: str = ""
    place: str = ""
    years: tuple[tuple[int, str], ...] = ()

    def year_at(self, position: int) -> str:
        """The year that a clean position is about: that of the heading above in a chronicle, else the year the text reports on."""
        at = bisect_right(self.years, position, key=lambda item: item[0])
        return self.years[at - 1][1] if at else self.year

    def subject_at(self, position: int) -> int | None:
        """The entity key that 学校 stands for at a clean position."""
        at = bisect_right(self.subjects, (position, len(self.layout.text), len(self.entities)))
        for start, end, key in reversed(self.subjects[max(0, at - MAX_DEPTH): at]):
            if start <= position < end:
                return key
        return self.subject

    def spans_in(self, start: int, end: int, *labels: str) -> list[NameSpan]:
        """Spans wholly inside a clean range, of the given labels (all when none is given)."""
        first = bisect_left(self.spans, start, key=attrgetter("start"))
        last = bisect_left(self.spans, end, lo=first, key=attrgetter("start"))
        return [s for s in self.spans[first:last] if s.end <= end and (not labels or s.label in labels)]
