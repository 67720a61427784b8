"""Gephi itself opens the GEXF: every node with its name, colour and values, every edge with its kind, nothing to complain of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg import ontology
from kg.export.colours import colour_of
from kg.export.columns import plain, properties_of
from kg.export.door import export
from kg.export.nodes import caption_of, iter_nodes
from kg.interchange import open_build
from kg.store.rows import NodeRow

MIXED = {"count"}  # values of two types in one column are text
OWN = {"id", "key"}


@pytest.fixture(scope="module")
def nodes(build_dir: Path) -> list[NodeRow]:
    return list(iter_nodes(open_build(build_dir), ontology.load()))


@pytest.fixture(scope="module")
def opened(build_dir: Path, reader_jars: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("gephi") / "graph.gexf"
    export(build_dir, "gexf", path)
    jar = next(reader_jars.glob("gephi-toolkit-*.jar"))
    script = Path(__file__).with_name("gephi.py")
    run = subprocess.run([sys.executable, script, jar, path], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    return dict(json.loads(run.stdout.splitlines()[-1]))


def cells(properties: Any, mixed: set[str]) -> dict[str, Any]:
    shown = {k: v for k, v in properties.items() if k not in OWN and v != ""}
    return {k: plain(v) if isinstance(v, list | tuple) or k in mixed else v for k, v in shown.items()}


def test_gephi_reads_every_node_with_name_colour_and_values(opened: dict[str, Any], nodes: list[NodeRow]) -> None:
    onto = ontology.load()
    assert opened["nodes"] == {
        n.id: [caption_of(n), list(colour_of(n.label, n.type, onto)), {"kind": n.label, **cells(n.properties, MIXED)}] for n in nodes
    }


def test_gephi_reads_every_edge_with_its_kind_and_values(opened: dict[str, Any], nodes: list[NodeRow]) -> None:
    assert opened["edges"] == {
        f"{link.type}:{link.properties['key']}": [link.source, link.target, link.type, link.type, cells(properties_of(link), set())]
        for node in nodes for link in node.links
    }


def test_gephi_has_nothing_to_complain_of(opened: dict[str, Any]) -> None:
    assert {level for level, _ in opened["issues"]} == {"INFO"}
    assert ["INFO", "GEXF version 1.3"] in opened["issues"]
