"""Honest end-to-end figures: `python -m pipelines.training.evaluate --shared ../shared --spans FOLDER --out FOLDER`.

For each fold, relation, role, award and figure models are fitted on the other folds (gold names and the names of FOLDER, which models
predicted that never saw the document: see `pipelines.training.crossval`); facts of the left-out documents are read with them from
FOLDER's names, resolved, assembled and written as builds (`OUT/dev`, `OUT/train`, `OUT/v-y`), and scored as the project's scorer
counts. `--models FOLDER` keeps the fold models and takes those that are there. About ten minutes on one free core."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg import interchange
from kg.assemble import assemble
from kg.evaluate import Evaluation, evaluate
from kg.model import Reading
from kg.resolve import resolve
from pipelines.emit import emit_page
from pipelines.facts.relations import MODEL
from pipelines.facts.roles import MODEL as ROLES
from pipelines.facts.scoring import NETWORK
from pipelines.facts.shelf import use_models
from pipelines.folds import FOLDS, fold_of
from pipelines.layout import analyse
from pipelines.reading import Source
from pipelines.reference import refer
from pipelines.training import awards_fit, facts, figures_fit, roles_fit
from pipelines.training.facts_data import read_gold
from pipelines.training.figures_data import read_own_papers, read_papers
from pipelines.training.predicted import read_spans

PARTS = {"dev": "0123456789", "train": "abcdefghijklmnopqrstuvwxyz", "v-y": "vwxy"}
"""Part -> first letters of its documents: real reports, all written texts, those written after real features."""


def gold_files(shared: Path) -> list[Path]:
    """Gold files of all annotated documents."""
    return [path for part in ("train", "dev") for path in sorted((shared / part / "gold").glob("*.json"))]


def fit_folds(shared: Path, spans: Path, folder: Path) -> None:
    """Write `folder/<fold>/{relations,roles,facts}` where they are missing."""
    if not all((folder / str(fold) / part / file).exists() for fold in range(FOLDS) for part, file in ((MODEL, "settings.json"), (ROLES, NETWORK))):
        rows = facts.read_rows(shared, spans)
        facts.train_folds(rows, folder)
        roles_fit.train_folds(rows, folder)
    if all((folder / str(fold) / "facts").exists() for fold in range(FOLDS)):
        return
    papers, own = read_papers(shared / "train", shared / "dev", spans=spans), read_own_papers()
    for fold in range(FOLDS):
        kept = [paper for paper in papers if paper.fold != fold]
        figures_fit.train(kept, own, folder / str(fold) / "facts")
        awards_fit.train(kept, own, folder / str(fold) / "facts")


def read_left_out(gold: Path, spans: Path, models: Path) -> Reading:
    """All that an annotated document states, by the models of the folds that it is not in."""
    document, text = read_gold(gold)
    source = Source(document["source"], text)
    layout = analyse(source.text)
    page = refer(layout, read_spans(spans / f"{gold.stem}.json", layout))
    with use_models(models / str(fold_of(source.name))):
        return replace(emit_page(source, page), seconds={})


def write_part(readings: Sequence[Reading], golds: Sequence[Path], folder: Path) -> Evaluation:
    """Build one part, keep its gold files beside it, score it."""
    graph = assemble(readings, resolve(readings))
    interchange.write_graph(graph, folder, texts={r.document.doc_id: r.text for r in readings})
    beside = folder.with_name(f"{folder.name}-gold")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    for gold in golds:
        shutil.copy(gold, beside)
    return evaluate(folder, beside)


def describe(name: str, result: Evaluation) -> str:
    """A part's figures as lines."""
    rows, slots = result.scores["fact"], result.scores["slot"]
    lines = [f"{name:22} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'found':>6} {'slots':>6}"]
    lines += [
        f"  {type_:20} {row['p']:6.3f} {row['r']:6.3f} {row['f1']:6.3f} {row['gold']:6.0f} {row['pred']:6.0f} {slots[type_]['f1']:6.3f}"
        for type_, row in rows.items()
    ]
    extras = result.extras
    lines.append(f"  confidence >= 0.8: precision {extras['sure_fact_precision']:.3f} of {extras['sure_facts']:.0f}; calibration error "
                 f"{extras['fact_calibration_error']:.3f}; linking B3 {result.scores['link']['all']['f1']:.3f}; core names "
                 f"{result.scores['mention']['core']['f1']:.3f}")
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--spans", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--models", type=Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    models = given.models or given.out / "models"
    fit_folds(given.shared, given.spans, models)
    files = gold_files(given.shared)
    readings = {path.stem: read_left_out(path, given.spans, models) for path in files}
    for name, letters in PARTS.items():
        golds = [path for path in files if path.stem[0] in letters]
        print(describe(name, write_part([readings[path.stem] for path in golds], golds, given.out / name)), flush=True)


if __name__ == "__main__":
    main()
