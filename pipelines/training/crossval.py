"""Out-of-fold names of every annotated document: `python -m pipelines.training.crossval --shared ../shared --out FOLDER`.

Writes FOLDER/<stem>.json: a list of [start, end, label, confidence, method] in source offsets, by models that never saw the
document. Prints scores."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from pipelines.components.features import read_rows
from pipelines.folds import FOLDS
from pipelines.training.corpus import fit_reader
from pipelines.training.documents import Annotated, read_documents
from pipelines.training.field import Plan
from pipelines.training.measure import CORE, TYPES, Counts, count, f1, to_source

OUTER = Plan(passes=10, drop=0.4)
INNER = Plan(passes=10, drop=0.4)


def write_spans(folder: Path, document: Annotated, spans: list[object]) -> None:
    """One file of out-of-fold names."""
    (folder / f"{document.stem}.json").write_text(json.dumps(spans, ensure_ascii=False), encoding="utf-8")


def group_of(document: Annotated) -> str:
    """dev for real documents, train for written ones."""
    return "dev" if document.stem.isdigit() else "train"


def main() -> None:
    """Run all folds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    documents = read_documents(given.shared / "train", given.shared / "dev")
    members = [(document, read_rows(document.layout)) for document in documents]
    totals: dict[str, Counts] = {"dev": Counter(), "train": Counter()}
    for fold in range(FOLDS):
        reader = fit_reader([m for m in members if m[0].fold != fold], OUTER, INNER)
        for document, rows in members:
            if document.fold == fold:
                spans = reader.read(document.layout, rows)
                totals[group_of(document)] += count(document, spans)
                found = to_source(document, spans)
                write_spans(given.out, document, [[*k, round(s.confidence, 4), s.method] for k, s in sorted(found.items())])
        print(fold, {name: (round(f1(c, CORE), 4), round(f1(c), 4)) for name, c in totals.items()}, flush=True)
    for name, counts in totals.items():
        print(name, {t: round(f1(counts, [t]), 3) for t in TYPES})


if __name__ == "__main__":
    main()
