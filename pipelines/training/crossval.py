"""Out-of-fold names of every annotated document: `python -m pipelines.training.crossval --shared ../shared --out FOLDER`.

Writes FOLDER/<stem>.json: a list of [start, end, label, confidence, method] in source offsets, by models that never saw the
document, confidences calibrated on the other folds; the project's own documents are in every training fold and not read; FOLDER/scores.txt; and, with --calibration, the curves for the shipped
model."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import ClassVar

from pipelines.components.calibration import LEAST_SURE, Calibration, expected_error, fit_calibration, save_calibration
from pipelines.components.features import Rows, read_rows
from pipelines.components.grammar import apply_grammar
from pipelines.components.labels import TYPES
from pipelines.folds import FOLDS
from pipelines.span import NameSpan
from pipelines.training.documents import Annotated, read_documents
from pipelines.training.measure import CORE, Counts, Triple, count, f1, to_source
from pipelines.training.own import read_own_documents
from pipelines.training.plans import fit_team

Found = dict[str, dict[Triple, NameSpan]]
Observed = list[tuple[str, float, bool]]


def group_of(document: Annotated) -> str:
    """dev for real documents, train for written ones."""
    return "dev" if document.stem.isdigit() else "train"


class Folds:
    """All documents with their features, read once; forked processes share them."""

    members: ClassVar[list[tuple[Annotated, Rows]]] = []


def read_fold(fold: int) -> dict[str, list[NameSpan]]:
    """Names of the documents of a fold by a model of the others."""
    reader = fit_team([m for m in Folds.members if m[0].fold != fold], seed=fold)
    return {d.stem: apply_grammar(d.layout, reader.read(d.layout, rows)) for d, rows in Folds.members if d.fold == fold}


def observe(documents: list[Annotated], found: Found) -> Observed:
    """(type, probability, right) of every found name."""
    return [
        (key[2], span.confidence, key in set(document.gold)) for document in documents for key, span in found[document.stem].items()
    ]


def calibrate(documents: list[Annotated], found: Found) -> Found:
    """Found names with confidences from curves of the other folds; the unsure ones left out."""
    curves: list[Calibration] = [fit_calibration(observe([d for d in documents if d.fold != fold], found)) for fold in range(FOLDS)]
    sure = {d.stem: dict(zip(found[d.stem], curves[d.fold].apply(found[d.stem].values()), strict=True)) for d in documents}
    return {stem: {key: s for key, s in spans.items() if s.confidence >= LEAST_SURE} for stem, spans in sure.items()}


def describe(documents: list[Annotated], found: Found) -> str:
    """Scores as a table: strict F1 by type over real and written documents."""
    totals: dict[str, Counts] = {"dev": Counter(), "train": Counter(), "v-y": Counter()}
    lines = []
    for document in documents:
        counts = count(document, found[document.stem].values())
        totals[group_of(document)] += counts
        if document.stem[0] in "vwxy":
            totals["v-y"] += counts
        if group_of(document) == "dev":
            lines.append(f"document {document.stem}: core {f1(counts, CORE):.4f}, all {f1(counts):.4f}")
    rows = [("core", CORE), ("all", TYPES), *((label, (label,)) for label in TYPES)]
    lines.append(f"{'':14}" + "".join(f"{name:>9}" for name in totals))
    lines += [f"{name:14}" + "".join(f"{f1(c, types):9.4f}" for c in totals.values()) for name, types in rows]
    lines.append(f"calibration error {expected_error([(c, right) for _, c, right in observe(documents, found)]):.4f}")
    return "\n".join(lines)


def main() -> None:
    """Run all folds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--jobs", type=int, default=2, help="processes side by side")
    parser.add_argument("--without-own", action="store_true", help="leave out pipelines/training/own")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    documents = read_documents(given.shared / "train", given.shared / "dev")
    own = [] if given.without_own else read_own_documents()
    Folds.members = [(document, read_rows(document.layout)) for document in [*documents, *own]]
    raw: Found = {}
    with ProcessPoolExecutor(given.jobs, mp_context=get_context("fork")) as pool:
        for fold, spans in enumerate(pool.map(read_fold, range(FOLDS))):
            raw.update({d.stem: to_source(d, spans[d.stem]) for d in documents if d.fold == fold})
            print(f"fold {fold} read", flush=True)
    found = calibrate(documents, raw)
    for document in documents:
        rows = [[*key, span.confidence, span.method] for key, span in sorted(found[document.stem].items())]
        (given.out / f"{document.stem}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    if given.calibration:
        save_calibration(given.calibration, fit_calibration(observe(documents, raw)))
    text = describe(documents, found)
    (given.out / "scores.txt").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
