"""Vectors of characters: each has a row, marks and wide forms that of their like."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.components.embeddings import AROUND, BLANK, SHORT, SIZE, UNKNOWN, load_embeddings


def test_each_character_of_a_text_has_a_row() -> None:
    embeddings = load_embeddings()
    ids = embeddings.find_all("学校与企业共建A")
    assert embeddings.rows[ids].shape == (8, SIZE)
    assert len(set(ids.tolist())) == 8
    assert min(ids) > BLANK
    assert embeddings.find_all("").shape == (0,)


def test_full_width_capitals_and_marks_have_a_row() -> None:
    embeddings = load_embeddings()
    assert embeddings.find("Ａ") == embeddings.find("A") == embeddings.find("a") > BLANK
    assert embeddings.find("“") != embeddings.find("”")
    assert embeddings.find("\t") == BLANK
    assert embeddings.find("😀") == UNKNOWN


@pytest.mark.parametrize(("like", "unlike"), [("省市", "省与"), ("校院", "校为"), ("三四", "三车")])
def test_characters_of_like_use_lie_nearer(like: str, unlike: str) -> None:
    embeddings = load_embeddings()

    def likeness(pair: str) -> float:
        first, second = embeddings.rows[embeddings.find_all(pair)]
        return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))

    assert likeness(like) > likeness(unlike)


def test_a_character_is_seen_with_the_sums_of_those_before_and_after_it() -> None:
    embeddings, text = load_embeddings(), "学校与华为共建产业学院，联合培养人才。" * 4
    ids = embeddings.find_all(text)
    look, at = embeddings.look(ids), 30
    np.testing.assert_array_equal(look[at, :SIZE], embeddings.rows[ids[at]])
    np.testing.assert_allclose(look[at, SIZE : SIZE + SHORT], embeddings.short[ids[at - AROUND : at]].sum(axis=0), atol=1e-4)
    np.testing.assert_allclose(look[at, SIZE + SHORT :], embeddings.short[ids[at + 1 : at + 1 + AROUND]].sum(axis=0), atol=1e-4)
    assert not look[0, SIZE : SIZE + SHORT].any()
    assert not look[-1, SIZE + SHORT :].any()
