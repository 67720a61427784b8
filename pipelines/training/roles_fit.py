"""Trains the network of optional roles: python -m pipelines.training.roles_fit --shared ../shared [--spans FOLDER].

Every pair that a gold fact states, over gold names and over those predicted for documents left out, teaches which value the fact gives to its
closed roles, and which of the dates round it is its own. Own documents teach too, told apart by the side. Deterministic; a minute on one core."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pipelines.facts.candidates import SPECS, orient
from pipelines.facts.relation import Relation
from pipelines.facts.roles import MODEL, Calendar, describe, name_of_time
from pipelines.facts.roles.times import SOURCES
from pipelines.facts.scoring import Scorer, write_scorer
from pipelines.folds import FOLDS
from pipelines.page import Page
from pipelines.training.facts import OWN, SHARED, read_rows, settle
from pipelines.training.facts_data import Row
from pipelines.training.network import UNKNOWN, Plan, train_network

PLAN = Plan(passes=14, least=5, width=32)
ROLES = {
    "Partnership": ("form",), "PlatformBuilding": ("builder_role", "status", "level"), "Membership": ("position",),
    "ProgramParticipation": ("position", "level"), "Hosting": ("position",),
}
DATED = ("Partnership", "PlatformBuilding", "Membership", "ProgramParticipation", "OverseasProject", "Hosting")
MIN_VALUE = 8


@dataclass(frozen=True, slots=True)
class Example:
    """A stated pair: features, the dates that may be its own, and what the gold fact says."""

    row: Row
    type: str
    features: tuple[str, ...]
    times: dict[str, str]
    values: dict[str, tuple[str, ...]]


def read_examples(rows: Sequence[Row]) -> list[Example]:
    """The pairs of rows that gold facts state, by fact type."""
    out: list[Example] = []
    page: Page | None = None
    for row in rows:
        if row.page is not page:
            page, calendar = row.page, Calendar(row.page)
        for spec, truth in row.truth.items():
            if truth != 1 or SPECS[spec].type not in DATED:
                continue
            relation = Relation(spec, *orient(SPECS[spec], *row.proposal[:2], row.page.subject), row.sentence, 1.0)
            times = calendar.times(relation)
            features = (*describe(row.page, relation, times), OWN if row.own else SHARED)
            out.append(Example(row, relation.type, features, times, dict(row.values.get(spec, {}))))
    return out


def read_outputs(examples: Sequence[Example]) -> tuple[str, ...]:
    """The values that roles take often, and the sources of dates, by type."""
    counts = Counter(
        f"{example.type}:{role}={value}" for example in examples if not example.row.own
        for role in ROLES.get(example.type, ()) for value in set(example.values.get(role, ()))
    )
    return (*sorted(name for name, n in counts.items() if n >= MIN_VALUE), *(name_of_time(type_, source) for type_ in DATED for source in SOURCES))


def read_truth(examples: Sequence[Example], outputs: Sequence[str]) -> NDArray[np.float32]:
    """1 and 0 for each value of each example; UNKNOWN for other types' values and for sources without a date."""
    truth = np.full((len(examples), len(outputs)), UNKNOWN, np.float32)
    for line, example in zip(truth, examples, strict=True):
        for column, output in enumerate(outputs):
            type_, _, rest = output.partition(":")
            role, _, value = rest.partition("=")
            if type_ != example.type:
                continue
            if role != "date":
                line[column] = value in example.values.get(role, ())
            elif value in example.times:
                line[column] = any(_agree(example.times[value], date) for date in example.values.get(role, ()))
    return truth


def _agree(found: str, wanted: str) -> bool:
    """Whether a date says nothing that the wanted one does not: 2024 of 2024-06, not the other way round - unless the year is all that is left."""
    return wanted.startswith(found) or (found.startswith(wanted) and len(wanted) > len("2024")) or found == wanted


def train(rows: Sequence[Row], folder: Path) -> None:
    """Writes the network of rows. On one thread, for the same bytes each time."""
    with threadpool_limits(limits=1):
        examples = read_examples(rows)
        write_scorer(settle(fit(examples)), folder / MODEL)


def train_folds(rows: Sequence[Row], folder: Path) -> None:
    """Writes `folder/<fold>/roles`, for each fold a network that never saw it."""
    with threadpool_limits(limits=1):
        examples = read_examples(rows)
        for fold in range(FOLDS):
            kept = [example for example in examples if example.row.own or example.row.fold != fold]
            write_scorer(settle(fit(kept)), folder / str(fold) / MODEL)


def fit(examples: Sequence[Example]) -> Scorer:
    """The network of examples."""
    outputs = read_outputs(examples)
    return train_network([example.features for example in examples], read_truth(examples, outputs), outputs, PLAN)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--spans", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=Path("models"))
    options = parser.parse_args()
    train(read_rows(options.shared, options.spans), options.out)


if __name__ == "__main__":
    main()
