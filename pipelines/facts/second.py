"""The second look at a sentence's pairs: what the first scores of its rivals, list mates and other fact types say of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipelines.facts.candidates import SPECS
from pipelines.facts.scene import Arg

Proposal = tuple[Arg, Arg, tuple[int, ...]]
Logits = Sequence[Sequence[float]]
LOW = -9.0
_PARTNER = next(n for n, spec in enumerate(SPECS) if spec.type == "Partnership")
_BUILDER = next(n for n, spec in enumerate(SPECS) if spec.type == "PlatformBuilding")


class Look:
    """First scores of one sentence: `logits[i][n]` is that of proposal i under spec n."""

    def __init__(self, proposals: Sequence[Proposal], logits: Logits) -> None:
        self._pairs: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
        self._by_second: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        self._by_first: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        for (a, b, fits), row in zip(proposals, logits, strict=True):
            for spec in fits:
                score = float(row[spec])
                self._pairs[a.key, b.key][spec] = score
                self._by_second[spec, b.key].append((score, a.key))
                self._by_first[spec, a.key].append((score, b.key))

    def describe(self, a: Arg, b: Arg, spec: int) -> list[str]:
        """Features of a proposal under a spec."""
        own = self._pairs[a.key, b.key][spec]
        rival = max((s for s, key in self._by_second[spec, b.key] if key != a.key), default=LOW)
        other = max((s for s, key in self._by_first[spec, a.key] if key != b.key), default=LOW)
        mates = sum(1 for s, key in self._by_second[spec, b.key] if key != a.key and s > 0)
        o = bucket(own)
        out = [
            "#", f"o{o}", f"O{bucket(2 * own)}", f"o{o}{a.kind}", f"o{o}{a.label[:3]}{b.label[:3]}", f"r{bucket(rival)}", f"o{o}r{bucket(rival)}",
            f"t{bucket(other)}", f"o{o}t{bucket(other)}", f"m{min(mates, 4)}", f"m{min(mates, 4)}{a.kind}r{bucket(rival - own)}",
            f"d{bucket(rival - own)}", f"d{bucket(rival - own)}{a.kind}{a.role}", f"e{bucket(other - own)}",
        ]
        for name, score in self._cross(a, b, spec):
            out += [f"{name}{bucket(score)}", f"o{o}{name}{bucket(score)}"]
        return out

    def _cross(self, a: Arg, b: Arg, spec: int) -> Iterator[tuple[str, float]]:
        """Scores of the same two things under other types, and of what they share."""
        for number, score in self._pairs[a.key, b.key].items():
            if number != spec and score > -4:
                yield f"x{number}:", score
        if spec == _PARTNER:
            mine = {key: score for score, key in self._by_first[_BUILDER, a.key]}
            shared = [min(score, mine[key]) for score, key in self._by_first[_BUILDER, b.key] if key in mine]
            yield "s", max(shared, default=LOW)
        elif SPECS[spec].labels_b & SPECS[_BUILDER].labels_b:
            mates = {key: score for score, key in self._by_second[_BUILDER, b.key] if key != a.key}
            links = [min(mates[x], self._partners(a.key, x)) for x in mates]
            yield "s", max(links, default=LOW)
            yield "b", max(mates.values(), default=LOW)

    def _partners(self, one: int, two: int) -> float:
        return max(self._pairs.get((one, two), {}).get(_PARTNER, LOW), self._pairs.get((two, one), {}).get(_PARTNER, LOW))


def bucket(score: float) -> int:
    """A score in whole steps, -5 to 5."""
    return max(-5, min(5, round(score)))
