"""Where documents disagree: kept in the graph, listed in the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.model import EntityRef, Fact, Graph, Literal
from kg.resolve.claims import key_roles, text_of
from kg.resolve.variants import wordings

SINGLE = ("count", "level", "value", "grade")
FIGURES: Mapping[str, str] = {"AchievementCount": "count", "Indicator": "value"}
TELLING = ("level", "grade", "unit")

Row = dict[str, object]


def find_conflicts(graph: Graph) -> list[Row]:
    """Disagreements, sorted: one fact with several counts, levels or years, and one figure with several values."""
    names = {entity.id: entity.name for entity in graph.entities}
    rows = [*_within_facts(graph, names), *_between_figures(graph, names)]
    return sorted(rows, key=lambda row: (str(row["type"]), str(row["about"]), str(row["role"])))


def disputed_roles(fact: Fact) -> list[str]:
    """Roles of a fact that can have one value and have several."""
    found = [role for role in SINGLE if len({text_of(v, role) for v in fact.roles.get(role, ())}) > 1]
    if fact.type in ("CompetitionResult", "Honor") and len(wordings(fact, "date")) > 1:
        found.append("date")
    return found


def _within_facts(graph: Graph, names: Mapping[str, str]) -> Iterator[Row]:
    for fact in graph.facts:
        for role in disputed_roles(fact):
            yield _row(fact.type, role, [fact], sorted(wordings(fact, role)), names)


def _between_figures(graph: Graph, names: Mapping[str, str]) -> Iterator[Row]:
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in graph.facts:
        figure = FIGURES.get(fact.type)
        if figure and fact.roles.get(figure):
            roles = [role for role in (*key_roles(fact.type), *TELLING) if role != figure]
            about = ["|".join(sorted(text_of(v, role) for v in fact.roles.get(role, ()))) for role in roles]
            groups[fact.type, *about].append(fact)
    for group in groups.values():
        role = FIGURES[group[0].type]
        values = {text_of(v, role): str(v.value) for f in group for v in f.roles[role] if isinstance(v, Literal)}
        if len(values) > 1:
            yield _row(group[0].type, role, group, sorted(values.values()), names)


def _row(type_: str, role: str, facts: list[Fact], values: list[str], names: Mapping[str, str]) -> Row:
    about = [
        names.get(v.entity, v.entity) if isinstance(v, EntityRef) else str(v.value)
        for key in key_roles(type_)
        if key != role
        for v in facts[0].roles.get(key, ())
    ]
    return {
        "type": type_,
        "role": role,
        "about": about,
        "values": values,
        "facts": [fact.id for fact in facts],
        "evidence": [
            {"doc_id": e.doc_id, "start": e.start, "end": e.end, "text": e.text}
            for fact in facts
            for e in fact.evidence
        ],
    }
