"""Names of each real document by a model of all others: `python -m pipelines.training.alone --shared ../shared --out FOLDER`.

The estimate for text of another kind: a fold leaves out a fifth of the documents, this one at a time. Confidences by the shipped curves.
About ten processor minutes a document."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipelines.components.calibration import LEAST_SURE, Calibration
from pipelines.components.features import Rows, read_rows
from pipelines.components.grammar import apply_grammar
from pipelines.components.recogniser import load_curves
from pipelines.training.crossval import Found, describe, group_of
from pipelines.training.documents import Annotated, read_documents
from pipelines.training.measure import to_source
from pipelines.training.own import read_own_documents
from pipelines.training.plans import fit_team


def read_alone(stem: str, members: list[tuple[Annotated, Rows]], curves: Calibration) -> Found:
    """Names of one document by a model of the others, in source offsets, the unsure ones left out."""
    document, rows = next(member for member in members if member[0].stem == stem)
    reader = fit_team([member for member in members if member[0].stem != stem], seed=int(stem))
    found = to_source(document, apply_grammar(document.layout, reader.read(document.layout, rows)))
    sure = zip(found, curves.apply(found.values()), strict=True)
    return {stem: {key: span for key, span in sure if span.confidence >= LEAST_SURE}}


def main() -> None:
    """Read all real documents, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    documents = read_documents(given.shared / "train", given.shared / "dev")
    members = [(document, read_rows(document.layout)) for document in [*documents, *read_own_documents()]]
    real = [document for document in documents if group_of(document) == "dev"]
    found: Found = {}
    for document in real:
        found |= read_alone(document.stem, members, load_curves())
        rows = [[*key, span.confidence, span.method] for key, span in sorted(found[document.stem].items())]
        (given.out / f"{document.stem}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        print(f"{document.stem}: {len(found[document.stem])} names", flush=True)
    print(describe(real, found))


if __name__ == "__main__":
    main()
