"""Raw probabilities -> confidences that mean what they say: a rising curve for each type."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipelines.span import NameSpan

BINS = 12
ENOUGH = 250
"""Names of a type needed for a curve of its own."""


LEAST_SURE = 0.45
"""Names less sure than this are left out: they are wrong more often than right, and F1 gains."""


def keep_sure(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Names sure enough to be given, by calibrated confidence."""
    return [span for span in spans if span.confidence >= LEAST_SURE]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Curves by type (raw values, confidences); "" is the curve of all types together."""

    curves: dict[str, tuple[list[float], list[float]]]

    def apply(self, spans: Iterable[NameSpan]) -> list[NameSpan]:
        """Spans with calibrated confidence."""
        given = list(spans)
        confidences = np.array([span.confidence for span in given])
        for label, own in by_label(given).items():
            confidences[own] = np.interp(confidences[own], *(self.curves.get(label) or self.curves[""]))
        return [
            NameSpan(span.start, span.end, span.label, round(confidence, 4), span.method)
            for span, confidence in zip(given, confidences.tolist(), strict=True)
        ]


def by_label(spans: Sequence[NameSpan]) -> dict[str, list[int]]:
    """The places of the spans of each label."""
    places: dict[str, list[int]] = {}
    for place, span in enumerate(spans):
        places.setdefault(span.label, []).append(place)
    return places


def fit_curve(raw: Sequence[float], right: Sequence[bool]) -> tuple[list[float], list[float]]:
    """Means of equally filled bins, neighbours joined until the curve rises."""
    order = np.argsort(np.array(raw), kind="stable")
    blocks = [
        [float(np.mean(np.array(raw)[part])), float(np.mean(np.array(right)[part])), float(len(part))]
        for part in np.array_split(order, min(BINS, max(1, len(order) // 20)))
    ]
    joined: list[list[float]] = []
    for block in blocks:
        joined.append(block)
        while len(joined) > 1 and joined[-2][1] > joined[-1][1]:
            right_block, left = joined.pop(), joined.pop()
            size = left[2] + right_block[2]
            joined.append([(left[k] * left[2] + right_block[k] * right_block[2]) / size for k in range(2)] + [size])
    return [round(b[0], 5) for b in joined], [round(b[1], 5) for b in joined]


def fit_calibration(observed: Sequence[tuple[str, float, bool]]) -> Calibration:
    """Curves from (type, raw probability, whether the name was right)."""
    curves = {"": fit_curve([o[1] for o in observed], [o[2] for o in observed])}
    for label in sorted({o[0] for o in observed}):
        own = [o for o in observed if o[0] == label]
        if len(own) >= ENOUGH:
            curves[label] = fit_curve([o[1] for o in own], [o[2] for o in own])
    return Calibration(curves)


def expected_error(observed: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    sure = np.array([o[0] for o in observed])
    right = np.array([o[1] for o in observed], dtype=float)
    places = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(sure[places == k].sum() - right[places == k].sum()) for k in range(bins)]
    return float(sum(gaps) / max(1, len(observed)))


def save_calibration(path: Path, calibration: Calibration) -> None:
    """Write curves as JSON."""
    path.write_text(json.dumps(calibration.curves, indent=1) + "\n", encoding="utf-8")


def load_calibration(path: Path) -> Calibration:
    """Read curves."""
    return Calibration({label: (raw, sure) for label, (raw, sure) in json.loads(path.read_text(encoding="utf-8")).items()})
