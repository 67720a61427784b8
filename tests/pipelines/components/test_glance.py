"""The second glance: asked where the field is unsure, silent elsewhere; it knows what the field says."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipelines.components.decode import best_spans, read_steps, sum_field
from pipelines.components.embeddings import LOOK, load_embeddings
from pipelines.components.glance import (
    FIELD_SHARE,
    LAYERS,
    REACH,
    SEEN,
    Glance,
    Zone,
    mark_unsure,
    read_again,
    read_glance,
    read_zones,
    save_glance,
)
from pipelines.components.labels import WIDTH
from pipelines.components.reader import look_again

WIDE = 6


def make_glance(seed: int = 0, size: float = 1.0) -> Glance:
    rng = np.random.default_rng(seed)
    shapes = {"own": (LOOK + WIDTH, WIDE), "own_bias": (WIDE,), "out": (2 * WIDE, WIDTH), "out_bias": (WIDTH,)}
    for name in LAYERS:
        shapes |= {name: (3, WIDE, WIDE), f"{name}_bias": (WIDE,)}
    voter = {name: size * rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    return Glance(np.zeros(WIDTH, np.float32), np.ones(WIDTH, np.float32), (voter,))


def make_scores(*sizes: int) -> np.ndarray:
    """Scores of a field that is sure of nothing but plain text."""
    scores = np.zeros((len(sizes), max(sizes), WIDTH), np.float32)
    scores[:, :, 0] = 12
    return scores


def test_sure_characters_are_left_alone_and_torn_ones_marked() -> None:
    scores, lengths = make_scores(5), np.array([5], np.int64)
    scores[0, 3, 0] = 0
    assert mark_unsure(best_spans(read_steps(scores, lengths)), lengths, sum_field(read_steps(scores, lengths)))[0].tolist() == [False, False, False, True, False]


def test_zones_reach_around_and_join_where_what_is_seen_of_them_meets() -> None:
    unsure, second = np.zeros(200, np.bool_), 20 + 2 * REACH + 2 * SEEN + 1
    unsure[[20, second, 195]] = True
    assert read_zones(unsure) == [(20 - REACH, second + REACH + 1), (195 - REACH, 200)]
    unsure[[second, second + 1]] = False, True
    assert read_zones(unsure)[0] == (20 - REACH, 20 + REACH + 1)


def test_a_zone_gets_one_row_of_scores_a_character_and_sees_no_other_range() -> None:
    glance, text = make_glance(), "学校与华为共建产业学院。" * 10
    field = np.random.default_rng(2).normal(size=(12, WIDTH)).astype(np.float32)
    zone = read_again(text, [Zone(12, 24, 12, field)], glance)[0]
    assert zone.shape == (12, WIDTH)
    np.testing.assert_allclose(zone, read_again(text[12:24], [Zone(0, 12, 0, field)], glance)[0], atol=1e-3)


def test_networks_that_say_nothing_leave_a_part_of_the_field() -> None:
    field = np.random.default_rng(2).normal(size=(12, WIDTH)).astype(np.float32)
    zone = read_again("学校与华为共建产业学院。", [Zone(4, 9, 0, field)], make_glance(size=0.0))[0]
    np.testing.assert_allclose(zone, FIELD_SHARE * field[4:9], atol=1e-6)


def test_only_unsure_zones_get_new_scores() -> None:
    text, scores = "学校与企业共建。" * 40, make_scores(316)[0]
    unsure = np.zeros(300, np.bool_)
    unsure[3] = True
    again = look_again(text, scores, {(8, 308): unsure}, make_glance(size=0.0))
    changed = np.flatnonzero((again != scores).any(axis=1))
    assert (changed.min(), changed.max()) == (8, 8 + 3 + REACH)
    np.testing.assert_array_equal(look_again(text, scores, {}, make_glance()), scores)


def make_text(size: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    look = load_embeddings().look(load_embeddings().find_all(("学校与企业共建产业学院" * size)[:size]))
    return look, np.random.default_rng(seed).normal(size=(size, WIDTH)).astype(np.float32)


def test_short_texts_are_scored_too() -> None:
    assert [scores.shape for scores in make_glance().score([make_text(size) for size in (1, 2, 3)])] == [(1, WIDTH), (2, WIDTH), (3, WIDTH)]
    assert make_glance().score([]) == []


def test_texts_that_share_a_batch_do_not_see_each_other() -> None:
    glance, texts = make_glance(), [make_text(size, size) for size in (5, 900, 7, 400, 3)]
    for scores, text in zip(glance.score(texts), texts, strict=True):
        np.testing.assert_allclose(scores, glance.score([text])[0], rtol=1e-3, atol=1e-1)


def test_networks_survive_a_file(tmp_path: Path) -> None:
    glance, text = make_glance(size=0.1), make_text(9)
    save_glance(tmp_path / "glance.npz", glance)
    np.testing.assert_allclose(read_glance(tmp_path / "glance.npz").score([text])[0], glance.score([text])[0], rtol=0.02, atol=1e-3)
