"""Training of the second glance: networks over the encoder's vectors under the field's own loss, on jax.

Deterministic for a seed. The encoder itself is not trained: its vectors are computed once a document."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from pipelines.components.encoder import LONGEST, SIZE, load_encoder
from pipelines.components.features import cut
from pipelines.components.glance import Glance
from pipelines.components.labels import TYPES, WIDTH, split_levels, write_labels
from pipelines.training.documents import Annotated

Params = dict[str, jax.Array]
Batch = tuple[jax.Array, jax.Array, jax.Array]
LENGTHS = (32, 64, 128, LONGEST)
"""Sequences are padded to one of these."""
_FAR = -1e4


@dataclass(frozen=True, slots=True)
class Course:
    """How to train. `drop` is the share of inputs left out, `batch` the characters of a step, padding included."""

    voters: int = 2
    passes: int = 4
    width: int = 192
    rate: float = 1.5e-3
    drop: float = 0.3
    batch: int = 3072


@dataclass(frozen=True, slots=True)
class Line:
    """A sequence: vectors (characters, SIZE) and labels (characters)."""

    vectors: NDArray[np.float16]
    labels: NDArray[np.int32]


def read_lines(document: Annotated) -> list[Line]:
    """The sequences of a document with the labels of its outermost names; ignored ranges left out."""
    layout, names = document.layout, split_levels(document.names)[0]
    kept = [(a, b) for a, b in cut(layout.text) if not document.ignored(middle := layout.offsets[(a + b) // 2], middle + 1)]
    vectors = load_encoder().encode([layout.text[a:b] for a, b in kept])
    return [
        Line(v.astype(np.float16), np.array(write_labels([n for n in names if a <= n.start and n.end <= b], a, b), np.int32))
        for v, (a, b) in zip(vectors, kept, strict=True)
    ]


def start_network(seed: int, width: int) -> Params:
    """Random weights."""
    shapes = {"own": (SIZE, width), "near": (3, width, width), "wide": (3, width, width), "out": (2 * width, WIDTH)}
    keys = jax.random.split(jax.random.PRNGKey(seed), len(shapes))
    params: Params = {}
    for key, (name, shape) in zip(keys, shapes.items(), strict=True):
        params[name] = jax.random.normal(key, shape) * np.sqrt(1.5 / np.prod(shape[:-1]))
        params[f"{name}_bias"] = jnp.zeros(shape[-1])
    return params


def _thin(state: jax.Array, key: jax.Array, drop: float) -> jax.Array:
    return state * jax.random.bernoulli(key, 1 - drop, state.shape) / (1 - drop)


def _slide(state: jax.Array, kernel: jax.Array, step: int) -> jax.Array:
    padded = jnp.pad(state, ((0, 0), (step, step), (0, 0)))
    length = state.shape[1]
    total: jax.Array = sum(padded[:, k * step : k * step + length] @ kernel[k] for k in range(3))  # type: ignore[assignment]
    return total


def emit(params: Params, batch: Batch, key: jax.Array, drop: float) -> jax.Array:
    """Label scores (lines, characters, WIDTH), as `pipelines.components.glance.vote` gives them."""
    vectors, labels, lengths = batch
    first, last = jax.random.split(key)
    mask = (jnp.arange(labels.shape[1])[None] < lengths[:, None])[..., None]
    own = jax.nn.relu(_thin(vectors, first, drop) @ params["own"] + params["own_bias"]) * mask
    near = jax.nn.relu(_slide(own, params["near"], 1) + params["near_bias"]) * mask
    wide = jax.nn.relu(_slide(near, params["wide"], 2) + params["wide_bias"])
    return _thin(jnp.concatenate([own, near + wide], axis=-1), last, drop) @ params["out"] + params["out_bias"]


def loss(params: Params, batch: Batch, key: jax.Array, drop: float) -> jax.Array:
    """Negative log likelihood a character, over the labellings that the field allows."""
    _, labels, lengths = batch
    scores = emit(params, batch, key, drop)
    size, time = labels.shape
    mask = jnp.arange(time)[None] < lengths[:, None]
    kinds = scores[..., 1:].reshape(size, time, len(TYPES), 4)

    def step(state: tuple[jax.Array, jax.Array], at: tuple[jax.Array, jax.Array, jax.Array]) -> tuple[tuple[jax.Array, jax.Array], None]:
        free, inside = state
        kind, outside, keep = at
        ways = jnp.concatenate([(free + outside)[:, None], jnp.logaddexp(free[:, None] + kind[..., 3], inside + kind[..., 2])], axis=1)
        new = jax.scipy.special.logsumexp(ways, axis=1)
        grown = jnp.logaddexp(free[:, None] + kind[..., 0], inside + kind[..., 1])
        return (jnp.where(keep, new, free), jnp.where(keep[:, None], grown, inside)), None

    begin = (jnp.zeros(size), jnp.full((size, len(TYPES)), _FAR))
    (total, _), _ = jax.lax.scan(step, begin, (kinds.transpose(1, 0, 2, 3), scores[..., 0].T, mask.T))
    gold = (jnp.take_along_axis(scores, labels[..., None], axis=-1)[..., 0] * mask).sum(axis=1)
    return (total - gold).sum() / lengths.sum()


def make_batches(lines: Sequence[Line], scale: tuple[NDArray[np.float32], NDArray[np.float32]], size: int, rng: random.Random) -> Iterator[Batch]:
    """All lines once, in a random order, padded; about `size` characters a batch."""
    groups: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        groups[next(n for n in LENGTHS if len(line.labels) <= n)].append(line)
    plan = []
    for length, members in sorted(groups.items()):
        rng.shuffle(members)
        rows = max(1, size // length)
        plan += [(length, rows, members[at : at + rows]) for at in range(0, len(members), rows)]
    rng.shuffle(plan)
    centre, spread = scale
    for length, rows, members in plan:
        vectors, labels = np.zeros((rows, length, SIZE), np.float32), np.zeros((rows, length), np.int32)
        lengths = np.zeros(rows, np.int32)
        for row, line in enumerate(members):
            lengths[row] = len(line.labels)
            vectors[row, : lengths[row]] = (line.vectors.astype(np.float32) - centre) / spread
            labels[row, : lengths[row]] = line.labels
        yield jnp.asarray(vectors), jnp.asarray(labels), jnp.asarray(lengths)


@jax.jit
def _descend(params: Params, means: Params, squares: Params, grads: Params, time: jax.Array, rate: jax.Array) -> tuple[Params, Params, Params]:
    means = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, means, grads)
    squares = jax.tree.map(lambda s, g: 0.99 * s + 0.01 * g * g, squares, grads)

    def move(p: jax.Array, m: jax.Array, s: jax.Array) -> jax.Array:
        return p - rate * (m / (1 - 0.9**time) / (jnp.sqrt(s / (1 - 0.99**time)) + 1e-8) + 0.01 * p)

    return jax.tree.map(move, params, means, squares), means, squares


_slope = jax.jit(jax.grad(loss), static_argnums=3)


def fit_voter(lines: Sequence[Line], scale: tuple[NDArray[np.float32], NDArray[np.float32]], course: Course, seed: int) -> Params:
    """One network, its weights averaged over the last two passes."""
    params = start_network(seed, course.width)
    means = squares = jax.tree.map(jnp.zeros_like, params)
    rng, key, time = random.Random(seed), jax.random.PRNGKey(1000 + seed), 0
    kept: list[Params] = []
    for number in range(course.passes):
        rate = course.rate * (1 - 0.9 * number / course.passes)
        for batch in make_batches(lines, scale, course.batch, rng):
            key, now = jax.random.split(key)
            time += 1
            grads = _slope(params, batch, now, course.drop)
            params, means, squares = _descend(params, means, squares, grads, jnp.float32(time), jnp.float32(rate))
        kept.append(params)
    return jax.tree.map(lambda *parts: sum(parts) / len(parts), *kept[-2:])  # type: ignore[no-any-return]


def fit_glance(lines: Sequence[Line], course: Course, seed: int) -> Glance:
    """All voters."""
    sample = np.concatenate([line.vectors[::20] for line in lines if len(line.labels)]).astype(np.float32)
    scale = (sample.mean(axis=0), sample.std(axis=0) + np.float32(1e-3))
    voters = tuple(
        {name: np.asarray(value, np.float32) for name, value in fit_voter(lines, scale, course, 100 * seed + number).items()}
        for number in range(course.voters)
    )
    return Glance(scale[0], scale[1], voters)
