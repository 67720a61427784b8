"""A relation of two things where it is stated."""

from __future__ import annotations

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


def stretch(relation: Relation) -> tuple[int, int]:
    """The clean range that states a relation: from the clause of its first spoken end to the clause of its last."""
    sentence = relation.sentence
    spoken = [arg for arg in (relation.first, relation.second) if arg.at >= 0]
    if not spoken:
        return sentence.start, sentence.end
    low, high = min(arg.clause for arg in spoken), max(arg.clause for arg in spoken)
    begin = sentence.positions[sentence.clauses[low]] if sentence.clauses[low] < len(sentence.positions) else sentence.start
    after = sentence.clauses[high + 1] - 1 if high + 1 < len(sentence.clauses) else len(sentence.positions)
    end = sentence.positions[after] if after < len(sentence.positions) else sentence.end
    return min(begin, *(a.start for a in spoken)), max(end, *(a.end for a in spoken))
