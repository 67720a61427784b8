"""Trains the scorer of relations: python -m pipelines.training.facts --shared ../shared [--spans FOLDER].

Gold names of every annotated document, and with --spans also names predicted for documents left out (one JSON file a
document), so that the scorer knows the recogniser's faults. Deterministic; a few minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from pipelines.facts.candidates import SPECS
from pipelines.facts.relations import HOPELESS, MODEL, name_of_spec
from pipelines.facts.scoring import Scorer, write_scorer
from pipelines.facts.second import LOW, Look, Whole
from pipelines.folds import FOLDS
from pipelines.training.facts_data import Row, build_rows, gold_page, read_gold

Scores = dict[tuple[int, int], float]
"""(row, spec) -> probability."""
Looks = dict[int, list[str]]
"""Features of a row's second look, by spec."""

C = 1.0
C_ROLE = 2.0
C_SECOND = 0.3
MIN_COUNT = 3
SURE = 0.8
PURE = 0.93
MIN_SURE = 12
LIMITS = (0.25, 0.3, 0.2, 0.225, 0.15, 0.35, 0.325, 0.35)
"""By spec, the probability from which a pair is taken as a fact. Chosen once, in a sweep over whole facts of documents left out,
for the F1 of all types together; a choice in each fold, over pairs, gave less."""
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
            rows += build_rows(gold, gold_page(gold, text, json.loads(predicted.read_text(encoding="utf-8"))), "predicted")
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
    """First scores of all rows, each document's from a scorer that did not see its fold; LOW where the spec does not fit."""
    scores = np.full(len(rows), LOW)
    for fold in sorted({row.fold for row in rows}):
        weights, bias = train_spec(rows, matrix, spec, fold)
        inside = [i for i, row in enumerate(rows) if row.fold == fold and spec in row.truth]
        scores[inside] = matrix[inside] @ weights + bias
    return scores


def second_features(rows: Sequence[Row], logits: np.ndarray) -> list[Looks]:
    """For each row the features of the second look, by spec."""
    out: list[Looks] = [{} for _ in rows]
    starts = [i for i in range(len(rows)) if i == 0 or (rows[i].part, rows[i].sentence) != (rows[i - 1].part, rows[i - 1].sentence)]
    wholes: dict[str, Whole] = defaultdict(Whole)
    borders = list(zip(starts, [*starts[1:], len(rows)], strict=True))
    for begin, end in borders:
        wholes[rows[begin].part].add(begin, [row.proposal for row in rows[begin:end]], logits[begin:end].tolist())
    for begin, end in borders:
        look = Look([row.proposal for row in rows[begin:end]], logits[begin:end].tolist(), wholes[rows[begin].part], begin)
        for i in range(begin, end):
            a, b, fits = rows[i].proposal
            out[i] = {n: look.describe(a, b, n) for n in fits if logits[i][n] > HOPELESS}
    return out


def train_second(rows: Sequence[Row], features: Sequence[Looks], folder: Path, calibrate: bool) -> Scores:
    """Writes the second scorer, its thresholds and calibration; gives the probabilities of documents left out."""
    left: Scores = {}
    counts = Counter(f for row in features for words in row.values() for f in set(words))
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    weights = np.zeros((len(vocabulary), len(SPECS)), dtype=np.float32)
    bias = np.zeros(len(SPECS), dtype=np.float32)
    limits: dict[str, float] = {}
    curves: dict[str, list[tuple[float, float]]] = {}
    for spec in range(len(SPECS)):
        chosen = [i for i, row in enumerate(features) if spec in row and rows[i].truth[spec] >= 0]
        matrix = sparse([features[i][spec] for i in chosen], vocabulary)
        truth = np.array([rows[i].truth[spec] for i in chosen])
        weights[:, spec], bias[spec] = fit(matrix, truth, C_SECOND)
        if calibrate:
            folds = np.array([rows[i].fold for i in chosen])
            scores = second_left_out(matrix, truth, folds)
            left |= {(i, spec): float(score) for i, score in zip(chosen, scores, strict=True)}
            name, real = name_of_spec(spec), of_real_names([rows[i] for i in chosen])
            limits[name], curves[name] = LIMITS[spec], knots(scores[real], truth[real])
            report(name, scores[real], truth[real], limits[name])
    write_scorer(Scorer(tuple(map(name_of_spec, range(len(SPECS)))), vocabulary, weights, bias), folder / "second")
    settings = {"thresholds": limits, "knots": curves}
    (folder / "settings.json").write_text(
        json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return left


def second_left_out(matrix: csr_matrix, truth: np.ndarray, folds: np.ndarray) -> np.ndarray:
    """Probabilities of documents left out of the second scorer too."""
    scores = np.zeros(len(truth))
    for fold in range(FOLDS):
        weights, bias = fit(matrix[folds != fold], truth[folds != fold], C_SECOND)
        scores[folds == fold] = 1 / (1 + np.exp(-(matrix[folds == fold] @ weights + bias)))
    return scores


def report(name: str, scores: np.ndarray, truth: np.ndarray, limit: float) -> None:
    """One line of figures on documents left out."""
    hits = float(((scores >= limit) & (truth == 1)).sum())
    precision, recall = hits / max(1, (scores >= limit).sum()), hits / max(1, truth.sum())
    print(f"{name:48} pairs {len(truth):6} facts {int(truth.sum()):5} limit {limit:.3f} P {precision:.3f} R {recall:.3f} "
          f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}", flush=True)


def of_real_names(rows: Sequence[Row]) -> np.ndarray:
    """Which rows stand on predicted names, as all rows do in use; all when there are none."""
    real = np.array([row.part.endswith("predicted") for row in rows])
    return real if real.any() else ~real


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


def train(rows: Sequence[Row], folder: Path, *, fold: int | None = None, calibrate: bool = True) -> Scores:
    """Writes both scorers and the settings, trained without a fold when one is given; see `train_second`."""
    kept = [row for row in rows if row.fold != fold]
    vocabulary = count_features(kept)
    matrix = sparse([row.features for row in kept], vocabulary)
    outputs = {name_of_spec(spec): train_spec(kept, matrix, spec, None) for spec in range(len(SPECS))}
    outputs |= train_roles(kept, matrix, None)
    write_scorer(prune(outputs, vocabulary), folder)
    logits = np.stack([left_out(kept, matrix, spec) for spec in range(len(SPECS))], axis=1)
    return train_second(kept, second_features(kept, logits), folder, calibrate)


def train_folds(rows: Sequence[Row], folder: Path) -> None:
    """Writes `folder/<fold>/relations`, for each fold a model without it.

    The first scores that second scorers learn from are made once for all folds: each document's by a first scorer without
    its own fold (it saw the other four, the left-out one among them).
    """
    vocabulary = count_features(rows)
    matrix = sparse([row.features for row in rows], vocabulary)
    logits = np.full((len(rows), len(SPECS)), LOW)
    for fold in range(FOLDS):
        firsts = [train_spec(rows, matrix, spec, fold) for spec in range(len(SPECS))]
        for spec, (weights, bias) in enumerate(firsts):
            inside = [i for i, row in enumerate(rows) if row.fold == fold and spec in row.truth]
            logits[inside, spec] = matrix[inside] @ weights + bias
        outputs = {name_of_spec(spec): first for spec, first in enumerate(firsts)} | train_roles(rows, matrix, fold)
        write_scorer(prune(outputs, vocabulary), folder / str(fold) / MODEL)
    features = second_features(rows, logits)
    for fold in range(FOLDS):
        kept = [i for i, row in enumerate(rows) if row.fold != fold]
        train_second([rows[i] for i in kept], [features[i] for i in kept], folder / str(fold) / MODEL, True)


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
    parser.add_argument("--fold", type=int, default=None, help="leave this fold out (for measuring)")
    options = parser.parse_args()
    train(read_rows(options.shared, options.spans), options.out, fold=options.fold)


if __name__ == "__main__":
    main()
