"""A relation of two things where it is stated."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.facts.candidates import SPECS
from pipelines.facts.scene import Arg, Sentence


@dataclass(frozen=True, slots=True)
class Relation:
    """`first` fills the spec's role_a, `second` its role_b (turned for a partnership that reads backwards). `odds` say how likely the
    values of its optional roles are, by name (`PlatformBuilding:status=揭牌`), `times` the dates that may be its own, by where they stand."""

    spec: int
    first: Arg
    second: Arg
    sentence: Sentence
    confidence: float
    odds: Mapping[str, float] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """The fact type."""
        return SPECS[self.spec].type


_WITH = re.compile("(?:与|和|同|跟|联合|携手|会同)$")


def own_clauses(relation: Relation) -> range:
    """The clauses from one spoken end to the other; of partners told one after the other (与甲…；与乙…) those of the later one."""
    sentence = relation.sentence
    spoken = sorted((arg for arg in (relation.first, relation.second) if arg.at >= 0), key=lambda arg: arg.at)
    if not spoken:
        return range(0)
    low, late = spoken[0].clause, spoken[-1]
    part = sentence.mask.rfind("；", spoken[0].at, late.at) + 1
    if part and _WITH.search(sentence.mask, part, late.left if late.left >= part else late.at):
        low = bisect_right(sentence.clauses, part) - 1
    return range(low, late.clause + 1)


def bounds_of(sentence: Sentence, clauses: range) -> tuple[int, int]:
    """The clean range of some clauses of a sentence, one at least."""
    first, after = sentence.clauses[clauses.start], sentence.clauses[clauses.stop] - 1 if clauses.stop < len(sentence.clauses) else len(sentence.positions)
    begin = sentence.positions[first] if first < len(sentence.positions) else sentence.start
    return begin, sentence.positions[after] if after < len(sentence.positions) else sentence.end


def stretch(relation: Relation) -> tuple[int, int]:
    """The clean range that states a relation: from the clause of its first spoken end to the clause of its last."""
    sentence = relation.sentence
    spoken = [arg for arg in (relation.first, relation.second) if arg.at >= 0]
    if not spoken:
        return sentence.start, sentence.end
    begin, end = bounds_of(sentence, range(min(arg.clause for arg in spoken), max(arg.clause for arg in spoken) + 1))
    return min(begin, *(a.start for a in spoken)), max(end, *(a.end for a in spoken))
