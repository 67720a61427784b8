"""Training: it learns, it repeats itself, its copies stay well annotated."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from kg.resources import resource
from pipelines.components.calibration import expected_error, fit_calibration
from pipelines.components.features import read_rows
from pipelines.components.field import Weights, load, prune, save
from pipelines.components.reader import Reader
from pipelines.layout import analyse
from pipelines.span import NameSpan
from pipelines.training.augment import make_copies
from pipelines.training.documents import Annotated

LINES = ["江陵职业学院与晨光公司合作。", "晨光公司到江陵职业学院参观。", "远安职业学院与星火公司合作。"] * 4


def annotate(line: str, number: int) -> Annotated:
    layout = analyse(line)
    spans = []
    for label, words in (("Institution", ("江陵职业学院", "远安职业学院")), ("Enterprise", ("晨光公司", "星火公司"))):
        spans += [NameSpan(at, at + len(w), label) for w in words if (at := layout.text.find(w)) >= 0]
    return Annotated(f"d{number}", f"d{number}.txt", layout, (), tuple(sorted(spans)), ())


@pytest.fixture(scope="module")
def documents() -> list[Annotated]:
    return [annotate(line, number) for number, line in enumerate(LINES)]


@pytest.fixture(scope="module")
def reader(documents: list[Annotated]) -> Reader:
    pytest.importorskip("numba", reason="numba comes with the train extra")
    from pipelines.training.corpus import fit_reader
    from pipelines.training.field import Plan

    plan = Plan(passes=6, drop=0.1)
    members = [(d, read_rows(d.layout)) for d in documents]
    first, second = fit_reader(members, plan, plan), fit_reader(members, plan, plan)
    assert np.array_equal(first.outer.weights, second.outer.weights)
    return first


def test_learns_its_documents(reader: Reader, documents: list[Annotated]) -> None:
    for document in documents:
        found = {(s.start, s.end, s.label) for s in reader.read(document.layout)}
        assert found == {(s.start, s.end, s.label) for s in document.names}


def test_saved_weights_read_alike(reader: Reader, documents: list[Annotated], tmp_path: Path) -> None:
    outer = prune(reader.outer.table, reader.outer.weights, 5000)
    save(tmp_path / "m.npz", outer=outer, inner=reader.inner)
    again = load(tmp_path / "m.npz")
    layout = documents[0].layout
    wanted = [(s.start, s.end, s.label) for s in reader.read(layout)]
    assert [(s.start, s.end, s.label) for s in Reader(again["outer"], again["inner"]).read(layout)] == wanted
    assert isinstance(again["outer"], Weights)


def test_copies_carry_their_names(documents: list[Annotated]) -> None:
    for copy in make_copies(documents, copies=1, seed=3):
        text = copy.layout.text
        assert len(copy.names) == 2
        for span in copy.names:
            assert 0 <= span.start < span.end <= len(text)
        assert copy.layout.blocks[-1].end <= len(text)


def test_calibration_brings_sureness_to_the_truth() -> None:
    rng = np.random.default_rng(0)
    raw = rng.random(3000)
    right = rng.random(3000) < raw**2
    observed = [("Award", float(p), bool(r)) for p, r in zip(raw, right, strict=True)]
    curves = fit_calibration(observed)
    spans = curves.apply(NameSpan(0, 1, "Award", p) for p in raw.tolist())
    assert expected_error([(s.confidence, bool(r)) for s, r in zip(spans, right, strict=True)]) < 0.02
    assert expected_error([(p, bool(r)) for p, r in zip(raw.tolist(), right, strict=True)]) > 0.1


def test_every_list_is_in_the_manifest() -> None:
    import pipelines

    folder = resource(pipelines.__file__, "lexicon")
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    listed = {path for entry in manifest["list"] for pattern in entry["files"] for path in folder.glob(pattern)}
    assert listed == set(folder.rglob("*.txt"))
    assert all(entry["source"] and entry["licence"] for entry in manifest["list"])
