"""Page -> scored relations between two things: candidates, their features, the trained scorer, calibrated confidence."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from pipelines.facts import trees
from pipelines.facts.board import Board, Case, Look, gather
from pipelines.facts.candidates import SPECS, orient, pairs
from pipelines.facts.features import describe_all
from pipelines.facts.modality import begins_ahead, is_ahead, is_pending, is_wished
from pipelines.facts.once import once
from pipelines.facts.relation import Relation
from pipelines.facts.roles import with_roles
from pipelines.facts.scene import Arg, Sentence, read_sentences
from pipelines.facts.scoring import shipped, sigmoid
from pipelines.facts.shelf import models_folder
from pipelines.facts.trees import Forest
from pipelines.page import Page

MODEL = "relations"


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
    return _open_settings(models_folder())


@cache
def _open_settings(shelf: Path) -> Settings:
    path = shelf / MODEL / "settings.json"
    if not path.exists():
        return Settings({}, {})
    data = json.loads(path.read_text(encoding="utf-8"))
    return Settings(data["thresholds"], {k: tuple((x, y) for x, y in v) for k, v in data["knots"].items()})


@once
def relate(page: Page) -> tuple[Relation, ...]:
    """All accepted relations of a page, in the order of the text."""
    return tuple(_relate(page))


def _relate(page: Page) -> list[Relation]:
    scorer, forest = shipped(MODEL), trees.shipped(MODEL)
    if scorer is None:
        return []
    told = [(sentence, proposed) for sentence in read_sentences(page) if (proposed := list(pairs(sentence)))]
    every = scorer.logits([row for sentence, proposed in told for row in describe_all(page, sentence, proposed)])
    logits = np.split(every, np.cumsum([len(proposed) for _, proposed in told])[:-1])
    looks = [Look(sentence, proposed, part.tolist()) for (sentence, proposed), part in zip(told, logits, strict=False)]
    found: list[Relation] = []
    for case, raw in judge(page, looks, forest):
        for number, index in _places(looks, case):
            a, b, _ = looks[number].proposals[index]
            sentence = looks[number].sentence
            if not (_is_taken_back(sentence, b) or _is_wished(sentence, a, b) or _is_ahead(sentence, b) or _only_met(sentence, a, b)):
                found.append(_relation(page, sentence, (a, b, case.spec, raw)))
    return with_roles(page, found)


def judge(page: Page, looks: list[Look], forest: Forest | None) -> Iterator[tuple[Case, float]]:
    """The cases of a document that are facts, with their probability; by the first score alone when no forest was trained."""
    cases = gather(page, looks)
    board = Board(page, looks, cases)
    hopeful = [case for case in cases if board.hopeful(case)]
    if not hopeful:
        return
    limits = settings().thresholds
    if forest is None:
        scores = np.array([looks[case.places[0][0]].scores[case.places[0][1]][case.spec] for case in hopeful], dtype=np.float32)
    else:
        scores = forest.scores(np.array([board.describe(case) for case in hopeful], dtype=np.float32))
    chances = sigmoid(scores)
    for case, chance in zip(hopeful, chances.tolist(), strict=True):
        if chance >= limits.get(name_of_spec(case.spec), 0.5):
            yield case, chance


def _places(looks: list[Look], case: Case) -> list[tuple[int, int]]:
    """Where a case is stated: at its best place, and wherever else the first score speaks for it."""
    return [case.places[0], *((n, i) for n, i in case.places[1:] if looks[n].scores[i][case.spec] > 0)]


_GOES_ON = re.compile("目前|双方|现|但")


def _is_taken_back(sentence: Sentence, b: Arg) -> bool:
    """Whether the clause of the object, or the next one where it goes on about it, says that this is not settled."""
    if b.at < 0:
        return False
    mask, clauses = sentence.mask, (*sentence.clauses, len(sentence.mask), len(sentence.mask))
    stop, after = clauses[b.clause + 1], clauses[b.clause + 2]
    return is_pending(mask[b.right + 1: after if _GOES_ON.match(mask, stop) else stop])


def _is_wished(sentence: Sentence, a: Arg, b: Arg) -> bool:
    """Whether the clauses of a pair say it as a wish, before its object."""
    first = min(arg.clause for arg in (a, b) if arg.at >= 0) if b.at >= 0 else 0
    return b.at >= 0 and is_wished(sentence.mask[sentence.clauses[first] : b.left])


def _is_ahead(sentence: Sentence, b: Arg) -> bool:
    """Whether the clause of the object says before it, or right behind its list, that this is to come."""
    if b.at < 0 or sentence.columns:
        return False
    return is_ahead(sentence.mask[sentence.clauses[b.clause] : b.left]) or begins_ahead(sentence.mask, b.right + 1)


def _only_met(sentence: Sentence, a: Arg, b: Arg) -> bool:
    """Whether the first end is only worked with, and the next clause goes on about who leads: 与甲等企业合作，牵头成立乙."""
    return 0 <= a.at < b.at and a.role == "c" and a.clause < b.clause and sentence.mask.startswith("牵头", sentence.clauses[b.clause])


def _relation(page: Page, sentence: Sentence, pair: tuple[Arg, Arg, int, float]) -> Relation:
    a, b, spec, raw = pair
    first, second = orient(SPECS[spec], a, b, page.subject)
    return Relation(spec, first, second, sentence, settings().calibrate(name_of_spec(spec), raw))
