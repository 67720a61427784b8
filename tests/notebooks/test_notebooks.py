"""Each notebook runs from a clean kernel, quickly, without warnings, and says what its committed outputs say."""

from __future__ import annotations

import re
import runpy
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbclient", reason="needs the notebooks extra: pip install '.[notebooks]'")
pytest.importorskip("matplotlib")
pytest.importorskip("pandas")
nbformat = pytest.importorskip("nbformat")

HOME = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(HOME.glob("*.ipynb"))
LARGEST = 1_500_000
SECONDS = 60


@pytest.fixture(scope="module")
def refresh() -> dict[str, Any]:
    return runpy.run_path(str(HOME / "refresh.py"))


def test_there_are_four() -> None:
    assert len(NOTEBOOKS) == 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_cleanly_and_changes_no_text(path: Path, refresh: dict[str, Any], chinese_font: None) -> None:
    start = time.process_time(), time.perf_counter()
    after = refresh["execute"](path)
    assert refresh["faults"](after) == []
    assert refresh["texts"](after) == refresh["texts"](nbformat.read(path, as_version=4)), "run notebooks/refresh.py"
    assert time.perf_counter() - start[1] <= SECONDS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_committed_small_with_outputs_pictures_and_alternative_texts(path: Path) -> None:
    assert path.stat().st_size <= LARGEST
    notebook = nbformat.read(path, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    pages = [str(o.get("data", {}).get("text/html", "")) for cell in cells for o in cell.outputs]
    pictures = [page for page in pages if page.startswith("<img")]
    assert all(re.match('<img alt="[^"]*[\u4e00-\u9fff]', page) for page in pictures)
    assert pictures or path.stem.startswith("01")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_uses_the_public_door_and_one_line_names_the_folder(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert set(re.findall(r"^(?:from|import) (kg[\w.]*)", code, re.M)) <= {"kg", "kg.pictures"}
    assert re.findall(r'^FOLDER = ".*$', code, re.M) == ['FOLDER = "../examples"  # 换成你自己的文件夹']
    titles = [cell.source.split("\n")[0] for cell in notebook.cells if cell.source.startswith("#")]
    assert all(re.fullmatch(r"#+ [A-Za-z,' ]+", title) for title in titles if title.startswith("# ") or "##" in title)
    assert "## Finding" in titles
