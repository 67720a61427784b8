"""Page -> scored relations between two things: candidates, their features, the trained scorer, calibrated confidence."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pipelines
from kg.resources import resource
from pipelines.facts.candidates import SPECS, orient, pairs
from pipelines.facts.features import describe
from pipelines.facts.scene import Arg, Sentence, read_sentences
from pipelines.facts.scoring import shipped, sigmoid
from pipelines.page import Page

MODEL = "relations"


@dataclass(frozen=True, slots=True)
class Relation:
    """`first` fills the spec's role_a, `second` its role_b (turned for a partnership that reads backwards); `odds` are the
    outputs of the role classifiers by name."""

    spec: int
    first: Arg
    second: Arg
    sentence: Sentence
    confidence: float
    odds: Mapping[str, float]

    @property
    def type(self) -> str:
        """The fact type."""
        return SPECS[self.spec].type


@dataclass(frozen=True, slots=True)
class Settings:
    """`thresholds[spec]` raw probability from which a pair is a fact; `knots[spec]` (raw, calibrated) points, rising."""

    thresholds: Mapping[str, float]
    knots: Mapping[str, tuple[tuple[float, float], ...]]

    def calibrate(self, spec: str, raw: float) -> float:
        """The share of facts among pairs with that raw probability, on documents left out of training."""
        points = self.knots.get(spec, ())
        if len(points) < 2:
            return raw
        at = bisect_right(points, (raw, 2.0))
        if at == 0:
            return points[0][1]
        if at == len(points):
            return points[-1][1]
        (x0, y0), (x1, y1) = points[at - 1], points[at]
        return y0 + (y1 - y0) * (raw - x0) / (x1 - x0) if x1 > x0 else y1


def name_of_spec(number: int) -> str:
    """A spec's output name."""
    return f"{SPECS[number].type}.{SPECS[number].role_b}.{SPECS[number].role_a}"


@cache
def settings() -> Settings:
    """The shipped thresholds and calibration."""
    path = resource(pipelines.__file__, "models") / MODEL / "settings.json"
    if not path.exists():
        return Settings({}, {})
    data = json.loads(path.read_text(encoding="utf-8"))
    return Settings(data["thresholds"], {k: tuple((x, y) for x, y in v) for k, v in data["knots"].items()})


_last: list[tuple[Page, tuple[Relation, ...]]] = []


def relate(page: Page) -> tuple[Relation, ...]:
    """All accepted relations of a page, in the order of the text; remembered for the page read last."""
    if _last and _last[0][0] is page:
        return _last[0][1]
    found = tuple(_relate(page))
    _last[:] = [(page, found)]
    return found


def _relate(page: Page) -> list[Relation]:
    scorer = shipped(MODEL)
    if scorer is None:
        return []
    found: list[Relation] = []
    limits = settings()
    columns = [scorer.column(name_of_spec(n)) for n in range(len(SPECS))]
    for sentence in read_sentences(page):
        proposed = list(pairs(sentence))
        if not proposed:
            continue
        scores = sigmoid(scorer.logits([describe(page, sentence, a, b) for a, b, _ in proposed]))
        for (a, b, fits), row in zip(proposed, scores, strict=True):
            for number in fits:
                name = name_of_spec(number)
                raw = float(row[columns[number]])
                if raw < limits.thresholds.get(name, 0.5):
                    continue
                first, second = orient(SPECS[number], a, b, page.subject)
                odds = {out: float(row[i]) for i, out in enumerate(scorer.outputs) if out.startswith(f"{SPECS[number].type}:")}
                found.append(Relation(number, first, second, sentence, limits.calibrate(name, raw), odds))
    return found
