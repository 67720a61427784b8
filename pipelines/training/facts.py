"""Trains the scorer of relations: python -m pipelines.training.facts --shared ../shared [--spans FOLDER].

Gold names of every annotated document, and with --spans also names predicted for documents left out (one JSON file a
document), so that the scorer knows the recogniser's faults. Deterministic; a few minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from pipelines.facts.candidates import SPECS
from pipelines.facts.relations import MODEL, name_of_spec
from pipelines.facts.scoring import Scorer, write_scorer
from pipelines.folds import FOLDS
from pipelines.training.facts_data import Row, build_rows, gold_page, read_gold

C = 0.7
C_ROLE = 2.0
MIN_COUNT = 3
ROLES = {
    "Partnership": ("form",), "PlatformBuilding": ("builder_role", "status", "level"), "Membership": ("position",),
    "ProgramParticipation": ("position", "level"), "Hosting": ("position",),
}
MIN_VALUE = 5


def read_rows(shared: Path, spans: Path | None) -> list[Row]:
    """Rows over gold names, then rows over predicted names where there are any."""
    rows: list[Row] = []
    for path in sorted([*(shared / "train" / "gold").glob("*.json"), *(shared / "dev" / "gold").glob("*.json")]):
        gold, text = read_gold(path)
        rows += build_rows(gold, gold_page(gold, text))
        predicted = spans / f"{path.stem}.json" if spans else None
        if predicted and predicted.exists():
            rows += build_rows(gold, gold_page(gold, text, json.loads(predicted.read_text(encoding="utf-8"))))
    return rows


def vectorise(rows: Sequence[Row], vocabulary: dict[str, int]) -> csr_matrix:
    """Rows as a sparse matrix of ones."""
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices += sorted({vocabulary[f] for f in row.features if f in vocabulary})
        ends.append(len(indices))
    return csr_matrix((np.ones(len(indices), dtype=np.float64), indices, ends), shape=(len(rows), len(vocabulary)))


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


def left_out(rows: Sequence[Row], matrix: csr_matrix, spec: int) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of documents left out, and their truth."""
    scores: list[float] = []
    truth: list[int] = []
    for fold in range(FOLDS):
        weights, bias = train_spec(rows, matrix, spec, fold)
        inside = select(rows, spec, fold=fold, inside=True)
        scores += list(1 / (1 + np.exp(-(matrix[inside] @ weights + bias))))
        truth += [rows[i].truth[spec] for i in inside]
    return np.array(scores), np.array(truth)


def best_threshold(scores: np.ndarray, truth: np.ndarray) -> float:
    """The probability from which taking a pair as a fact gives the best F1."""
    options = np.arange(0.2, 0.65, 0.025)
    def f1(limit: float) -> float:
        hits = float(((scores >= limit) & (truth == 1)).sum())
        return 2 * hits / max(1.0, float((scores >= limit).sum() + (truth == 1).sum()))
    return float(round(max(options, key=f1), 3))


def knots(scores: np.ndarray, truth: np.ndarray) -> list[tuple[float, float]]:
    """A rising, piecewise linear map from probability to share of facts."""
    model = IsotonicRegression(out_of_bounds="clip", y_min=0.01, y_max=0.99).fit(scores, truth)
    grid = np.linspace(0.1, 0.98, 12)
    return [(round(float(x), 3), round(float(y), 3)) for x, y in zip(grid, model.predict(grid), strict=True)]


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


def train(rows: Sequence[Row], folder: Path, *, fold: int | None = None, calibrate: bool = True) -> None:
    """Writes scorer and settings, trained without a fold when one is given."""
    kept = [row for row in rows if row.fold != fold]
    vocabulary = count_features(kept)
    matrix = vectorise(kept, vocabulary)
    limits: dict[str, float] = {}
    curves: dict[str, list[tuple[float, float]]] = {}
    outputs: dict[str, tuple[np.ndarray, float]] = {}
    for spec in range(len(SPECS)):
        name = name_of_spec(spec)
        outputs[name] = train_spec(kept, matrix, spec, None)
        if calibrate:
            scores, truth = left_out(kept, matrix, spec)
            limits[name], curves[name] = best_threshold(scores, truth), knots(scores, truth)
            print(name, len(truth), int(truth.sum()), "threshold", limits[name], flush=True)
    outputs |= train_roles(kept, matrix, None)
    weights = np.stack([w for w, _ in outputs.values()], axis=1).astype(np.float32)
    weights[np.abs(weights) < 0.004] = 0
    used = np.flatnonzero(np.abs(weights).max(axis=1) > 0)
    words = sorted(vocabulary, key=lambda word: vocabulary[word])
    scorer = Scorer(
        tuple(outputs), {words[i]: n for n, i in enumerate(used)}, weights[used],
        np.array([b for _, b in outputs.values()], dtype=np.float32))
    write_scorer(scorer, folder)
    (folder / "settings.json").write_text(
        json.dumps({"thresholds": limits, "knots": curves}, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--spans", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=Path("models") / MODEL)
    parser.add_argument("--fold", type=int, default=None, help="leave this fold out (for measuring)")
    options = parser.parse_args()
    train(read_rows(options.shared, options.spans), options.out, fold=options.fold)


if __name__ == "__main__":
    main()
