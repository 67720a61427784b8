"""Page -> scored relations between two things: candidates, their features, the trained scorer, calibrated confidence."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.facts.candidates import SPECS, orient, pairs
from pipelines.facts.features import describe_all
from pipelines.facts.scene import Arg, Sentence, read_sentences
from pipelines.facts.scoring import Matrix, Scorer, shipped, sigmoid
from pipelines.facts.second import Look, Proposal, Whole
from pipelines.facts.shelf import models_folder
from pipelines.page import Page

MODEL = "relations"
SECOND = "relations/second"
HOPELESS = -4.0


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
    """`thresholds[spec]` the probability from which a pair is a fact; `knots[spec]` (raw, calibrated) points, rising."""

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


def settings() -> Settings:
    """Thresholds and calibration of the models folder."""
    return _open_settings(models_folder() / MODEL / "settings.json")


@cache
def _open_settings(path: Path) -> Settings:
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
    scorer, second = shipped(MODEL), shipped(SECOND)
    if scorer is None:
        return []
    whole = Whole()
    looks: list[tuple[Sentence, list[Proposal], Matrix]] = []
    for sentence in read_sentences(page):
        proposed = list(pairs(sentence))
        if proposed:
            logits = scorer.logits(list(describe_all(page, sentence, proposed)))
            whole.add(len(looks), proposed, logits.tolist())
            looks.append((sentence, proposed, logits))
    found: list[Relation] = []
    for number, (sentence, proposed, logits) in enumerate(looks):
        look = Look(proposed, logits.tolist(), whole, number)
        for index, spec, raw in judge(proposed, logits, look, second):
            a, b, _ = proposed[index]
            found.append(_relation(page, sentence, (a, b, spec, raw), logits[index], scorer))
    return found


def judge(proposed: list[Proposal], logits: Matrix, look: Look, second: Scorer | None) -> Iterator[tuple[int, int, float]]:
    """(proposal, spec, probability) of the pairs that pass both looks; the first alone when no second was trained."""
    limits = settings().thresholds
    if second is None:
        chances = sigmoid(logits).tolist()
        yield from ((i, n, chances[i][n]) for i, (_, _, fits) in enumerate(proposed) for n in fits
                    if chances[i][n] >= limits.get(name_of_spec(n), 0.5))
        return
    hopeful = [(i, n) for i, (_, _, fits) in enumerate(proposed) for n in fits if logits[i][n] > HOPELESS]
    if not hopeful:
        return
    scores = sigmoid(second.logits([look.describe(*proposed[i][:2], n) for i, n in hopeful]))
    for (i, n), row in zip(hopeful, scores.tolist(), strict=True):
        if row[n] >= limits.get(name_of_spec(n), 0.5):
            yield i, n, row[n]


def _relation(page: Page, sentence: Sentence, pair: tuple[Arg, Arg, int, float], logits: Matrix, scorer: Scorer) -> Relation:
    a, b, spec, raw = pair
    first, second = orient(SPECS[spec], a, b, page.subject)
    columns = _role_columns(scorer.outputs, SPECS[spec].type)
    chances = sigmoid(logits[[i for i, _ in columns]]).tolist() if columns else []
    odds = {out: chance for (_, out), chance in zip(columns, chances, strict=True)}
    return Relation(spec, first, second, sentence, settings().calibrate(name_of_spec(spec), raw), odds)


@cache
def _role_columns(outputs: tuple[str, ...], type_: str) -> tuple[tuple[int, str], ...]:
    """Columns of a type's role values with their names."""
    return tuple((i, out) for i, out in enumerate(outputs) if out.startswith(f"{type_}:"))
