"""Neo4j Browser: the pack for it, and the real one in Chromium on `kg serve --browser`."""

from __future__ import annotations

import importlib.util
import re
import runpy
import shutil
from pathlib import Path

import pytest

from kg import ontology
from kg.cookbook.catalogue import load_questions
from kg.interchange import Build
from kg.store.bolt import Address
from kg.store.browser_http import browser_state, start_page
from kg.store.browser_pack import choose_examples, make_style, write_pack
from tests.conftest import need

ROOT = Path(__file__).resolve().parents[3]


def test_the_style_names_every_type_with_a_colour_and_a_chinese_caption() -> None:
    style, onto = make_style(), ontology.load()
    for name in onto.entity_types:
        assert style[f"node.{name}"]["caption"] == "{name}"
    for name in onto.fact_types:
        assert style[f"node.{name}"]["caption"] == "{caption}"
    colours = [style[f"node.{name}"]["color"] for name in onto.entity_types]
    assert len(set(colours)) == len(colours)


def test_the_pack_speaks_of_the_readers_own_graph(first_build: Build, tmp_path: Path) -> None:
    pack = write_pack(first_build.path, tmp_path / "pack")
    assert {path.name for path in pack.iterdir()} == {"style.grass", "favorites", "params.cypher", "guide.html"}
    assert len(list((pack / "favorites").iterdir())) == len(load_questions())
    favourite = (pack / "favorites" / "partners_of_school.cypher").read_text(encoding="utf-8")
    assert favourite.startswith("// 一所学校的合作伙伴及合作形式 · Partners of a school")
    assert ':param { school: "深圳职业技术大学" };' in favourite
    guide = (pack / "guide.html").read_text(encoding="utf-8")
    assert "院校" in guide
    assert "深圳职业技术大学" in guide
    assert re.search(r"\{[a-z]+\}\}", guide) is None


def test_a_second_pack_takes_the_place_of_the_first(first_build: Build, tmp_path: Path, run_kg) -> None:  # type: ignore[no-untyped-def]
    for _ in range(2):
        assert run_kg("browser-pack", first_build.path, "-o", tmp_path / "pack").code == 0
    (tmp_path / "mine").mkdir()
    ended = run_kg("browser-pack", first_build.path, "-o", tmp_path / "mine")
    assert (ended.code, ended.err.count("\n")) == (2, 1)


def test_examples_come_from_what_takes_part_in_most_facts(first_build: Build) -> None:
    examples = choose_examples(first_build.path)
    assert (examples["school"], examples["second"]) == ("深圳职业技术大学", "华为技术有限公司")


def test_the_start_page_cannot_be_broken_out_of(first_build: Build) -> None:
    state = browser_state(Address("bolt://127.0.0.1:1", "neo4j", "</script><script>alert(1)", "neo4j"), first_build.path)
    assert start_page(state).count("</script>") == 1


@pytest.mark.browser
def test_neo4j_browser_opens_signed_in_and_draws_chinese_names(first_build: Build, chromium: str) -> None:
    assert importlib.util.find_spec("playwright"), "playwright is a test dependency"
    jar = find_jar()
    need(jar, "there is no Neo4j Browser jar, and no Java and Maven to fetch it")
    tool = runpy.run_path(str(ROOT / "scripts" / "browser_screenshots.py"))
    with tool["serve"](str(first_build.path), str(jar)) as start, tool["open_browser"](start) as page:
        assert any("深圳" in caption for caption in tool["captions"](page))
        tool["run_query"](page, "MATCH (f:Indicator)-[r:ROLE_SUBJECT]->(e) RETURN f, r, e")
        page.wait_for_function("[...document.querySelectorAll('svg g.node text')].some(t => t.textContent.includes('指标'))")
        colours = page.eval_on_selector_all("svg g.node circle", "all => all.map(one => one.getAttribute('fill'))")
        assert "#FFE081" in {str(colour).upper() for colour in colours}


def find_jar() -> Path | None:
    """The jar among those of the server, which are fetched when they are not there yet."""
    tool = runpy.run_path(str(ROOT / "scripts" / "neo4j"))
    if shutil.which("java") and shutil.which("mvn"):
        tool["fetch"]()
    return next(iter(sorted(tool["library"]().glob("neo4j-browser-*.jar"))), None)
