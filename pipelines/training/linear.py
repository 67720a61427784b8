"""Fit linear models over string features and write them as pipelines.facts.weights reads them (scikit-learn, training only)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from pipelines.facts.weights import Weights

OWN = "own:"
"""What the features of our own documents are marked with the second time."""
Example = tuple[Sequence[str], str]


def fit(shared: Iterable[Example], own: Iterable[Example] = (), *, strength: float = 0.3, minimum: int = 2) -> Weights:
    """Weights of a logistic model over (features, class); features seen fewer than `minimum` times are left out.

    Examples of own documents have their features twice, so that what only their annotators do is learned apart and left out of the
    weights (H. Daumé III, Frustratingly Easy Domain Adaptation, 2007). Two classes give one column: the probability of the second class
    in sorted order, named first.
    """
    rows, labels = zip(*shared, *((mark(features), label) for features, label in own), strict=True)
    counts: dict[str, int] = {}
    for row in rows:
        for feature in set(row):
            counts[feature] = counts.get(feature, 0) + 1
    kept = [{f: 1.0 for f in row if counts[f] >= minimum} for row in rows]
    vectoriser = DictVectorizer()
    matrix = vectoriser.fit_transform(kept)
    model = LogisticRegression(C=strength, max_iter=300)
    with threadpool_limits(limits=1):  # sums shared between threads round otherwise
        model.fit(matrix, list(labels))
    names = vectoriser.get_feature_names_out()
    table = {name: tuple(round(float(w), 3) for w in model.coef_[:, i]) for i, name in enumerate(names) if not name.startswith(OWN)}
    table = {name: row for name, row in table.items() if any(abs(w) >= 0.02 for w in row)}
    classes = tuple(model.classes_)
    order = tuple(reversed(classes)) if len(classes) == 2 else classes
    return Weights(order, table, tuple(round(float(b), 3) for b in model.intercept_))


def mark(features: Sequence[str]) -> list[str]:
    """Features of an own document: as they are, and marked."""
    return [*features, OWN, *(OWN + feature for feature in features)]


def write(weights: Weights, path: Path) -> None:
    """A model file: the same weights give the same bytes."""
    data = {"classes": weights.classes, "bias": weights.bias, "table": dict(sorted(weights.table.items()))}
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(body, mtime=0))
