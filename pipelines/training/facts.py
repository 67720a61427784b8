"""Trains the scorer of relations: python -m pipelines.training.facts --shared ../shared [--spans FOLDER].

Gold names of every annotated document, the project's own too, and with --spans also names predicted for documents left out (one JSON
file a document), so that the scorer knows the recogniser's faults. Own documents have annotators of their own: network and trees are
told the side of a pair, and are asked about shared ones in use. Deterministic; a few minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from threadpoolctl import threadpool_limits

from pipelines.facts.board import LOW
from pipelines.facts.candidates import SPECS
from pipelines.facts.relations import MODEL, name_of_spec
from pipelines.facts.scoring import Scorer, read_scorer, sigmoid, write_scorer
from pipelines.facts.trees import Forest, read_forest, write_forest
from pipelines.folds import FOLDS
from pipelines.training.cases import Cases, join, read_cases
from pipelines.training.facts_data import Row, build_rows, gold_page, read_gold
from pipelines.training.forest import fit as fit_forest
from pipelines.training.network import UNKNOWN, Plan, train_network
from pipelines.training.own_facts import read_all_own_gold

PLAN = Plan()
OWN, SHARED = "side:own", "side:shared"
"""The feature that tells the network whose annotators a pair has; in use every pair is of the shared side."""
SURE = 0.8
PURE = 0.95
MIN_SURE = 12
LIMITS = (0.42, 0.4, 0.34, 0.34, 0.4, 0.4, 0.45)
"""By spec, the probability from which a pair is taken as a fact. Chosen in a sweep over pairs of documents left out, for the F1 of all graph facts
together: that gains by a pair from a chance of about half of it. Posts have a reader of their own, so that their pairs must be surer."""
OUTPUTS = tuple(name_of_spec(number) for number in range(len(SPECS)))


def read_rows(shared: Path, spans: Path | None) -> list[Row]:
    """Rows over gold names, then rows over predicted names where there are any; own documents last, over gold names."""
    rows: list[Row] = []
    for path in sorted([*(shared / "train" / "gold").glob("*.json"), *(shared / "dev" / "gold").glob("*.json")]):
        gold, text = read_gold(path)
        rows += build_rows(gold, gold_page(gold, text))
        predicted = spans / f"{path.stem}.json" if spans else None
        if predicted and predicted.exists():
            rows += build_rows(gold, gold_page(gold, text, json.loads(predicted.read_text(encoding="utf-8"))), "predicted")
    for gold, text in read_all_own_gold():
        fold = zlib.crc32(gold["source"].encode("utf-8")) % FOLDS
        rows += (replace(row, own=True, fold=fold) for row in build_rows(gold, gold_page(gold, text)))
    return [replace(row, features=(*row.features, OWN if row.own else SHARED)) for row in rows]


def read_truth(rows: Sequence[Row]) -> NDArray[np.float32]:
    """1 and 0 of each row for each spec; UNKNOWN where a spec does not fit or the fact is stated elsewhere."""
    truth = np.full((len(rows), len(SPECS)), UNKNOWN, np.float32)
    for line, row in zip(truth, rows, strict=True):
        for number, wanted in row.truth.items():
            line[number] = wanted
    return truth


def fit(rows: Sequence[Row]) -> Scorer:
    """The network of rows."""
    return train_network([row.features for row in rows], read_truth(rows), OUTPUTS, PLAN)


def left_out(rows: Sequence[Row]) -> NDArray[np.float64]:
    """First scores of all rows by spec, each document's from a network that did not see its fold; LOW where the spec does not fit."""
    scores = np.full((len(rows), len(SPECS)), LOW)
    for fold in sorted({row.fold for row in rows}):
        inside = [i for i, row in enumerate(rows) if row.fold == fold]
        network = fit([row for row in rows if row.fold != fold])
        scores[inside] = network.logits([rows[i].features for i in inside])
    for line, row in zip(scores, rows, strict=True):
        line[[number for number in range(len(SPECS)) if number not in row.truth]] = LOW
    return scores


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
            chances[own] = chances_of(fit_forest(cases.take(~own)), cases.take(own))
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


def train_first(rows: Sequence[Row], folder: Path) -> NDArray[np.float64]:
    """Writes the network; gives the first scores of the rows, each by a network without its fold."""
    write_scorer(settle(fit(rows)), folder)
    return left_out(rows)


def settle(network: Scorer) -> Scorer:
    """The network without the features that tell the side: in use every pair is of the shared one."""
    known = network.vocabulary
    words = [word for word in known if word not in (OWN, SHARED)]
    lift = network.lift + (network.inner[known[SHARED]] if SHARED in known else 0)
    return replace(network, vocabulary={word: i for i, word in enumerate(words)}, inner=network.inner[[known[word] for word in words]], lift=lift)


def train(rows: Sequence[Row], folder: Path) -> None:
    """Writes the first scorer, the forest over its scores, limits and calibration. On one thread: shared between threads, sums round
    otherwise, and the same documents must give the same bytes."""
    with threadpool_limits(limits=1):
        cases = read_cases(rows, train_first(rows, folder))
        write_forest(fit_forest(cases), folder)
        finish(cases, forests_left_out(cases), folder)


def train_folds(rows: Sequence[Row], folder: Path) -> None:
    """Writes `folder/<fold>/relations`, for each fold models that never saw it; its calibration comes from the probabilities
    that the other folds' documents got from the models made without them."""
    held: list[tuple[Cases, np.ndarray]] = []
    for fold in range(FOLDS):
        apart = [row for row in rows if row.fold == fold and not row.own]
        with threadpool_limits(limits=1):
            held.append(train_without(rows, fold, apart, folder / str(fold) / MODEL))
    for fold in range(FOLDS):
        others = [pair for number, pair in enumerate(held) if number != fold]
        finish(join([cases for cases, _ in others]), np.concatenate([chances for _, chances in others]), folder / str(fold) / MODEL)


def train_without(rows: Sequence[Row], fold: int, apart: Sequence[Row], home: Path) -> tuple[Cases, np.ndarray]:
    """Writes first scorer and forest of all rows but those apart; gives the cases of these and their probabilities."""
    kept = [row for row in rows if row.own or row.fold != fold]
    write_forest(fit_forest(read_cases(kept, train_first(kept, home))), home)
    first, second = read_scorer(home), read_forest(home)
    logits = first.logits([row.features for row in apart])
    cases = read_cases(apart, logits.astype(np.float64))
    return cases, chances_of(second, cases)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--spans", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=Path("models") / MODEL)
    options = parser.parse_args()
    train(read_rows(options.shared, options.spans), options.out)


if __name__ == "__main__":
    main()
