"""Two builds compared: what came, went, changed, or was merged."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import build_app
from kg.diff import count, diff
from kg.interchange import write_graph
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Graph, Literal, Redirect

OLD = Graph(
    documents=(Document("d1", "a.txt", "", "x", 4),),
    entities=(
        Entity("e1", "Institution", "甲校"), Entity("e2", "Enterprise", "乙厂"), Entity("e3", "Enterprise", "丙厂"),
    ),
    facts=(
        Fact("f1", "Partnership", {"institution": (EntityRef("e1"),), "partner": (EntityRef("e2"),)},
             (Evidence("d1", 0, 4, "甲校乙厂"),), 0.9),
        Fact("f2", "Honor", {"recipient": (EntityRef("e1"),), "award": (Literal("金奖"),)},
             (Evidence("d1", 0, 2, "甲校"),), 0.9),
    ),
)
NEW = replace(
    OLD,
    documents=(*OLD.documents, Document("d2", "b.txt", "", "y", 4)),
    entities=(Entity("e1", "Institution", "甲校"), Entity("e2", "Enterprise", "乙厂", ("丙厂",))),
    facts=(replace(OLD.facts[0], roles={**OLD.facts[0].roles, "form": (Literal("共建"),)}),),
    redirects=(Redirect("e3", "e2"),),
)


@pytest.fixture
def builds(tmp_path: Path) -> tuple[str, str]:
    for name, graph in (("old", OLD), ("new", NEW)):
        write_graph(graph, tmp_path / name, texts={document.doc_id: "甲校乙厂" for document in graph.documents})
    return str(tmp_path / "old"), str(tmp_path / "new")


def test_each_kind_of_change_is_found(builds: tuple[str, str]) -> None:
    changes = {(c.kind, c.how, c.id): c for c in diff(*builds)}
    assert set(changes) == {
        ("documents", "added", "d2"),
        ("entities", "changed", "e2"),
        ("entities", "merged", "e3"),
        ("facts", "changed", "f1"),
        ("facts", "removed", "f2"),
    }
    assert changes["entities", "changed", "e2"].detail == "aliases"
    assert changes["entities", "merged", "e3"].detail == "now e2"
    assert changes["facts", "changed", "f1"].detail == "form"
    assert changes["facts", "removed", "f2"].text == "recipient=甲校; award=金奖"


def test_a_build_does_not_differ_from_itself(builds: tuple[str, str]) -> None:
    assert diff(builds[0], builds[0]) == ()


def test_command_lists_and_limits(builds: tuple[str, str]) -> None:
    runner, app = CliRunner(), build_app()
    shown = runner.invoke(app, ["diff", *builds]).stdout
    assert "facts: 1 changed, 1 removed" in shown
    assert " - Honor recipient=甲校" in shown
    assert "… 1 more" in runner.invoke(app, ["diff", *builds, "--limit", "1"]).stdout
    rows = json.loads(runner.invoke(app, ["diff", *builds, "--json"]).stdout)
    assert rows["counts"] == count(diff(*builds))
    assert "documents: no change" in runner.invoke(app, ["diff", builds[0], builds[0]]).stdout
