"""JSON-LD, expanded by the W3C's reference processor (PyLD), is the graph of the N-Quads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from kg.export.door import export


@pytest.fixture(scope="module")
def files(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, str]:
    folder = tmp_path_factory.mktemp("jsonld")
    for format_ in ("jsonld", "nquads"):
        export(build_dir, format_, folder / format_)
    return json.loads((folder / "jsonld").read_text("utf-8")), (folder / "nquads").read_text("utf-8")


def canonical(document: Any, **options: Any) -> list[str]:
    """Sorted lines of the canonical N-Quads (URDNA2015), the same for isomorphic graphs alone."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", **options}
    return sorted(jsonld.normalize(document, options).splitlines())


def test_the_canonical_quads_are_those_of_the_n_quads(files: tuple[Any, str]) -> None:
    document, lines = files
    found = canonical(document)
    assert len(found) > 500
    assert found == canonical(lines, inputFormat="application/n-quads")


def test_expanded_nothing_is_lost_and_no_name_stays_short(files: tuple[Any, str]) -> None:
    document, lines = files
    expanded = jsonld.expand(document)
    assert canonical(expanded) == canonical(lines, inputFormat="application/n-quads")
    text = json.dumps(expanded, ensure_ascii=False)
    assert '"kg:' not in text
    assert '"id:' not in text
    assert "鲁班工坊" in text


def test_a_changed_document_is_another_graph(files: tuple[Any, str]) -> None:
    document, lines = files
    changed = json.loads(json.dumps(document, ensure_ascii=False).replace("鲁班工坊", "鲁班", 1))
    assert canonical(changed) != canonical(lines, inputFormat="application/n-quads")
