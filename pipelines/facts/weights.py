"""Linear models as shipped: feature -> weight, one JSON file each."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path

from pipelines.facts.shelf import models_folder

FOLDER = "facts"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of several classes over string features; `bias` has the same classes."""

    classes: tuple[str, ...]
    table: Mapping[str, tuple[float, ...]]
    bias: tuple[float, ...]

    def scores(self, features: Iterable[str]) -> list[float]:
        """Raw score of each class."""
        rows = filter(None, map(self.table.get, features))
        if len(self.bias) == 1:
            return [sum(map(itemgetter(0), rows), self.bias[0])]
        columns = list(zip(*rows, strict=True))
        return [sum(column, bias) for column, bias in zip(columns, self.bias, strict=True)] if columns else list(self.bias)

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Class -> probability: logistic for one class (named first), softmax for several."""
        scores = self.scores(features)
        if len(scores) == 1:
            return {self.classes[0]: 1 / (1 + math.exp(-max(-30.0, min(30.0, scores[0]))))}
        top = max(scores)
        parts = [math.exp(score - top) for score in scores]
        whole = sum(parts)
        return {name: part / whole for name, part in zip(self.classes, parts, strict=True)}


def read_weights(path: Path) -> Weights:
    """Weights of a gzipped JSON file: classes, bias, table."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        data = json.load(handle)
    table = {feature: tuple(row) for feature, row in data["table"].items()}
    return Weights(tuple(data["classes"]), table, tuple(data["bias"]))


def model_path(name: str) -> Path:
    """Path of a model file under models/facts."""
    return models_folder() / FOLDER / name


def shipped(name: str) -> Weights:
    """The linear model of that name in the models folder, read once."""
    return _open(models_folder(), name)


@cache
def _open(shelf: Path, name: str) -> Weights:
    return read_weights(shelf / FOLDER / f"{name}.json.gz")
