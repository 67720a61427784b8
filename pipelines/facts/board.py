"""The first scores of a whole document side by side: what a pair's other sentences, its rivals, its list mates and other fact
types say of it, as numbers."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.facts.candidates import BUILDER, SPECS, orient
from pipelines.facts.scene import Arg, Sentence
from pipelines.facts.shape import count_names, describe_names, shape
from pipelines.page import Page

Proposal = tuple[Arg, Arg, tuple[int, ...]]
LOW = -9.0
HOPELESS = -5.0
MATES, SHARED = 12, 64
"""How many of the best builders of a platform, and platforms of a builder, a pair is compared with: this keeps it linear."""
_PARTNER = next(n for n, spec in enumerate(SPECS) if spec.type == "Partnership")
_MEMBER = next(n for n, spec in enumerate(SPECS) if spec.type == "Membership")


@dataclass(frozen=True, slots=True)
class Look:
    """A sentence with its proposals and their first scores: `scores[i][n]` is that of proposal i under spec n."""

    sentence: Sentence
    proposals: Sequence[Proposal]
    scores: Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two things of a document under a spec, first end first; `places` are (look, proposal) where they meet, best score first."""

    spec: int
    first: int
    second: int
    places: tuple[tuple[int, int], ...]


def gather(page: Page, looks: Sequence[Look]) -> list[Case]:
    """The cases of a document, in the order of the text."""
    found: dict[tuple[int, int, int], list[tuple[float, int, int]]] = {}
    for number, look in enumerate(looks):
        for index, (a, b, fits) in enumerate(look.proposals):
            for spec in fits:
                first, second = orient(SPECS[spec], a, b, page.subject)
                found.setdefault((spec, first.key, second.key), []).append((-look.scores[index][spec], number, index))
    return [Case(*key, tuple((number, index) for _, number, index in sorted(places))) for key, places in found.items()]


class Board:
    """All first scores of a document, ready to describe its cases."""

    def __init__(self, page: Page, looks: Sequence[Look], cases: Iterable[Case]) -> None:
        self._page, self._looks, self._census = page, looks, count_names(page)
        self._best: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
        self._by_first: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        self._by_second: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        for case in cases:
            score = self._score(case.spec, case.places[0])
            self._best[case.first, case.second][case.spec] = score
            self._by_first[case.spec, case.first].append((score, case.second))
            self._by_second[case.spec, case.second].append((score, case.first))
        for table in (self._by_first, self._by_second):
            for scores in table.values():
                scores.sort(reverse=True)
        self._here: dict[tuple[int, int, int, bool], list[tuple[float, Arg]]] = defaultdict(list)
        for number, look in enumerate(looks):
            for (a, b, fits), row in zip(look.proposals, look.scores, strict=True):
                for spec in fits:
                    self._here[number, spec, b.key, True].append((row[spec], a))
                    self._here[number, spec, a.key, False].append((row[spec], b))

    def hopeful(self, case: Case) -> bool:
        """Whether the first score leaves any hope; other cases are not described."""
        return self._score(case.spec, case.places[0]) > HOPELESS

    def describe(self, case: Case) -> list[float]:
        """The numbers of a case, the spec first; the same length for every case."""
        number, index = case.places[0]
        look = self._looks[number]
        a, b, _ = look.proposals[index]
        return [
            case.spec, *self._own(case), *self._rivals(case), *self._near(case.spec, number, a, b), *self._cross(case),
            *shape(self._page, look.sentence, a, b), *describe_names(self._page, self._census, a, b),
        ]

    def _score(self, spec: int, place: tuple[int, int]) -> float:
        return self._looks[place[0]].scores[place[1]][spec]

    def _own(self, case: Case) -> list[float]:
        """The scores of the places where the pair stands."""
        scores = [self._score(case.spec, place) for place in case.places]
        whole = scores[0] + math.log(sum(math.exp(score - scores[0]) for score in scores))
        return [*_top(scores, 3), len(scores), sum(score > 0 for score in scores), whole]

    def _rivals(self, case: Case) -> list[float]:
        """Other first ends of the second, and other second ends of the first, in the whole document."""
        own = self._score(case.spec, case.places[0])
        out: list[float] = []
        for scores, key in ((self._by_second[case.spec, case.second], case.first), (self._by_first[case.spec, case.first], case.second)):
            best = [score for score, other in scores[:3] if other != key][:2]
            best += [LOW] * (2 - len(best))
            positive = _above(scores, 0.0) - (own > 0)
            out += [*best, _above(scores, own), positive, len(scores) - 1, own - best[0]]
        return out

    def _near(self, spec: int, number: int, a: Arg, b: Arg) -> list[float]:
        """Rivals of the best sentence, and the mates of both ends in their lists there."""
        firsts = [(score, arg) for score, arg in self._here[number, spec, b.key, True] if arg.key != a.key]
        seconds = [(score, arg) for score, arg in self._here[number, spec, a.key, False] if arg.key != b.key]
        out: list[float] = []
        for others, end in ((firsts, a), (seconds, b)):
            scores = [score for score, _ in others]
            mates = [score for score, arg in others if end.at >= 0 and arg.at != end.at and end.left <= arg.at <= end.right]
            mean = sum(mates) / len(mates) if mates else LOW
            out += [*_top(scores, 2), sum(s > 0 for s in scores), mean, *_top(mates, 1), min(mates, default=LOW)]
        return out

    def _cross(self, case: Case) -> list[float]:
        """The same two things under other types and turned round, and what they share with a third."""
        mine = self._best[case.first, case.second]
        turned = self._best.get((case.second, case.first), {})
        out = [mine.get(n, LOW) if n != case.spec else LOW for n in range(len(SPECS))]
        out += [max(turned.values(), default=LOW), turned.get(case.spec, LOW)]
        if case.spec == _PARTNER:
            built = {key: score for score, key in self._by_first.get((BUILDER, case.first), ())[:SHARED]}
            others = self._by_first.get((BUILDER, case.second), ())[:SHARED]
            shared = [min(score, built[key]) for score, key in others if key in built]
            return [*out, max(shared, default=LOW), LOW, max(built.values(), default=LOW), others[0][0] if others else LOW]
        mates = [(score, key) for score, key in self._by_second.get((BUILDER, case.second), ())[:MATES] if key != case.first]
        linked = [min(score, self._partners(case.first, key)) for score, key in mates]
        known = (self._by_first.get((_PARTNER, case.first), ()), self._by_second.get((_MEMBER, case.second), ()))
        return [*out, max(linked, default=LOW), mates[0][0] if mates else LOW, *(scores[0][0] if scores else LOW for scores in known)]

    def _partners(self, one: int, two: int) -> float:
        pairs = (self._best.get((one, two), {}), self._best.get((two, one), {}))
        return max(scores.get(_PARTNER, LOW) for scores in pairs)


def _top(scores: Sequence[float], count: int) -> list[float]:
    best = sorted(scores, reverse=True)[:count]
    return [*best, *[LOW] * (count - len(best))]


def _above(scores: Sequence[tuple[float, int]], limit: float) -> int:
    """How many scores, in falling order, are greater than a limit."""
    return bisect_left(scores, -limit, key=lambda item: -item[0])
