"""The trained field: weights of hashed features, scores of characters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipelines.components.features import BUCKETS, Rows
from pipelines.components.labels import WIDTH

Floats = NDArray[np.float32]
TOGETHER = 128
"""Characters that are scored side by side: what they need fits a core's own memory."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`table[bucket]` is a row of `weights` (rows, WIDTH); row 0 holds zeros for features never seen."""

    table: NDArray[np.int32]
    weights: Floats

    def score(self, rows: Rows) -> Floats:
        """Label scores (characters, WIDTH)."""
        size = len(rows.starts) - 1
        scores = np.zeros((size, WIDTH), np.float32)
        found, counts = np.take(self.table, rows.ids), np.diff(rows.starts)
        for start in range(0, size, TOGETHER):
            end = min(size, start + TOGETHER)
            most = int(counts[start:end].max())
            block = np.zeros((end - start, most), np.int32)
            block[np.arange(most) < counts[start:end, None]] = found[rows.starts[start] : rows.starts[end]]
            np.matmul(np.ones((1, most), np.float32), np.take(self.weights, block, axis=0), out=scores[start:end, None])
        return scores


def prune(table: NDArray[np.int32], weights: Floats, keep: int) -> Weights:
    """The `keep` rows of largest norm."""
    norms = np.abs(weights).max(axis=1)
    norms[0] = 0
    order = np.sort(np.argsort(-norms, kind="stable")[:keep])
    order = order[order > 0]
    moved = np.zeros(len(weights), np.int32)
    moved[order] = np.arange(1, len(order) + 1)
    kept = np.concatenate([np.zeros((1, WIDTH), np.float32), weights[order]])
    return Weights(moved[table].astype(np.int32), kept)


def pack(model: Weights) -> dict[str, NDArray[np.generic]]:
    """Arrays for a file: buckets, and weights in eighths of a byte with one scale a row."""
    buckets = np.flatnonzero(model.table).astype(np.uint32)
    rows = model.weights[model.table[buckets]]
    scale = (np.abs(rows).max(axis=1) / 127 + 1e-9).astype(np.float32)
    return {"buckets": buckets, "scale": scale, "rows": np.round(rows / scale[:, None]).astype(np.int8)}


def unpack(arrays: dict[str, NDArray[np.generic]]) -> Weights:
    """What `pack` wrote."""
    table = np.zeros(BUCKETS, np.int32)
    buckets = arrays["buckets"]
    table[buckets.astype(np.int64)] = np.arange(1, len(buckets) + 1)
    rows = arrays["rows"].astype(np.float32) * arrays["scale"].astype(np.float32)[:, None]
    return Weights(table, np.concatenate([np.zeros((1, WIDTH), np.float32), rows]))


def save(path: Path, **models: Weights) -> None:
    """Write several sets of weights to one compressed file."""
    arrays = {f"{name}.{key}": value for name, model in models.items() for key, value in pack(model).items()}
    part = path.with_suffix(".part.npz")
    np.savez_compressed(part, **arrays)  # type: ignore[arg-type]
    part.replace(path)


def load(path: Path) -> dict[str, Weights]:
    """Read what `save` wrote."""
    groups: dict[str, dict[str, NDArray[np.generic]]] = {}
    with np.load(path) as arrays:
        for key in arrays.files:
            name, _, part = key.partition(".")
            groups.setdefault(name, {})[part] = arrays[key]
    return {name: unpack(parts) for name, parts in groups.items()}
