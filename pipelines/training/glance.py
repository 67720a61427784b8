"""Training of the second glance: networks over embeddings and the field's scores, under the field's own loss, on numpy.

Deterministic for a seed. The embeddings themselves are not trained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.components.embeddings import LOOK, Ids, load_embeddings, one_thread
from pipelines.components.features import cut
from pipelines.components.glance import FIELD_SHARE, GAP, LAYERS, Glance
from pipelines.components.labels import WIDTH, split_levels, write_labels
from pipelines.training.documents import Annotated
from pipelines.training.field import slope_of

Floats = NDArray[np.float32]
Params = dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Course:
    """How to train. `drop` is the share of inputs left out, `batch` the characters of a step."""

    voters: int = 2
    passes: int = 5
    width: int = 192
    rate: float = 1.5e-3
    drop: float = 0.3
    batch: int = 3072


@dataclass(frozen=True, slots=True)
class Line:
    """A sequence that begins at `start` of its text: rows of embeddings (characters), labels (characters)."""

    start: int
    ids: Ids
    labels: NDArray[np.int64]

    @property
    def place(self) -> tuple[int, int]:
        """Its range."""
        return self.start, self.start + len(self.labels)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A line with what the field says: scores (characters, WIDTH) of a field that never saw the document."""

    line: Line
    field: Floats

    def inputs(self, scale: tuple[Floats, Floats]) -> Floats:
        """What a network sees; `scale`: mean and spread of the field's scores."""
        return np.concatenate([load_embeddings().look(self.line.ids), (self.field - scale[0]) / scale[1]], axis=1)


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines one after the other, GAP between them: inputs, labels, the part that the field has, 1 for real characters, borders (lines, 2)."""

    inputs: Floats
    labels: NDArray[np.int64]
    field: Floats
    real: Floats
    borders: NDArray[np.int64]


def read_lines(document: Annotated) -> list[Line]:
    """The sequences of a document with the labels of its outermost names; ignored ranges left out."""
    layout, names = document.layout, split_levels(document.names)[0]
    kept = [(a, b) for a, b in cut(layout.text) if not document.ignored(middle := layout.offsets[(a + b) // 2], middle + 1)]
    find = load_embeddings().find_all
    return [
        Line(a, find(layout.text[a:b]), np.array(write_labels([n for n in names if a <= n.start and n.end <= b], a, b), np.int64))
        for a, b in kept
    ]


def start_network(seed: int, width: int) -> Params:
    """Random weights."""
    rng = np.random.default_rng(seed)
    shapes = {"own": (LOOK + WIDTH, width), **dict.fromkeys(LAYERS, (3, width, width)), "out": (2 * width, WIDTH)}
    params: Params = {}
    for name, shape in shapes.items():
        params[name] = rng.standard_normal(shape, dtype=np.float32) * np.float32(np.sqrt(1.5 / np.prod(shape[:-1])))
        params[f"{name}_bias"] = np.zeros(shape[-1], np.float32)
    return params


def _thin(state: Floats, rng: np.random.Generator | None, drop: float) -> tuple[Floats, Floats | None]:
    """The state with a share of numbers left out, and the factors that it was multiplied by."""
    if rng is None or not drop:
        return state, None
    factors = (rng.random(state.shape, dtype=np.float32) >= drop) * np.float32(1 / (1 - drop))
    return state * factors, factors


def _gather(state: Floats, step: int) -> Floats:
    """Each character beside those at -step and +step: (characters, 3 * width)."""
    width = state.shape[1]
    wide = np.zeros((len(state), 3 * width), np.float32)
    wide[step:, :width], wide[:, width : 2 * width], wide[:-step, 2 * width :] = state[:-step], state, state[step:]
    return wide


def _scatter(slope: Floats, step: int) -> Floats:
    """The way back of `_gather`."""
    width = slope.shape[1] // 3
    total = slope[:, width : 2 * width].copy()
    total[:-step] += slope[step:, :width]
    total[step:] += slope[:-step, 2 * width :]
    return total


@dataclass(frozen=True, slots=True)
class Pass:
    """What the way back needs of a way forth: the state of each layer and, for those that look at neighbours, what they saw (`beside`)."""

    inputs: Floats
    states: Mapping[str, Floats]
    beside: Mapping[str, Floats]
    joined: Floats
    factors: Floats | None


def emit(params: Params, batch: Batch, rng: np.random.Generator | None = None, drop: float = 0.0) -> tuple[Floats, Pass]:
    """Label scores (characters, WIDTH) as `pipelines.components.glance.vote` gives them, and what the way back needs."""
    inputs, _ = _thin(batch.inputs, rng, drop)
    own = state = np.maximum(inputs @ params["own"] + params["own_bias"], 0) * batch.real
    states, beside = {"own": own}, {}
    for name, step in LAYERS.items():
        beside[name] = _gather(state, step)
        states[name] = state = np.maximum(beside[name] @ np.concatenate(params[name]) + params[f"{name}_bias"], 0) * batch.real
    around = np.sum([states[name] for name in LAYERS], axis=0, dtype=np.float32)
    joined, factors = _thin(np.concatenate([own, around], axis=1), rng, drop)
    return joined @ params["out"] + params["out_bias"], Pass(inputs, states, beside, joined, factors)


def descend(params: Params, kept: Pass, slope: Floats) -> Params:
    """Slopes of the parameters from the slope of the label scores."""
    found: Params = {"out": kept.joined.T @ slope, "out_bias": np.sum(slope, axis=0, dtype=np.float32)}
    joined = slope @ params["out"].T
    if kept.factors is not None:
        joined = joined * kept.factors
    width = params["own"].shape[1]
    back = np.zeros_like(kept.states["own"])
    for name, step in reversed(LAYERS.items()):
        below: Floats = (joined[:, width:] + back) * (kept.states[name] > 0)
        found[name] = (kept.beside[name].T @ below).reshape(params[name].shape)
        found[f"{name}_bias"] = np.sum(below, axis=0, dtype=np.float32)
        back = _scatter(below @ np.concatenate(params[name]).T, step)
    own: Floats = (joined[:, :width] + back) * (kept.states["own"] > 0)
    found |= {"own": kept.inputs.T @ own, "own_bias": np.sum(own, axis=0, dtype=np.float32)}
    return found


def make_batches(lessons: Sequence[Lesson], scale: tuple[Floats, Floats], size: int, rng: np.random.Generator) -> Iterator[Batch]:
    """All lessons once, in a random order; about `size` characters a batch."""
    group: list[Lesson] = []
    order = rng.permutation(len(lessons))
    for at in order:
        group.append(lessons[at])
        if at == order[-1] or sum(len(lesson.line.labels) + GAP for lesson in group) >= size:
            yield join_lessons(group, scale)
            group = []


def join_lessons(lessons: Sequence[Lesson], scale: tuple[Floats, Floats]) -> Batch:
    """One batch of lessons; `scale`: mean and spread of the field's scores."""
    sizes = np.array([len(lesson.line.labels) for lesson in lessons])
    starts = np.cumsum([0, *(sizes + GAP)])
    total = int(starts[-1])
    inputs, field = np.zeros((total, LOOK + WIDTH), np.float32), np.zeros((total, WIDTH), np.float32)
    labels, real = np.zeros(total, np.int64), np.zeros((total, 1), np.float32)
    for start, size, lesson in zip(starts, sizes, lessons, strict=False):
        place = slice(start, start + size)
        inputs[place] = lesson.inputs(scale)
        field[place], labels[place], real[place] = lesson.field, lesson.line.labels, 1
    return Batch(inputs, labels, field * FIELD_SHARE, real, np.stack([starts[:-1], starts[:-1] + sizes], axis=1))


class Adam:
    """Steps with running means of slopes and of their squares."""

    def __init__(self, params: Params) -> None:
        self.params, self.steps = params, 0
        self.means, self.squares = ({name: np.zeros_like(value) for name, value in params.items()} for _ in range(2))

    def step(self, slopes: Params, rate: float) -> None:
        """Move the parameters."""
        self.steps += 1
        first, second = np.float32(1 / (1 - 0.9**self.steps)), np.float32(1 / (1 - 0.99**self.steps))
        for name, slope in slopes.items():
            mean, square, value = self.means[name], self.squares[name], self.params[name]
            mean += np.float32(0.1) * (slope - mean)
            square += np.float32(0.01) * (slope * slope - square)
            value -= np.float32(rate) * (mean * first / (np.sqrt(square * second) + np.float32(1e-8)) + np.float32(0.01) * value)


def fit_voter(lessons: Sequence[Lesson], scale: tuple[Floats, Floats], course: Course, seed: int) -> Params:
    """One network, its weights averaged over the last two passes."""
    params = start_network(seed, course.width)
    adam, rng = Adam(params), np.random.default_rng(1000 + seed)
    kept: list[Params] = []
    for number in range(course.passes):
        rate = course.rate * (1 - 0.9 * number / course.passes)
        for batch in make_batches(lessons, scale, course.batch, rng):
            scores, state = emit(params, batch, rng, course.drop)
            _, slope = slope_of(scores + batch.field, batch.labels, batch.borders)
            adam.step(descend(params, state, slope / np.float32(batch.real.sum())), rate)
        kept.append({name: value.copy() for name, value in params.items()})
    return {name: np.mean([parts[name] for parts in kept[-2:]], axis=0, dtype=np.float32) for name in params}


def measure_scores(lessons: Sequence[Lesson]) -> tuple[Floats, Floats]:
    """Mean and spread of the field's scores, from every twentieth character."""
    sample = np.concatenate([lesson.field[::20] for lesson in lessons])
    return sample.mean(axis=0), sample.std(axis=0) + np.float32(1e-3)


def fit_glance(lessons: Sequence[Lesson], course: Course, seed: int) -> Glance:
    """All voters."""
    scale = measure_scores(lessons)
    with one_thread():
        voters = tuple(fit_voter(lessons, scale, course, 100 * seed + number) for number in range(course.voters))
    return Glance(*scale, voters)
