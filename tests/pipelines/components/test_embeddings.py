"""Vectors of characters: context matters, company in a batch does not."""

from __future__ import annotations

import numpy as np

from pipelines.components.encoder import END, SIZE, UNKNOWN, load_encoder


def test_one_vector_a_character() -> None:
    vectors = load_encoder().encode(["学校与企业共建", "", "A"])
    assert [v.shape for v in vectors] == [(7, SIZE), (0, SIZE), (1, SIZE)]


def test_a_text_reads_the_same_alone_and_beside_longer_ones() -> None:
    encoder = load_encoder()
    alone, beside = encoder.encode(["产业学院"])[0], encoder.encode(["产业学院", "学校牵头成立的职业教育集团"])[0]
    np.testing.assert_allclose(alone, beside, atol=1e-4)


def test_the_same_character_differs_by_context() -> None:
    encoder = load_encoder()
    first, second = encoder.encode(["华为公司"])[0][0], encoder.encode(["中华大地"])[0][1]
    assert float(np.abs(first - second).mean()) > 0.1


def test_full_width_capitals_and_marks_have_a_row() -> None:
    encoder = load_encoder()
    assert encoder.find("Ａ") == encoder.find("A") == encoder.find("a") > END
    assert encoder.find("“") != encoder.find("”")
    assert encoder.find("\t") == END
    assert encoder.find("😀") == UNKNOWN


def test_the_vectors_of_a_zone_are_those_of_the_whole_text() -> None:
    encoder, texts = load_encoder(), ["学校牵头成立的职业教育集团", "与企业共建", "产业学院"]
    zones = [(3, 9), (0, 5), (1, 2)]
    for whole, part, (start, end) in zip(encoder.encode(texts), encoder.encode(texts, zones), zones, strict=True):
        np.testing.assert_allclose(part, whole[start:end], atol=1e-4)


def test_a_text_reads_to_the_same_bytes_each_time() -> None:
    encoder, texts = load_encoder(), ["学校牵头成立的职业教育集团", "与企业共建"]
    assert [v.tobytes() for v in encoder.encode(texts)] == [v.tobytes() for v in encoder.encode(texts)]
