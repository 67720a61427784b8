"""Labels beside points that do not cover one another: each takes the nearest free place around its point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

SIZE = 8.0
"""Points; a Chinese character is as wide as it is high."""
LINE = 1.25
RINGS = (6.0, 14.0, 26.0, 40.0, 58.0, 80.0)
SIDES = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
HALO = 2.5

Box = tuple[float, float, float, float]


def write_labels(axes: Any, labels: Sequence[tuple[str, float, float]]) -> None:
    """Write (text, x, y) labels in data coordinates, the first ones nearest to their points."""
    points = [_to_points(axes, x, y) for _, x, y in labels]
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in points]
    for (text, x, y), (px, py) in zip(labels, points, strict=True):
        width, height = measure(text)
        box = choose_box(px, py, width, height, taken)
        taken.append(box)
        _write(axes, text, (x, y), (box[0] + width / 2 - px, box[1] + height / 2 - py))


def measure(text: str) -> tuple[float, float]:
    """Width and height of a text in points."""
    lines = text.split("\n")
    width = max(sum(SIZE if ord(c) > 0x2E7F else SIZE * 0.6 for c in line) for line in lines)
    return width, SIZE * LINE * len(lines)


def choose_box(x: float, y: float, width: float, height: float, taken: Sequence[Box]) -> Box:
    """The first box around the point that covers none of `taken`, else the one that covers least."""
    boxes = [_box(x, y, width, height, ring=ring, side=side) for ring in RINGS for side in SIDES]
    return min(boxes, key=lambda box: round(sum(_shared(box, other) for other in taken), 3))


def _box(x: float, y: float, width: float, height: float, *, ring: float, side: tuple[int, int]) -> Box:
    cx = x + side[0] * (ring + width / 2)
    cy = y + side[1] * (ring + height / 2)
    return cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2


def _shared(a: Box, b: Box) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide * high if wide > 0 and high > 0 else 0.0


def _to_points(axes: Any, x: float, y: float) -> tuple[float, float]:
    px, py = axes.transData.transform((x, y))
    scale = 72.0 / axes.figure.dpi
    return px * scale, py * scale


def _write(axes: Any, text: str, place: tuple[float, float], offset: tuple[float, float]) -> None:
    from matplotlib import patheffects

    far = max(map(abs, offset)) > RINGS[2]
    axes.annotate(
        text, place, xytext=offset, textcoords="offset points", ha="center", va="center", fontsize=SIZE, zorder=4,
        path_effects=[patheffects.withStroke(linewidth=HALO, foreground="white")],
        arrowprops={"arrowstyle": "-", "color": "#888888", "linewidth": 0.6} if far else None,
    )
