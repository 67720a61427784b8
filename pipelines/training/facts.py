"""Trains the scorer of relations: python -m pipelines.training.facts --shared ../shared [--spans FOLDER].

Gold names of every annotated document (of the project's own for the first scorer alone), and with --spans also names predicted for
documents left out (one JSON file a document), so that the scorer knows the recogniser's faults. Deterministic; a few minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from pipelines.facts.board import LOW
from pipelines.facts.candidates import SPECS
from pipelines.facts.relations import MODEL, name_of_spec
from pipelines.facts.scoring import Scorer, read_scorer, sigmoid, write_scorer
from pipelines.facts.trees import Forest, read_forest, write_forest
from pipelines.folds import FOLDS
from pipelines.training.cases import Cases, join, read_cases
from pipelines.training.documents import ALWAYS_TRAINING
from pipelines.training.facts_data import Row, build_rows, gold_page, read_gold
from pipelines.training.forest import fit as fit_forest
from pipelines.training.own_facts import read_all_own_gold

C = 1.0
C_ROLE = 2.0
MIN_COUNT = 3
OWN = "text:own"
"""What marks pairs of own documents, so that their annotators' leaning stays apart from what the words say."""
SURE = 0.8
PURE = 0.93
MIN_SURE = 12
LIMITS = (0.32, 0.45, 0.3, 0.22, 0.32, 0.32, 0.17, 0.15)
"""By spec, the probability from which a pair is taken as a fact. Chosen once, in a sweep over pairs of documents left out,
for the F1 of each type."""
ROLES = {
    "Partnership": ("form",), "PlatformBuilding": ("builder_role", "status", "level"), "Membership": ("position",),
    "ProgramParticipation": ("position", "level"), "Hosting": ("position",),
}
MIN_VALUE = 5


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
        rows += (replace(row, features=(*row.features, OWN)) for row in build_rows(gold, gold_page(gold, text)))
    return rows


def sparse(items: Sequence[Iterable[str]], vocabulary: dict[str, int]) -> csr_matrix:
    """Items of features as a sparse matrix of ones."""
    indices: list[int] = []
    ends = [0]
    for item in items:
        indices += sorted({vocabulary[f] for f in item if f in vocabulary})
        ends.append(len(indices))
    return csr_matrix((np.ones(len(indices), dtype=np.float64), indices, ends), shape=(len(items), len(vocabulary)))


def count_features(rows: Sequence[Row]) -> dict[str, int]:
    """Features seen often enough, numbered in the order of the alphabet."""
    counts = Counter(f for row in rows for f in set(row.features))
    return {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}


def fit(matrix: csr_matrix, truth: np.ndarray, c: float) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression; zeros when one class is missing."""
    if truth.min(initial=1) == truth.max(initial=0):
        return np.zeros(matrix.shape[1]), -6.0
    model = LogisticRegression(C=c, solver="liblinear", tol=0.01, random_state=0).fit(matrix, truth)
    return model.coef_[0], float(model.intercept_[0])


def select(rows: Sequence[Row], spec: int, *, fold: int | None = None, inside: bool = False) -> list[int]:
    """Row numbers of a spec with a known truth, without (or only) those of a fold."""
    return [
        i for i, row in enumerate(rows)
        if row.truth.get(spec, -1) >= 0 and (fold is None or (row.fold == fold) == inside)
    ]


def train_spec(rows: Sequence[Row], matrix: csr_matrix, spec: int, fold: int | None) -> tuple[np.ndarray, float]:
    """The scorer of one spec, trained without a fold."""
    chosen = select(rows, spec, fold=fold)
    return fit(matrix[chosen], np.array([rows[i].truth[spec] for i in chosen]), C)


def left_out(rows: Sequence[Row], matrix: csr_matrix, spec: int) -> np.ndarray:
    """First scores of all rows, each document's from a scorer that did not see its fold; LOW for own documents and where the
    spec does not fit."""
    scores = np.full(len(rows), LOW)
    for fold in sorted({row.fold for row in rows} - {ALWAYS_TRAINING}):
        weights, bias = train_spec(rows, matrix, spec, fold)
        inside = [i for i, row in enumerate(rows) if row.fold == fold and spec in row.truth]
        scores[inside] = matrix[inside] @ weights + bias
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


def train_roles(rows: Sequence[Row], matrix: csr_matrix, fold: int | None) -> dict[str, tuple[np.ndarray, float]]:
    """One output for each frequent value of an optional role, trained on true pairs."""
    out: dict[str, tuple[np.ndarray, float]] = {}
    for spec, one in enumerate(SPECS):
        chosen = [i for i in select(rows, spec, fold=fold) if rows[i].truth[spec] == 1]
        for role in ROLES.get(one.type, ()):
            counts = Counter(v for i in chosen for v in rows[i].values[spec].get(role, ()))
            for value in sorted(v for v, n in counts.items() if n >= MIN_VALUE):
                truth = np.array([int(value in rows[i].values[spec].get(role, ())) for i in chosen])
                out[f"{one.type}:{role}={value}"] = fit(matrix[chosen], truth, C_ROLE)
    return out


def train_first(rows: Sequence[Row], folder: Path) -> np.ndarray:
    """Writes the first scorer and the role classifiers; gives the first scores of the rows, each by a scorer without its fold."""
    vocabulary = count_features(rows)
    matrix = sparse([row.features for row in rows], vocabulary)
    outputs = {name_of_spec(spec): train_spec(rows, matrix, spec, None) for spec in range(len(SPECS))}
    outputs |= train_roles(rows, matrix, None)
    write_scorer(prune(outputs, vocabulary), folder)
    return np.stack([left_out(rows, matrix, spec) for spec in range(len(SPECS))], axis=1)


def cases_of_shared(rows: Sequence[Row], folder: Path) -> Cases:
    """Writes the first scorer, which own documents widen, and gives the cases of the others, which the forest learns from."""
    scores = train_first(rows, folder)
    shared = [i for i, row in enumerate(rows) if row.fold != ALWAYS_TRAINING]
    return read_cases([rows[i] for i in shared], scores[shared])


def train(rows: Sequence[Row], folder: Path) -> None:
    """Writes the first scorer, the forest over its scores, limits and calibration."""
    cases = cases_of_shared(rows, folder)
    write_forest(fit_forest(cases.matrix, cases.truth), folder)
    finish(cases, forests_left_out(cases), folder)


def train_folds(rows: Sequence[Row], folder: Path) -> None:
    """Writes `folder/<fold>/relations`, for each fold models that never saw it; its calibration comes from the probabilities
    that the other folds' documents got from the models made without them."""
    held: list[tuple[Cases, np.ndarray]] = []
    for fold in range(FOLDS):
        kept = [row for row in rows if row.fold != fold]
        home = folder / str(fold) / MODEL
        cases = cases_of_shared(kept, home)
        write_forest(fit_forest(cases.matrix, cases.truth), home)
        own = [row for row in rows if row.fold == fold]
        first, second = read_scorer(home), read_forest(home)
        logits = first.logits([row.features for row in own])[:, [first.column(name_of_spec(n)) for n in range(len(SPECS))]]
        apart = read_cases(own, logits.astype(np.float64))
        held.append((apart, chances_of(second, apart)))
    for fold in range(FOLDS):
        others = [pair for number, pair in enumerate(held) if number != fold]
        finish(join([cases for cases, _ in others]), np.concatenate([chances for _, chances in others]), folder / str(fold) / MODEL)


def prune(outputs: Mapping[str, tuple[np.ndarray, float]], vocabulary: dict[str, int]) -> Scorer:
    """A scorer without the features that say next to nothing."""
    weights = np.stack([w for w, _ in outputs.values()], axis=1).astype(np.float32)
    weights[np.abs(weights) < 0.004] = 0
    used = np.flatnonzero(np.abs(weights).max(axis=1) > 0)
    words = sorted(vocabulary, key=lambda word: vocabulary[word])
    bias = np.array([b for _, b in outputs.values()], dtype=np.float32)
    return Scorer(tuple(outputs), {words[i]: n for n, i in enumerate(used)}, weights[used], bias)


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
