"""GraphML, GEXF, the import files and the Cypher script hold the graph that `kg.store` defines."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import etree

from kg import ontology
from kg.export.columns import plain
from kg.export.cypher import literal
from kg.export.door import export
from kg.export.neo4j_csv import BETWEEN
from kg.export.nodes import iter_nodes
from kg.interchange import open_build
from kg.store.rows import NodeRow

G = "{http://gexf.net/1.3}"
MIXED = {"count"}  # a number of prizes, and the words of a counted achievement: one column, so text


@pytest.fixture(scope="module")
def nodes(build_dir: Path) -> list[NodeRow]:
    return list(iter_nodes(open_build(build_dir), ontology.load()))


@pytest.fixture(scope="module")
def folder(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("graphs")
    names = {"graphml": "g.graphml", "gexf": "g.gexf", "neo4j-csv": "import", "cypher": "g.cypher"}
    for format_, name in names.items():
        export(build_dir, format_, base / name)
    return base


def as_networkx(nodes: list[NodeRow]) -> tuple[dict[str, dict[str, Any]], dict[str, tuple[str, str, dict[str, Any]]]]:
    def cells(properties: Any, mixed: set[str]) -> dict[str, Any]:
        shown = {k: v for k, v in properties.items() if k != "key"}
        return {k: plain(v) if isinstance(v, list | tuple) or k in mixed else v for k, v in shown.items()}

    links = {
        f"{link.type}:{link.properties['key']}": (link.source, link.target, cells(link.properties, set()))
        for node in nodes for link in node.links
    }
    return {node.id: cells(node.properties, MIXED) for node in nodes}, links


def test_networkx_reads_the_graphml_equal_to_the_rows(folder: Path, nodes: list[NodeRow]) -> None:
    graph = nx.read_graphml(folder / "g.graphml")
    expected_nodes, expected_links = as_networkx(nodes)
    extra = {"label", "labels", "relation"}
    assert {n: {k: v for k, v in d.items() if k not in extra} for n, d in graph.nodes(data=True)} == expected_nodes
    edges = graph.edges(keys=True, data=True)
    found = {key: (s, t, {k: v for k, v in d.items() if k not in extra}) for s, t, key, d in edges}
    assert found == expected_links
    assert {d["label"] for _, d in graph.nodes(data=True)} > {"鲁班工坊", "金牌", '年度报告 "A & B" <甲>'}


def test_networkx_reads_the_gexf_equal_to_the_rows(folder: Path, nodes: list[NodeRow]) -> None:
    graph = nx.read_gexf(folder / "g.gexf", version="1.3")
    expected_nodes, expected_links = as_networkx(nodes)
    extra = {"label", "kind"}
    found = {n: {k: v for k, v in d.items() if k not in extra} for n, d in graph.nodes(data=True)}
    assert found == expected_nodes
    links = {d["id"]: (s, t, {k: v for k, v in d.items() if k not in {"id", "label", "kind"}})
             for s, t, d in graph.edges(data=True)}
    assert links == expected_links


def gexf_schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf.rng")))


def test_the_gexf_obeys_a_strict_schema(folder: Path) -> None:
    gexf_schema().assertValid(etree.parse(folder / "g.gexf"))


@pytest.mark.parametrize(("old", "new"), [
    ('version="1.3"', 'version="1.2"'), ('defaultedgetype="directed"', 'defaultedgetype="forward"'),
    ('idtype="string"', 'idtype="text"'), ('type="string"', 'type="text"'), ("<attvalues>", "<values>"), (' for="', ' of="'),
    ('<node id="', '<node id="" key="'), (' source="', ' from="'), (' r="', ' r="9'), ("<edges>", "<edges><nodes/>"),
    ('class="edge"', 'class="link"'), ("<color", "<colour"), ("<creator>", "x<creator>"),
])
def test_the_schema_finds_what_is_wrong(folder: Path, old: str, new: str) -> None:
    text = (folder / "g.gexf").read_text("utf-8")
    assert old in text
    broken = text.replace(old, new, 1).replace("<values>", "<values/><attvalues>")
    assert not gexf_schema().validate(etree.fromstring(broken.encode()))


def test_the_gexf_refers_to_what_it_declares(folder: Path) -> None:
    """What no schema can say: ids differ, ends and attributes are declared, values are of their types."""
    root = ET.parse(folder / "g.gexf").getroot()
    assert (root.tag, root.get("version")) == (f"{G}gexf", "1.3")
    meta, graph = root
    assert [child.tag for child in meta] == [f"{G}creator", f"{G}description"]
    assert graph.attrib == {"defaultedgetype": "directed", "mode": "static", "idtype": "string"}
    assert [child.tag for child in graph] == [f"{G}attributes", f"{G}attributes", f"{G}nodes", f"{G}edges"]
    declared = {a.get("class"): {x.get("id"): x.get("type") for x in a} for a in graph.findall(f"{G}attributes")}
    assert set(declared) == {"node", "edge"}
    ids = [node.get("id") for node in graph.iter(f"{G}node")]
    assert len(ids) == len(set(ids))
    for kind, allowed in (("node", {"id", "label"}), ("edge", {"id", "source", "target", "label", "kind"})):
        for element in graph.iter(f"{G}{kind}"):
            assert set(element.attrib) == allowed
            assert {child.tag for child in element} <= {f"{G}attvalues", f"{G}color"}
            for value in element.iter(f"{G}attvalue"):
                check_value(declared[kind][value.get("for")], value.get("value") or "")
    assert {e.get(end) for e in graph.iter(f"{G}edge") for end in ("source", "target")} <= set(ids)
    for colour in graph.iter(f"{G}color"):
        assert all(0 <= int(colour.get(part) or "") <= 255 for part in "rgb")


def check_value(type_: str | None, value: str) -> None:
    patterns = {"string": r"(?s).*", "long": r"-?\d+", "double": r"-?\d+(\.\d+)?(e-?\d+)?", "boolean": "true|false"}
    assert re.fullmatch(patterns[str(type_)], value)


def read_import(folder: Path, kind: str) -> list[dict[str, Any]]:
    """The rows as the import tool reads them: typed by the header, empty cells absent."""
    convert: dict[str, Any] = {"string": str, "long": int, "double": float, "boolean": lambda v: v == "true"}
    rows = []
    for path in sorted((folder / "import" / kind).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file, strict=True)
        for line in lines:
            row: dict[str, Any] = {}
            for column, cell in zip(header, line, strict=True):
                name, _, type_ = column.partition(":")
                if name == "" or type_ == "ID":
                    row[column] = cell
                elif cell and type_.endswith("[]"):
                    row[name] = [convert[type_[:-2]](item) for item in cell.split("\x1f")]
                elif cell:
                    row[name] = convert[type_](cell)
            rows.append(row)
    return rows


def test_the_import_files_hold_the_nodes_and_relationships_with_their_types(folder: Path, nodes: list[NodeRow]) -> None:
    rows = [row for row in read_import(folder, "nodes") if row[":LABEL"] != "Build"]
    for row in rows:
        assert row.pop("added_by")
        assert row.pop("kg_hash")
    found = {(r.pop("id:ID"), r.pop(":LABEL")): r for r in rows}
    assert found == {
        (n.id, BETWEEN.join(filter(None, (n.label, n.type)))): {k: v for k, v in n.properties.items() if k != "id" and v != ""}
        for n in nodes
    }
    rows = read_import(folder, "relationships")
    links = {(r.pop(":START_ID"), r.pop(":TYPE"), r.pop(":END_ID"), r["key"]): r for r in rows}
    expected = {(x.source, x.type, x.target, x.properties["key"]): x.properties for n in nodes for x in n.links}
    assert links == {key: {k: v for k, v in p.items() if v != ""} for key, p in expected.items()}


def test_the_import_arguments_name_every_file(folder: Path) -> None:
    named = set(re.findall(r"--(?:nodes|relationships)=(.+)", (folder / "import" / "import.args").read_text("utf-8")))
    files = {str(path.relative_to(folder / "import")) for path in (folder / "import").rglob("*.csv")}
    assert named == files
    assert "@import.args" in (folder / "import" / "README.md").read_text("utf-8")


def test_numbers_of_two_types_go_to_two_files_so_that_none_changes(folder: Path) -> None:
    values = [row["value"] for row in read_import(folder, "nodes") if row[":LABEL"] == f"Fact{BETWEEN}Indicator"]
    assert sorted(map(repr, values)) == ["512", "520.5"]


@pytest.mark.parametrize("text", ["it's", "a\\u0041", "\\", "a\nb\r\tc", "`}]) //", "\x00\u2028", "𠮷", '"', "$x {y}"])
def test_a_literal_of_the_script_ends_where_it_should(text: str) -> None:
    written = literal(text)
    assert "\n" not in written
    parts = re.findall(r"'((?:[^'\\]|\\.)*)'(?: \+ )?", written)
    assert "".join(f"'{p}' + " for p in parts)[:-3] == written
    escapes = {"n": "\n", "r": "\r", "t": "\t", "'": "'", "\\": "\\"}
    plain_text = re.sub(r"\\(u[0-9a-f]{4}|.)", lambda m: escapes.get(m[1]) or chr(int(m[1][1:], 16)), "".join(parts))
    assert plain_text == text
