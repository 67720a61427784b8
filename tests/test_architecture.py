"""Arrows go pipelines -> kg, never back; what reads documents knows only records of kg; no import cycles.

`pipelines.training` measures finished graphs, so it may use the graph side's public calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted([*ROOT.glob("kg/**/*.py"), *ROOT.glob("pipelines/**/*.py")])


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path, *, top_level_only: bool = False) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", [p for p in MODULES if p.is_relative_to(ROOT / "kg")], ids=module_name)
def test_the_graph_side_never_imports_the_text_side(path: Path) -> None:
    text_side = {"pipelines", "spacy", "spacy_pkuseg"}
    assert not {name for name in imports_of(path) if name.split(".")[0] in text_side}


READERS = [p for p in MODULES if p.is_relative_to(ROOT / "pipelines") and "training" not in p.parts]


@pytest.mark.parametrize("path", READERS, ids=module_name)
def test_the_text_side_knows_only_the_records_of_the_graph_side(path: Path) -> None:
    doors = {"kg", "kg.model", "kg.errors", "kg.ids", "kg.resources", "kg.ontology"}
    used = {name for name in imports_of(path) if name.split(".")[0] == "kg"}
    assert not {name for name in used if name not in doors and name.rpartition(".")[0] not in doors}


def test_modules_import_each_other_without_a_cycle() -> None:
    names = {module_name(path) for path in MODULES}
    graph: nx.DiGraph[str] = nx.DiGraph()
    for path in MODULES:
        source = module_name(path)
        graph.add_edges_from(
            (source, target)
            for target in imports_of(path, top_level_only=True)
            if target in names and target != source and not source.startswith(f"{target}.")
        )
    assert list(nx.simple_cycles(graph)) == []


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_file_outgrows_a_reader(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 400


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_no_function_outgrows_a_reader(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert {f.name: (f.end_lineno or 0) - f.lineno for f in functions if (f.end_lineno or 0) - f.lineno > 60} == {}
