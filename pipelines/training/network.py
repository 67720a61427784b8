"""Training of the network of relations on jax: which pairs state a fact, and the optional roles of those that do.

Deterministic for a seed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from pipelines.components.encoder import load_encoder
from pipelines.facts.inputs import (
    CHOICES,
    NAMED,
    OFFSETS,
    SHORT,
    WIDE,
    Glossary,
    draw_names,
    draw_section,
    draw_sentence,
    place_pair,
    sort_pair,
)
from pipelines.facts.network import LEAST, STEPS, Network
from pipelines.training.facts_data import Row

Params = dict[str, jax.Array]
Floats = NDArray[np.float32]
COMMON = 6000
"""Rows of the encoder's embeddings that the projection is fitted on."""
LENGTHS = (48, 96, 200, 640)
"""Sentences are padded to one of these."""
COUNTS = (8, 32)
"""Their pairs are padded to one of these; a sentence with more is read several times."""


@dataclass(frozen=True, slots=True)
class Course:
    """How to train. `drop` is the share of inputs left out, `batch` the places of a step, padding included."""

    voters: int = 1
    passes: int = 8
    width: int = 96
    inner: int = 192
    rate: float = 2e-3
    drop: float = 0.3
    batch: int = 2048


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its pairs: `places` (characters, WIDE) and `names` (pairs, NAMED) in half floats, `section` (SHORT),
    `ends` and `kinds` (pairs, …), `truth` (pairs, outputs): 1, 0 or -1 where it does not count; `rows` the numbers of its rows."""

    places: NDArray[np.float16]
    section: Floats
    names: NDArray[np.float16]
    ends: NDArray[np.int64]
    kinds: NDArray[np.int64]
    truth: NDArray[np.int8]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded scenes."""

    places: Floats
    spoken: NDArray[np.bool_]
    section: Floats
    ends: NDArray[np.int32]
    kinds: Floats
    names: Floats
    truth: Floats


jax.tree_util.register_dataclass(Batch, ["places", "spoken", "section", "ends", "kinds", "names", "truth"], [])


def make_glossary() -> Glossary:
    """The projection of the encoder's embeddings on their strongest directions."""
    encoder = load_encoder()
    words = encoder.parts["words"]
    centre, scale = words.mean(axis=0), words.std(axis=0) + np.float32(1e-3)
    sample = ((words - centre) / scale)[:COMMON]
    axes = np.linalg.svd(sample, full_matrices=False)[2][:SHORT].T
    halves = [part.astype(np.float16).astype(np.float32) for part in (centre, scale, axes / (sample @ axes).std())]
    return Glossary(encoder, *halves)


def draw_scenes(rows: Sequence[Row], truth: NDArray[np.int8], glossary: Glossary) -> list[Scene]:
    """The sentences of the rows, in order; `truth` (rows, outputs)."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row.part, id(row.sentence)].append(number)
    scenes = []
    for members in groups.values():
        page, sentence = rows[members[0]].page, rows[members[0]].sentence
        places, section = draw_sentence(page, sentence, glossary).astype(np.float16), draw_section(sentence, glossary)
        pairs = [rows[number].proposal[:2] for number in members]
        scenes.append(Scene(
            places, section, np.array([draw_names(page, sentence, a, b, glossary) for a, b in pairs], np.float16),
            np.array([place_pair(sentence, a, b) for a, b in pairs]), np.array([sort_pair(page, sentence, a, b) for a, b in pairs]),
            truth[members], tuple(members)))
    return scenes


def start_network(seed: int, course: Course, outputs: int) -> Params:
    """Random weights."""
    rng, width = np.random.default_rng(seed), course.width
    shapes = {"in": (WIDE, width), **{f"far{n}": (3, width, width) for n in range(len(STEPS))},
              "join": (7 * width + SHORT // 2 + SHORT + 2 * SHORT, course.inner), "out": (course.inner, outputs)}
    params: dict[str, Floats] = {}
    for name, shape in shapes.items():
        params[name] = rng.normal(0, np.sqrt(1.5 / np.prod(shape[:-1])), shape).astype(np.float32)
        params[f"{name}_bias"] = np.full(shape[-1], -2 if name == "out" else 0, np.float32)
    for name, shape, spread in (("kinds", (sum(CHOICES), 2 * SHORT), 0.25), ("section", (SHORT, SHORT // 2), 0.15),
                                ("names", (NAMED, SHORT), 0.08), ("absent", (2, width), 0.3)):
        params[name] = rng.normal(0, spread, shape).astype(np.float32)
    return {name: jnp.asarray(value) for name, value in params.items()}


def _thin(state: jax.Array, key: jax.Array, drop: float) -> jax.Array:
    return state * jax.random.bernoulli(key, 1 - drop, state.shape) / (1 - drop)


def _slide(state: jax.Array, kernel: jax.Array, step: int) -> jax.Array:
    padded = jnp.pad(state, ((0, 0), (step, step), (0, 0)))
    length = state.shape[1]
    total: jax.Array = sum(padded[:, k * step : k * step + length] @ kernel[k] for k in range(3))  # type: ignore[assignment]
    return total


def judge(params: Params, batch: Batch, key: jax.Array, drop: float) -> jax.Array:
    """Scores (sentences, pairs, outputs), as `pipelines.facts.network.judge` gives them."""
    first, second, third = jax.random.split(key, 3)
    mask = jnp.asarray(batch.spoken)[..., None]
    state = jax.nn.relu(_thin(jnp.asarray(batch.places), first, drop) @ params["in"] + params["in_bias"]) * mask
    for number, step in enumerate(STEPS):
        state = (state + jax.nn.relu(_slide(state, params[f"far{number}"], step) + params[f"far{number}_bias"])) * mask
    one, two, low, high, left, right = (jnp.asarray(batch.ends[..., k]) for k in range(6))
    places = jnp.arange(state.shape[1])[None, None]

    def at(end: jax.Array) -> jax.Array:
        return (places == end[..., None]).astype(jnp.float32)

    def between(begin: jax.Array, end: jax.Array) -> jax.Array:
        return ((places >= begin[..., None]) & (places < end[..., None])).astype(jnp.float32)

    looks = jnp.concatenate([at(one), at(two), between(low, high), between(left, right), between(jnp.zeros_like(one), one)], axis=1)
    seen = jnp.split(jnp.einsum("skl,slw->skw", looks, state), 5, axis=1)
    ends = [seen[n] + (end < 0)[..., None] * params["absent"][n] for n, end in enumerate((one, two))]
    size = ends[0].shape
    whole = jnp.broadcast_to(jnp.log1p(state.sum(axis=1))[:, None], size)
    section = jnp.broadcast_to((batch.section @ params["section"])[:, None], (*size[:2], SHORT // 2))
    inputs = jnp.concatenate([
        *ends, jnp.sqrt(jnp.maximum(ends[0] * ends[1], LEAST)), *(jnp.log1p(part) for part in seen[2:]), whole, section,
        batch.names @ params["names"], batch.kinds @ params["kinds"],
    ], axis=-1)
    hidden = jax.nn.relu(_thin(inputs, second, drop) @ params["join"] + params["join_bias"])
    return _thin(hidden, third, drop) @ params["out"] + params["out_bias"]


def loss(params: Params, batch: Batch, key: jax.Array, drop: float) -> jax.Array:
    """Mean logistic loss over what counts."""
    scores = judge(params, batch, key, drop)
    known, truth = batch.truth >= 0, jnp.maximum(batch.truth, 0)
    single = jnp.maximum(scores, 0) - scores * truth + jnp.log1p(jnp.exp(-jnp.abs(scores)))
    return (single * known).sum() / jnp.maximum(known.sum(), 1)


def make_batches(scenes: Sequence[Scene], size: int, rng: random.Random) -> Iterator[Batch]:
    """All scenes once, in a random order, padded; about `size` places a batch."""
    groups: dict[tuple[int, int], list[tuple[Scene, range]]] = defaultdict(list)
    for scene in scenes:
        length = next(n for n in LENGTHS if len(scene.places) <= n)
        for begin in range(0, len(scene.rows), COUNTS[-1]):
            chosen = range(begin, min(begin + COUNTS[-1], len(scene.rows)))
            groups[length, next(n for n in COUNTS if len(chosen) <= n)].append((scene, chosen))
    plan: list[tuple[int, int, int, list[tuple[Scene, range]]]] = []
    for (length, count), members in sorted(groups.items(), key=lambda item: item[0]):
        rng.shuffle(members)
        lines = max(1, size // length)
        plan += [(length, count, lines, members[at : at + lines]) for at in range(0, len(members), lines)]
    rng.shuffle(plan)
    for length, count, lines, members in plan:
        yield _pad(length, count, lines, members)


def _pad(length: int, count: int, lines: int, members: Sequence[tuple[Scene, range]]) -> Batch:
    outputs = members[0][0].truth.shape[1]
    places, spoken = np.zeros((lines, length, WIDE), np.float32), np.zeros((lines, length), np.bool_)
    section, names = np.zeros((lines, SHORT), np.float32), np.zeros((lines, count, NAMED), np.float32)
    ends, kinds = np.full((lines, count, 6), -1, np.int32), np.zeros((lines, count, sum(CHOICES)), np.float32)
    truth = np.full((lines, count, outputs), -1, np.float32)
    for line, (scene, chosen) in enumerate(members):
        long, pairs = len(scene.places), slice(chosen.start, chosen.stop)
        places[line, :long], spoken[line, :long], section[line] = scene.places, True, scene.section
        names[line, : len(chosen)], ends[line, : len(chosen)] = scene.names[pairs], scene.ends[pairs]
        for pair, values in enumerate(scene.kinds[pairs]):
            kinds[line, pair, OFFSETS + values] = 1
        truth[line, : len(chosen)] = scene.truth[pairs]
    return Batch(places, spoken, section, ends, kinds, names, truth)


@jax.jit
def _descend(params: Params, means: Params, squares: Params, grads: Params, time: jax.Array, rate: jax.Array) -> tuple[Params, Params, Params]:
    means = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, means, grads)
    squares = jax.tree.map(lambda s, g: 0.99 * s + 0.01 * g * g, squares, grads)

    def move(p: jax.Array, m: jax.Array, s: jax.Array) -> jax.Array:
        return p - rate * (m / (1 - 0.9**time) / (jnp.sqrt(s / (1 - 0.99**time)) + 1e-8) + 0.01 * p)

    return jax.tree.map(move, params, means, squares), means, squares


_slope = jax.jit(jax.grad(loss), static_argnums=3)


def fit_voter(scenes: Sequence[Scene], course: Course, seed: int) -> dict[str, Floats]:
    """One network, its weights averaged over the last two passes."""
    params = start_network(seed, course, scenes[0].truth.shape[1])
    means = squares = jax.tree.map(jnp.zeros_like, params)
    rng, key, time = random.Random(seed), jax.random.PRNGKey(seed), 0
    kept: list[Params] = []
    for number in range(course.passes):
        rate = course.rate * (1 - 0.9 * number / course.passes)
        for batch in make_batches(scenes, course.batch, rng):
            key, now = jax.random.split(key)
            time += 1
            params, means, squares = _descend(params, means, squares, _slope(params, batch, now, course.drop), jnp.float32(time), jnp.float32(rate))
        kept.append(params)
    mean = jax.tree.map(lambda *parts: sum(parts) / len(parts), *kept[-2:])
    return {name: np.asarray(value, np.float16).astype(np.float32) for name, value in mean.items()}


def fit_network(scenes: Sequence[Scene], outputs: Sequence[str], glossary: Glossary, course: Course, *, seed: int = 0) -> Network:
    """All voters."""
    return Network(tuple(outputs), glossary, tuple(fit_voter(scenes, course, 100 * seed + number) for number in range(course.voters)))
