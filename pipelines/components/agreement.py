"""A name is read alike in the whole document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.components.cover import Cover
from pipelines.components.lexicon import make_lexicon
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

LONG = 6
"""Characters. A shorter string may be a name here and plain words there."""
MOST = 2 / 3
"""A string is a name everywhere when it was found to be one in this share of the places where nothing else was found."""


def agree(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Outer names that stand in several places: a type that one reading in three or fewer has gives way to that of the others, and places
    where the string was passed over are names too, where most are."""
    cover = Cover(spans)
    groups: dict[str, list[NameSpan]] = defaultdict(list)
    for span in cover.outer:
        groups[layout.slice(span.start, span.end)].append(span)
    found = set(spans)
    shared = {name: group for name, group in groups.items() if len(name) >= LONG and len(group) > 1}
    free = _find_free(layout.text, list(shared), cover)
    for name, group in shared.items():
        weights: Counter[str] = Counter()
        for span in group:
            weights[span.label] += span.confidence  # type: ignore[assignment]
        label, weight = weights.most_common(1)[0]
        if weight >= MOST * sum(weights.values()):
            found.difference_update(group)
            found |= {replace(span, label=label) for span in group}
        alike = sum(span.label == label for span in group)
        if alike >= MOST * (alike + len(free[name])):
            found |= {NameSpan(at, at + len(name), label, weight / alike, "grammar") for at in free[name]}
    return sorted(found)


def _find_free(text: str, names: list[str], cover: Cover) -> Mapping[str, list[int]]:
    """Where names stand that no name was found at."""
    free: dict[str, list[int]] = defaultdict(list)
    for start, end, _ in make_lexicon({"name": names}).matches(text) if names else ():
        if not cover.touches(start, end):
            free[text[start:end]].append(start)
    return free
