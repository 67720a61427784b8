"""The second glance: asked where the field is unsure, heard in half, silent elsewhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipelines.components.decode import sum_field
from pipelines.components.encoder import SIZE
from pipelines.components.glance import (
    CONTEXT,
    REACH,
    Glance,
    mark_unsure,
    read_again,
    read_glance,
    read_zones,
    save_glance,
)
from pipelines.components.labels import WIDTH

WIDE = 6


def make_glance(seed: int = 0) -> Glance:
    rng = np.random.default_rng(seed)
    shapes = {
        "own": (SIZE, WIDE), "own_bias": (WIDE,), "near": (3, WIDE, WIDE), "near_bias": (WIDE,), "wide": (3, WIDE, WIDE),
        "wide_bias": (WIDE,), "out": (2 * WIDE, WIDTH), "out_bias": (WIDTH,),
    }
    voter = {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    return Glance(np.zeros(SIZE, np.float32), np.ones(SIZE, np.float32), (voter,))


def test_sure_characters_are_left_alone_and_torn_ones_marked() -> None:
    scores = np.zeros((1, 5, WIDTH), np.float32)
    scores[0, :, 0] = 12
    scores[0, 3, 0] = 0
    lengths = np.array([5], np.int64)
    assert mark_unsure(scores, lengths, sum_field(scores, lengths))[0].tolist() == [False, False, False, True, False]


def test_zones_reach_around_and_join_where_contexts_meet() -> None:
    unsure = np.zeros(200, np.bool_)
    unsure[[20, 20 + 2 * REACH + CONTEXT, 190]] = True
    assert read_zones(unsure) == [(20 - REACH, 20 + 3 * REACH + CONTEXT + 1), (190 - REACH, 200)]


def test_a_zone_gets_one_row_of_scores_a_character_and_sees_no_other_range() -> None:
    glance, text = make_glance(), "学校与华为共建产业学院。" * 10
    zone = read_again(text, [(12, 24, 12, 24)], glance)[0]
    assert zone.shape == (12, WIDTH)
    np.testing.assert_allclose(zone, read_again(text[12:24], [(0, 12, 0, 12)], glance)[0], atol=1e-4)


def test_short_texts_are_scored_too() -> None:
    glance = make_glance()
    assert [glance.score(np.zeros((size, SIZE), np.float32)).shape for size in (1, 2, 3)] == [(1, WIDTH), (2, WIDTH), (3, WIDTH)]


def test_networks_survive_a_file(tmp_path: Path) -> None:
    glance, hidden = make_glance(), np.random.default_rng(1).normal(size=(9, SIZE)).astype(np.float32)
    save_glance(tmp_path / "glance.npz", glance)
    np.testing.assert_allclose(read_glance(tmp_path / "glance.npz").score(hidden), glance.score(hidden), rtol=0.02, atol=1)
