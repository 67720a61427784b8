"""Fit linear models over string features and write them as pipelines.facts.weights reads them (scikit-learn, training only)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from pipelines.facts.weights import Weights


def fit(rows: Sequence[Sequence[str]], labels: Sequence[str], *, strength: float = 0.3, minimum: int = 2) -> Weights:
    """Weights of a logistic model; features seen fewer than `minimum` times are left out.

    Two classes give one column: the probability of the second class in sorted order, named first.
    """
    counts: dict[str, int] = {}
    for row in rows:
        for feature in set(row):
            counts[feature] = counts.get(feature, 0) + 1
    kept = [{f: 1.0 for f in row if counts[f] >= minimum} for row in rows]
    vectoriser = DictVectorizer()
    matrix = vectoriser.fit_transform(kept)
    model = LogisticRegression(C=strength, max_iter=300)
    model.fit(matrix, list(labels))
    names = vectoriser.get_feature_names_out()
    table = {name: tuple(round(float(w), 3) for w in model.coef_[:, i]) for i, name in enumerate(names)}
    table = {name: row for name, row in table.items() if any(abs(w) >= 0.02 for w in row)}
    classes = tuple(model.classes_)
    order = tuple(reversed(classes)) if len(classes) == 2 else classes
    return Weights(order, table, tuple(round(float(b), 3) for b in model.intercept_))


def write(weights: Weights, path: Path) -> None:
    """A model file: the same weights give the same bytes."""
    data = {"classes": weights.classes, "bias": weights.bias, "table": dict(sorted(weights.table.items()))}
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(body, mtime=0))
