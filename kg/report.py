"""`report.json` of a build: what was read, found, left out, and where a text contradicts what was extracted from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import records
from kg.assemble import find_conflicts
from kg.model import Graph, Reading
from kg.resolve import Resolution
from kg.sources import Skipped
from kg.totals import compare_totals

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """What a build went through: the readings kept, sources left out, sources with the same text, seconds by stage."""

    readings: Sequence[Reading]
    skipped: Sequence[Skipped]
    duplicates: Sequence[tuple[str, str]]
    seconds: Mapping[str, float]


def compose(graph: Graph, resolution: Resolution, run: Run) -> Report:
    """The report as a JSON object; all but `seconds` depends on the input alone."""
    return {
        "counts": count(graph),
        "coverage": measure_coverage(graph, run.readings),
        "skipped": [{"source": skip.source, "reason": skip.reason} for skip in run.skipped],
        "duplicates": [{"source": source, "same_as": kept} for source, kept in run.duplicates],
        "totals": compare_totals(graph, resolution, run.readings),
        "conflicts": find_conflicts(graph),
        "name_changes": _name_changes(run.readings),
        "problems": list(resolution.problems),
        "seconds": {stage: round(seconds, 3) for stage, seconds in run.seconds.items()},
    }


def count(graph: Graph) -> Report:
    """Numbers of documents, characters, mentions, entities and facts, the last three by type too."""
    return {
        "documents": len(graph.documents),
        "characters": sum(document.chars for document in graph.documents),
        "mentions": len(graph.mentions),
        "entities": len(graph.entities),
        "facts": len(graph.facts),
        "evidence": sum(len(fact.evidence) for fact in graph.facts),
        "mentions_by_type": _by_type(mention.type for mention in graph.mentions),
        "entities_by_type": _by_type(entity.type for entity in graph.entities),
        "facts_by_type": _by_type(fact.type for fact in graph.facts),
    }


def measure_coverage(graph: Graph, readings: Iterable[Reading]) -> Report:
    """Characters read, sentences, and those that state a fact: in all and by document."""
    sources = {document.doc_id: document.source for document in graph.documents}
    rows: list[Report] = [
        {
            "doc_id": reading.document.doc_id,
            "source": sources[reading.document.doc_id],
            "characters": reading.document.chars,
            "sentences": reading.sentences,
            "sentences_with_fact": reading.sentences_with_fact,
        }
        for reading in sorted(readings, key=lambda reading: reading.document.doc_id)
    ]
    names = ("characters", "sentences", "sentences_with_fact")
    return {**{name: sum(row[name] for row in rows) for name in names}, "documents": rows}


def _by_type(types: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(types).items()))


def _name_changes(readings: Iterable[Reading]) -> list[Report]:
    rows = [
        {
            "kind": change.kind,
            "old_name": change.old_name,
            "new_name": change.new_name,
            "date": change.date,
            "evidence": records.evidence_row(change.evidence),
        }
        for reading in readings
        for change in reading.name_changes
    ]
    return sorted(rows, key=lambda row: (row["evidence"]["doc_id"], row["evidence"]["start"], row["new_name"]))
