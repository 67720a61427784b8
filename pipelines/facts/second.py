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


class Whole:
    """First scores of a whole document: how the same pair, and rivals of its first end, do in other sentences."""

    def __init__(self) -> None:
        self._pairs: dict[tuple[int, int, int], list[tuple[float, int]]] = {}
        self._rivals: dict[tuple[int, int], list[tuple[float, int]]] = {}

    def add(self, number: int, proposals: Sequence[Proposal], logits: Logits) -> None:
        """Notes the scores of sentence `number`."""
        for (a, b, fits), row in zip(proposals, logits, strict=True):
            for spec in fits if a.key >= 0 <= b.key else ():
                _note(self._pairs.setdefault((spec, a.key, b.key), []), float(row[spec]), number)
                _note(self._rivals.setdefault((spec, b.key), []), float(row[spec]), a.key)

    def describe(self, number: int, a: Arg, b: Arg, spec: int) -> tuple[float, float]:
        """Best score of the pair in other sentences, and of another first end in any; LOW when there is none."""
        again = max((s for s, other in self._pairs.get((spec, a.key, b.key), ()) if other != number), default=LOW)
        rival = max((s for s, key in self._rivals.get((spec, b.key), ()) if key != a.key), default=LOW)
        return again, rival


def _note(best: list[tuple[float, int]], score: float, owner: int) -> None:
    """Keep the best scores of two owners."""
    known = [item for item in best if item[1] == owner]
    if known and known[0][0] >= score:
        return
    kept = [item for item in best if item[1] != owner]
    best[:] = sorted([*kept, (score, owner)], reverse=True)[:2]


class Look:
    """First scores of one sentence: `logits[i][n]` is that of proposal i under spec n; `number` is the sentence's in the whole."""

    def __init__(self, proposals: Sequence[Proposal], logits: Logits, whole: Whole, number: int) -> None:
        self._whole, self._number = whole, number
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
        again, wide = self._whole.describe(self._number, a, b, spec)
        w, v = bucket(again), bucket(wide)
        out += [f"w{w}", f"o{o}w{w}", f"v{v}", f"o{o}v{v}", f"w{w}v{v}", f"{a.kind}w{w}", f"{a.kind}o{o}v{v}", f"d{bucket(wide - own)}v"]
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
