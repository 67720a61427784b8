"""The questions that the graph must answer: SPARQL over the exported N-Quads and the cookbook's Cypher agree."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import interchange
from kg.cookbook.catalogue import load_questions
from kg.export.door import export
from kg.resources import resource
from kg.store import open_store
from kg.store.embedded import write_store

SPARQL = resource(interchange.__file__, "export", "sparql")
QUESTIONS = sorted(path.stem for path in SPARQL.glob("*.rq"))
# A parameter of the cookbook -> the variable of the SPARQL query, where it differs.
RENAMED = dict.fromkeys(("platform", "alliance", "contest", "award", "indicator"), "wanted")
SAMPLE = {"school": "天津渤海职业技术学院", "name": "天津渤海职业技术学院", "platform": "鲁班", "alliance": "联盟",
          "contest": "技能大赛", "award": "奖", "indicator": "教师"}
OTHER = {**SAMPLE, "school": "杭州技师学院", "name": "杭州技师学院", "award": "金牌"}


@pytest.fixture(scope="module")
def sample(build_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, ox.Store, Path]]:
    folder = tmp_path_factory.mktemp("competency")
    export(build_dir, "nquads", folder / "graph.nq")
    quads = ox.Store()
    quads.bulk_load(path=folder / "graph.nq", format=ox.RdfFormat.N_QUADS)
    write_store(build_dir)
    store = open_store(build_dir)
    yield store, quads, build_dir
    store.close()


def ask_sparql(quads: ox.Store, name: str, given: dict[str, Any]) -> tuple[list[str], set[tuple[Any, ...]]]:
    text = (SPARQL / f"{name}.rq").read_text(encoding="utf-8")
    for parameter, value in given.items():
        variable = RENAMED.get(parameter, parameter)
        text = re.sub(rf'VALUES \?{variable} {{ ".*" }}', f'VALUES ?{variable} {{ "{value}" }}', text)
    answer = quads.query(text, use_default_graph_as_union=True)
    columns = [variable.value for variable in answer.variables]  # type: ignore[union-attr]
    return columns, {tuple(plain(row[c]) for c in columns) for row in answer}  # type: ignore[union-attr, call-overload]


def plain(term: Any) -> Any:
    """A term as the cookbook gives it: numbers as numbers, what is unbound as an empty text."""
    if term is None:
        return ""
    kind = term.datatype.value.rsplit("#", 1)[-1]
    return float(term.value) if kind in ("integer", "decimal", "nonNegativeInteger", "double") else term.value


def ask_cypher(store: Any, name: str, given: dict[str, Any], columns: list[str]) -> set[tuple[Any, ...]]:
    question = load_questions()[name]
    values = {p.name: given.get(p.name, p.default) for p in question.parameters}
    rows = store.read(question.cypher, values)
    return {cells for row in rows for cells in itertools.product(*(spread(row[c]) for c in columns))}


def spread(value: Any) -> list[Any]:
    """A list has a row for each item in SPARQL; an empty one has a row without it."""
    if isinstance(value, list):
        return [item for v in value for item in spread(v)] or [""]
    return [float(value) if isinstance(value, int | float) else value]


def test_there_are_at_least_twenty_questions() -> None:
    assert len(QUESTIONS) >= 20
    assert set(QUESTIONS) <= set(load_questions())


@pytest.mark.parametrize("name", QUESTIONS)
def test_sparql_and_cypher_give_the_same_answer(sample: tuple[Any, ox.Store, Path], name: str) -> None:
    store, quads, folder = sample
    seen = 0
    facts = [{"fact": fact.id} for fact in interchange.iter_facts(folder)]
    for given in [SAMPLE, OTHER] if "fact" not in parameters(name) else facts:
        columns, by_sparql = ask_sparql(quads, name, {k: v for k, v in given.items() if k in parameters(name)})
        assert by_sparql == ask_cypher(store, name, given, columns)
        seen += len(by_sparql)
    assert seen or name in ("overseas_with_enterprises", "schools_sharing_partner")


def parameters(name: str) -> set[str]:
    return {parameter.name for parameter in load_questions()[name].parameters}
