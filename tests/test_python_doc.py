"""docs/python.md is true: its examples run on a build of `examples/`."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from kg import Graph

pytest.importorskip("pandas", reason="needs the notebooks extra: pip install '.[notebooks]'")

ROOT = Path(__file__).resolve().parent.parent


def test_the_examples_of_the_page_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    Graph.build("examples", "out")
    failed, tried = doctest.testfile(
        str(ROOT / "docs" / "python.md"), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert tried > 20
    assert failed == 0
