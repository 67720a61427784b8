"""Fact readers take their models from the shipped folder, or within a context from another."""

from __future__ import annotations

from pathlib import Path

from pipelines.facts.scoring import shipped
from pipelines.facts.shelf import models_folder, use_models


def test_another_folder_holds_only_within_its_context(tmp_path: Path) -> None:
    home = models_folder()
    with use_models(tmp_path):
        assert models_folder() == tmp_path
        assert shipped("relations") is None
    assert models_folder() == home
    assert shipped("relations") is not None
