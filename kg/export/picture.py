"""Positions for a picture of a graph: hubs by a force layout, what hangs on one hub alone as a disc around it.

The force layout repels by a convolution on a grid, so that it stays quick; discs are then pushed apart. Nodes without
an edge stand in rows below. The same graph gives the same positions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

Array = Any  # numpy arrays of floats; positions are (n, 2)
STEPS: Final = 200
GRID: Final = 128
ROOM: Final = 46.0  # side of the square that a node gets, in units of the picture
GOLDEN_ANGLE: Final = 2.399963229728653
MOST_PUSHED: Final = 2_500  # discs that are pushed apart pair by pair


def lay_out(count: int, edges: Sequence[tuple[int, int]], *, kinds: Sequence[int] = ()) -> list[tuple[int, int]]:
    """Whole-numbered positions of `count` nodes joined by `edges`; nodes of one of `kinds` stand together round a hub."""
    pairs = np.array(sorted({(min(e), max(e)) for e in edges if e[0] != e[1]}), dtype=np.int64).reshape(-1, 2)
    degree = np.bincount(pairs.ravel(), minlength=count)
    hub_of = _find_leaves(count, pairs, degree)
    core = np.flatnonzero((degree > 0) & (hub_of < 0))
    positions = np.zeros((count, 2))
    if core.size:
        number = np.full(count, -1)
        number[core] = np.arange(core.size)
        inner = number[pairs]
        leaves = np.bincount(hub_of[hub_of >= 0], minlength=count)[core].astype(float)
        positions[core] = _settle(inner[(inner >= 0).all(axis=1)], leaves)
        _hang(positions, hub_of, np.array(kinds) if kinds else np.zeros(count, dtype=np.int64))
    _line_up(positions, np.flatnonzero(degree == 0))
    return [(round(x), round(y)) for x, y in positions.tolist()]


def _find_leaves(count: int, pairs: Array, degree: Array) -> Array:
    """For each node the only neighbour it hangs on, or -1; of two nodes that have but each other, one is the hub."""
    hub_of = np.full(count, -1)
    for end, other in ((0, 1), (1, 0)):
        leaf = (degree[pairs[:, end]] == 1) & ((degree[pairs[:, other]] > 1) | (end == 1))
        hub_of[pairs[leaf, end]] = pairs[leaf, other]
    return hub_of


def _settle(pairs: Array, leaves: Array) -> Array:
    """Positions of hubs; each takes the room of its leaves. The heaviest start in the middle of a spiral."""
    count = leaves.size
    mass = leaves + 1.0 + np.bincount(pairs.ravel(), minlength=count)
    rank = np.empty(count)
    rank[np.argsort(-mass, kind="stable")] = np.arange(count)
    angle = rank * GOLDEN_ANGLE
    spread = ROOM * np.sqrt(float((leaves + 1.0).sum()) / count)
    positions = np.stack([np.cos(angle), np.sin(angle)], axis=1) * (np.sqrt(rank + 0.5) * spread)[:, None]
    degree = np.maximum(np.bincount(pairs.ravel(), minlength=count), 1.0)
    for step in range(STEPS):
        force = _repel(positions, mass) * spread**2 * 0.5 + _attract(positions, pairs, degree)
        force -= positions * 0.03 * np.sqrt(mass)[:, None]
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        limit = spread * (0.05 + 1.5 * (1.0 - step / STEPS) ** 1.5)
        positions = positions + force * (np.minimum(length, limit) / length)[:, None]
    return _push_apart(_scale(positions, float((leaves + 1.0).sum())), disc_radius(leaves))


def disc_radius(leaves: Array) -> Array:
    """How far a hub and its leaves reach."""
    return ROOM * (0.55 + 0.52 * np.sqrt(leaves))


def _repel(positions: Array, mass: Array) -> Array:
    """For each node the sum over all others of mass / distance, away from them, divided by the root of its own mass."""
    low = positions.min(axis=0)
    size = max(float((positions.max(axis=0) - low).max()), 1.0) * 1.02
    cells = np.minimum(((positions - low) / size * GRID).astype(np.int64), GRID - 1)
    flat = cells[:, 0] * GRID + cells[:, 1]
    grid = np.bincount(flat, weights=mass, minlength=GRID * GRID).reshape(GRID, GRID)
    spectrum = np.fft.rfft2(grid, s=(2 * GRID, 2 * GRID))
    steps = np.fft.fftfreq(2 * GRID, 1.0 / (2 * GRID))
    dx, dy = np.meshgrid(steps, steps, indexing="ij")
    square = (dx * dx + dy * dy) + 0.35
    force = np.empty_like(positions)
    for axis, delta in enumerate((dx, dy)):
        field = np.fft.irfft2(spectrum * np.fft.rfft2(delta / square), s=(2 * GRID, 2 * GRID))
        force[:, axis] = field[:GRID, :GRID].ravel()[flat]
    return force * (GRID / size) / np.sqrt(mass)[:, None]


def _attract(positions: Array, pairs: Array, degree: Array) -> Array:
    """Pull along the edges; the ends of an edge to a hub are pulled less, so that hubs do not clump."""
    delta = positions[pairs[:, 1]] - positions[pairs[:, 0]]
    pull = delta * (0.5 / np.sqrt(np.minimum(degree[pairs[:, 0]], degree[pairs[:, 1]])))[:, None]
    force = np.zeros_like(positions)
    for axis in (0, 1):
        force[:, axis] += np.bincount(pairs[:, 0], weights=pull[:, axis], minlength=len(positions))
        force[:, axis] -= np.bincount(pairs[:, 1], weights=pull[:, axis], minlength=len(positions))
    return force / np.sqrt(degree)[:, None]


def _scale(positions: Array, nodes: float) -> Array:
    """Give each node its room, and draw those far outside nearer."""
    positions = positions - np.median(positions, axis=0)
    radius = np.maximum(np.hypot(positions[:, 0], positions[:, 1]), 1e-9)
    most = max(float(np.quantile(radius, 0.8)), 1e-9)
    drawn = np.where(radius > most, most * (1.0 + 0.5 * np.log(np.maximum(radius / most, 1.0))), radius)
    return positions * (drawn / radius)[:, None] * (ROOM * 0.62 * np.sqrt(nodes) / most)


def _push_apart(positions: Array, radius: Array) -> Array:
    """Move discs that overlap away from each other; of very many discs, only the largest."""
    chosen = np.argsort(-radius, kind="stable")[:MOST_PUSHED]
    spots, sizes = positions[chosen], radius[chosen]
    wanted = sizes[:, None] + sizes[None, :]
    np.fill_diagonal(wanted, 0.0)
    share = sizes[None, :] ** 2 / (sizes[:, None] ** 2 + sizes[None, :] ** 2)
    for turn in range(60):
        dx = spots[:, None, 0] - spots[None, :, 0]
        dy = spots[:, None, 1] - spots[None, :, 1]
        distance = np.sqrt(dx * dx + dy * dy) + 1e-6
        overlap = np.maximum(wanted - distance, 0.0)
        if not overlap.any():
            break
        push = overlap * share * (0.6 / distance)
        spots = spots + np.stack([(push * dx).sum(axis=1), (push * dy).sum(axis=1)], axis=1) / (1.0 + turn / 60)
    positions = positions.copy()
    positions[chosen] = spots
    return positions


def _hang(positions: Array, hub_of: Array, kinds: Array) -> None:
    """Put leaves round their hub like the seeds of a sunflower, kind by kind."""
    leaves = np.flatnonzero(hub_of >= 0)
    order = leaves[np.lexsort((leaves, kinds[leaves], hub_of[leaves]))]
    _, first, number = np.unique(hub_of[order], return_index=True, return_inverse=True)
    rank = np.arange(order.size) - first[number]
    radius = ROOM * (0.62 + 0.5 * np.sqrt(rank))
    angle = rank * GOLDEN_ANGLE + hub_of[order]
    positions[order] = positions[hub_of[order]] + np.stack([np.cos(angle), np.sin(angle)], axis=1) * radius[:, None]


def _line_up(positions: Array, alone: Array) -> None:
    """Rows of nodes without an edge, below the rest, about as wide as the rest."""
    if not alone.size:
        return
    left, width = float(positions[:, 0].min()), float(np.ptp(positions[:, 0]))
    step = ROOM * 0.8
    columns = max(int(width / step), int(np.ceil(np.sqrt(alone.size * 3))), 1)
    below = float(positions[:, 1].max()) + 2 * ROOM
    rows, column = np.divmod(np.arange(alone.size), columns)
    positions[alone, 0] = left + column * step
    positions[alone, 1] = below + rows * step
