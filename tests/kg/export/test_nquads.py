"""N-Quads are written from prepared pieces; they are the statements of the other RDF exports, line for line."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from kg import ontology
from kg.export import nquads
from kg.export.counts import Counts
from kg.export.rdf import iter_blocks
from kg.export.template import Template
from kg.interchange import Build, write_graph
from kg.model import Evidence, Graph, Mention


def plain_lines(build: Build) -> str:
    blocks = iter_blocks(build, ontology.load(), Counts())
    return "".join(
        f"{subject} {predicate} {value}{f' {graph}' if graph else ''} .\n"
        for graph, subject, pairs in blocks for predicate, value in pairs
    )


@pytest.fixture
def strange(graph: Graph, texts: dict[str, str], tmp_path: Path) -> Build:
    """The sample, with values that a template could trip over."""
    odd_text = 'a "%s" %b {0} \\ \n0text0 0document0 8000000000001'
    mentions = [
        Mention("d/1?", 0, 5, odd_text, "Place", "e 1", 0.25, "手"),
        Mention("d/1?", -3, 5, odd_text, "类 型", "e 1", float("nan"), ""),
        Mention(graph.documents[0].doc_id, 7, 7, "", "Place", "0other0", 1.0, "0text0"),
    ]
    evidence = (Evidence("d%1", 0, 3, odd_text), Evidence("d%1", 0, -3, "x"), Evidence("d%1", 10, 12))
    facts = [dataclasses.replace(graph.facts[0], id="f%b", evidence=evidence), *graph.facts[1:]]
    whole = dataclasses.replace(graph, mentions=(*graph.mentions, *mentions), facts=tuple(facts))
    return write_graph(whole, tmp_path / "build", texts=texts)


def test_the_lines_are_those_of_the_blocks(strange: Build, tmp_path: Path) -> None:
    counts = nquads.write(strange, tmp_path / "g.nq", onto=ontology.load())
    assert (tmp_path / "g.nq").read_text("utf-8").split("\n") == plain_lines(strange).split("\n")
    assert counts.rows() == strange.counts


def test_a_template_fills_every_slot_and_leaves_percent_signs() -> None:
    template = Template(b"<ab> <a> 5 %d <b>", [b"<ab>", b"<a>", b"<b>"])
    assert [template.fill(b"1", b"2", b"<a>"), template.fill(b"", b"", b"%s")] == [b"1 2 5 %d <a>", b"  5 %d %s"]
