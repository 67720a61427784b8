"""Trains the scorer of relations: python -m pipelines.training.facts --shared ../shared [--spans FOLDER].

Gold names of every annotated document, and with --spans also names predicted for documents left out (one JSON file a
document), so that the scorer knows the recogniser's faults. Deterministic; a few minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from pipelines.facts.candidates import SPECS
from pipelines.facts.first import average
from pipelines.facts.network import read_network
from pipelines.facts.relations import MODEL, name_of_spec
from pipelines.facts.scoring import read_scorer, sigmoid
from pipelines.facts.trees import Forest, read_forest, write_forest
from pipelines.folds import FOLDS
from pipelines.training.cases import Cases, join, read_cases
from pipelines.training.facts_data import Row, build_rows, gold_page, read_gold
from pipelines.training.first import outputs_of, score_rows, train_first, train_network
from pipelines.training.forest import fit as fit_forest

SURE = 0.8
PURE = 0.93
MIN_SURE = 12
LIMITS = (0.32, 0.45, 0.3, 0.22, 0.32, 0.32, 0.17, 0.15)
"""By spec, the probability from which a pair is taken as a fact. Chosen once, in a sweep over pairs of documents left out,
for the F1 of each type."""


def read_rows(shared: Path, spans: Path | None) -> list[Row]:
    """Rows over gold names, then rows over predicted names where there are any."""
    rows: list[Row] = []
    for path in sorted([*(shared / "train" / "gold").glob("*.json"), *(shared / "dev" / "gold").glob("*.json")]):
        gold, text = read_gold(path)
        rows += build_rows(gold, gold_page(gold, text))
        predicted = spans / f"{path.stem}.json" if spans else None
        if predicted and predicted.exists():
            rows += build_rows(gold, gold_page(gold, text, json.loads(predicted.read_text(encoding="utf-8"))), "predicted")
    return rows


def finish(cases: Cases, chances: np.ndarray, folder: Path) -> None:
    """Writes limits and calibration, from the probabilities of cases on real names in documents left out."""
    limits: dict[str, float] = {}
    curves: dict[str, list[tuple[float, float]]] = {}
    for spec in range(len(SPECS)):
        name, chosen = name_of_spec(spec), (cases.spec == spec) & of_real_names(cases)
        limits[name], curves[name] = LIMITS[spec], knots(chances[chosen], cases.truth[chosen])
        report(name, chances[chosen], cases.truth[chosen], limits[name])
    settings = {"thresholds": limits, "knots": curves}
    (folder / "settings.json").write_text(
        json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def chances_of(forest: Forest, cases: Cases) -> np.ndarray:
    """The probabilities of cases; an unknown certainty of a name counts as full."""
    return np.asarray(sigmoid(forest.scores(np.nan_to_num(cases.matrix, nan=1.0))))


def forests_left_out(cases: Cases) -> np.ndarray:
    """Probabilities of all cases, each from a forest that did not see its fold."""
    chances = np.zeros(len(cases.truth))
    for fold in range(FOLDS):
        own = cases.fold == fold
        if own.any():
            chances[own] = chances_of(fit_forest(cases.matrix[~own], cases.truth[~own]), cases.take(own))
    return chances


def report(name: str, scores: np.ndarray, truth: np.ndarray, limit: float) -> None:
    """One line of figures on documents left out."""
    hits = float(((scores >= limit) & (truth == 1)).sum())
    precision, recall = hits / max(1, (scores >= limit).sum()), hits / max(1, truth.sum())
    print(f"{name:48} pairs {len(truth):6} facts {int(truth.sum()):5} limit {limit:.3f} P {precision:.3f} R {recall:.3f} "
          f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}", flush=True)


def of_real_names(cases: Cases) -> np.ndarray:
    """Which cases stand on predicted names, as all do in use; all when there are none."""
    return cases.real if cases.real.any() else ~cases.real


def knots(scores: np.ndarray, truth: np.ndarray) -> list[tuple[float, float]]:
    """A rising, piecewise linear map from probability to share of facts, bent so that SURE is only given where the facts
    from there on up are right in PURE of all cases."""
    model = IsotonicRegression(out_of_bounds="clip", y_min=0.01, y_max=0.99).fit(scores, truth)
    grid = np.linspace(0.1, 0.995, 31)
    shares = model.predict(grid)
    pure = [share for x, share in zip(grid, shares, strict=True)
            if (scores >= x).sum() >= MIN_SURE and truth[scores >= x].mean() >= PURE]
    turn = max(SURE, min(pure, default=1.0))
    bent = [s * (SURE - 0.01) / turn if s < turn else SURE + (s - turn) * (0.99 - SURE) / max(1e-9, 1 - turn) for s in shares]
    return [(round(float(x), 3), round(float(y), 3)) for x, y in zip(grid, bent, strict=True)]


def train(rows: Sequence[Row], folder: Path, networks: Path) -> None:
    """Writes the first scorers, the forest over their scores, limits and calibration; `networks` keeps those of left-out folds."""
    cases = read_cases(rows, train_first(rows, folder, networks))
    write_forest(fit_forest(cases.matrix, cases.truth), folder)
    finish(cases, forests_left_out(cases), folder)


def train_folds(rows: Sequence[Row], folder: Path) -> None:
    """Writes `folder/<fold>/relations`, for each fold models that never saw it; its calibration comes from the probabilities
    that the other folds' documents got from the models made without them. Networks that are there are kept.

    One thing is not nested: the forest of a fold learns from scores of networks that left out the scored document, but not this fold."""
    outputs = outputs_of(rows)
    for fold in range(FOLDS):
        train_network([row for row in rows if row.fold != fold], outputs, folder / str(fold) / MODEL)
    held: list[tuple[Cases, np.ndarray]] = []
    for fold in range(FOLDS):
        home = folder / str(fold) / MODEL
        kept = [row for row in rows if row.fold != fold]
        cases = read_cases(kept, train_first(kept, home, folder))
        write_forest(fit_forest(cases.matrix, cases.truth), home)
        own = [row for row in rows if row.fold == fold]
        scorer, forest = read_scorer(home), read_forest(home)
        network = read_network(home)
        both = average(scorer.logits([row.features for row in own]), score_rows(own, network), scorer, network)
        apart = read_cases(own, both[:, [scorer.column(name_of_spec(n)) for n in range(len(SPECS))]].astype(np.float64))
        held.append((apart, chances_of(forest, apart)))
    for fold in range(FOLDS):
        others = [pair for number, pair in enumerate(held) if number != fold]
        finish(join([cases for cases, _ in others]), np.concatenate([chances for _, chances in others]), folder / str(fold) / MODEL)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--spans", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=Path("models") / MODEL)
    parser.add_argument("--networks", type=Path, help="keep the networks of left-out folds here, and take those that are there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        train(read_rows(options.shared, options.spans), options.out, options.networks or Path(folder))


if __name__ == "__main__":
    main()
