"""The project's scorer gives the figures of the reference scorer, on builds that are partly wrong."""

import json
import math
import random
import runpy
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import build_app
from kg.errors import BuildError, InputError
from kg.evaluate import evaluate
from kg.evaluation.counts import calibration_error
from kg.evaluation.names import agree, normalise
from kg.ids import digest, document_id, entity_id, sha256
from kg.interchange import write_graph
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Graph, Literal, Mention

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared (the annotated documents)")


def read_annotated(folder: Path, chosen: Path, pattern: str) -> list[tuple[dict, str]]:
    """(gold, text) of some documents, their gold files copied to `chosen`."""
    pairs = []
    chosen.mkdir()
    for path in sorted((folder / "gold").glob(pattern)):
        shutil.copy(path, chosen)
        gold = json.loads(path.read_text(encoding="utf-8"))
        pairs.append((gold, (folder / "text" / gold["source"]).read_bytes().decode("utf-8")))
    return pairs


def build_from_gold(pairs: list[tuple[dict, str]], dice: random.Random, noise: float) -> tuple[Graph, dict[str, str]]:
    """A graph that says what the gold files say, except for a share of lost, moved and mislabelled records."""
    documents, mentions, facts, texts = [], {}, {}, {}
    entities: dict[str, Entity] = {}
    for gold, text in pairs:
        doc_id = document_id(text)
        texts[doc_id] = text
        documents.append(Document(doc_id, f"some/where/{gold['source']}", gold["source"], sha256(text), len(text)))
        own = {}
        for entity in gold["entities"]:
            made = Entity(entity_id(entity["type"], doc_id + entity["name"]), entity["type"], entity["name"],
                          tuple(sorted(entity["aliases"])))
            entities[made.id] = made
            own.update({normalise(name): made.id for name in (entity["name"], *entity["aliases"])})
        for m in gold["mentions"]:
            start, end, type_ = m["start"], m["end"], m["type"]
            if dice.random() < noise:
                moved = [(start, end - 1, type_), (start + 1, end, type_), (start, end, "Work")]
                start, end, type_ = dice.choice(moved)
            ref = own.get(normalise(m["text"])) or entity_id("Work", m["text"])
            if start < end and dice.random() > noise:
                mention = Mention(doc_id, start, end, text[start:end].replace("\n", ""), type_, ref, dice.random())
                mentions[doc_id, start, end, type_] = mention
        for number, f in enumerate(gold["facts"]):
            roles = {
                role: tuple(
                    EntityRef(own[normalise(v)]) if normalise(v) in own and role != "level" else Literal(v)
                    for v in values if dice.random() > noise / 3
                )
                for role, values in f["roles"].items()
            }
            evidence = Evidence(doc_id, f["evidence"]["start"], f["evidence"]["end"])
            fact = Fact("f" + digest(doc_id, number), f["type"], roles, (evidence,), dice.random())
            if dice.random() > noise:
                facts[fact.id] = fact
            if dice.random() < noise:
                twin = "f" + digest(doc_id, number, "twin")
                facts[twin] = replace(fact, id=twin)
    graph = Graph(
        tuple(sorted(documents, key=lambda d: d.doc_id)),
        tuple(mentions[key] for key in sorted(mentions)),
        tuple(entities[key] for key in sorted(entities)),
        tuple(facts[key] for key in sorted(facts)),
    )
    return graph, texts


def assert_same_figures(build: Path, gold: Path) -> None:
    reference, errors = runpy.run_path(str(SHARED / "eval" / "score.py"))["score"](str(gold), str(build))
    ours = evaluate(build, gold)
    assert set(ours.scores) == set(reference)
    for kind, rows in reference.items():
        assert set(ours.scores[kind]) == set(rows)
        for type_, row in rows.items():
            for name, value in row.items():
                assert math.isclose(ours.scores[kind][type_][name], value, abs_tol=1e-9), (kind, type_, name)
    listed = sorted((f.kind, f.source, f.type, f.start) for f in ours.faults)
    assert listed == sorted(error[:4] for error in errors)


@needs_shared
@pytest.mark.parametrize(
    ("documents", "noise"), [("dev/00[03].json", 0.0), ("dev/00[03].json", 0.15), ("train/?0*.json", 0.3)]
)
def test_figures_equal_the_reference_scorer(tmp_path: Path, documents: str, noise: float) -> None:
    folder, pattern = documents.split("/")
    graph, texts = build_from_gold(
        read_annotated(SHARED / folder, tmp_path / "gold", pattern), random.Random(7), noise
    )
    write_graph(graph, tmp_path / "build", texts=texts)
    assert_same_figures(tmp_path / "build", tmp_path / "gold")
    if not noise:
        scores = evaluate(tmp_path / "build", tmp_path / "gold").scores
        assert scores["mention"]["all"]["f1"] == scores["fact"]["all"]["f1"] == 1.0


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """A sentence, its gold file, and a build that finds one name of two and states the fact right, and again wrong."""
    text = "贵州轮胎与贵州工业职业技术学院共建实训基地。"
    school, firm = Entity("e1", "Institution", "贵州工业职业技术学院"), Entity("e2", "Enterprise", "贵州轮胎")
    mention = Mention("d1", 5, 15, "贵州工业职业技术学院", "Institution", "e1", 0.9)
    evidence = (Evidence("d1", 0, 21, text[:21]),)
    right = Fact("f1", "Partnership", {"institution": (EntityRef("e1"),), "partner": (EntityRef("e2"),)}, evidence, 0.9)
    wrong = Fact("f2", "Partnership", {"institution": (EntityRef("e1"),), "partner": (Literal("甲"),)}, evidence, 0.9)
    document = Document("d1", "a/one.txt", "", sha256(text), len(text))
    graph = Graph((document,), (mention,), (school, firm), (right, wrong))
    write_graph(graph, tmp_path / "build", texts={"d1": text})
    gold = {
        "source": "one.txt", "ignore": [],
        "mentions": [{"start": 0, "end": 4, "type": "Enterprise", "text": "贵州轮胎"},
                     {"start": 5, "end": 15, "type": "Institution", "text": "贵州工业职业技术学院"}],
        "entities": [{"name": "贵州工业职业技术学院", "aliases": []}, {"name": "贵州轮胎", "aliases": []}],
        "facts": [{"type": "Partnership", "roles": {"institution": ["贵州工业职业技术学院"], "partner": ["贵州轮胎"]},
                   "evidence": {"start": 0, "end": 21}}],
    }
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "one.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return tmp_path / "build", tmp_path / "gold"


def test_faults_are_listed_by_kind(small: tuple[Path, Path]) -> None:
    evaluation = evaluate(*small)
    assert [(fault.kind, fault.type, fault.start) for fault in evaluation.faults] == [
        ("missed", "Enterprise", 0), ("spurious fact", "Partnership", 0),
    ]
    assert evaluation.scores["mention"]["all"]["r"] == 0.5


def test_sure_facts_and_calibration(small: tuple[Path, Path]) -> None:
    extras = evaluate(*small).extras
    assert extras["sure_facts"] == 2
    assert extras["sure_fact_precision"] == 0.5
    assert extras["fact_calibration_error"] == pytest.approx(0.4)
    assert extras["mention_calibration_error"] == pytest.approx(0.1)


def test_calibration_error_weighs_bins_by_size() -> None:
    judged = [(0.95, True)] * 3 + [(0.05, True)]
    assert calibration_error(judged) == pytest.approx((3 * 0.05 + 0.95) / 4)
    assert calibration_error([]) == 0.0


@pytest.mark.parametrize(
    ("role", "gold", "found", "same"),
    [
        ("partner", "华为", "华为", True),
        ("partner", "华为", "华为技术", False),
        ("date", "2021", "2021-06", True),
        ("date", "2021", "2022", False),
        ("period", "近3年", "近5年", False),
        ("count", "30余个", "30个", True),
        ("value", "28", "29", False),
        ("category", "授权专利", "专利", False),
        ("category", "国家级奖项", "级奖项", True),
        ("level", "国家级", "国家", False),
    ],
)
def test_what_agrees(role: str, gold: str, found: str, same: bool) -> None:
    assert agree(role, {normalise(gold)}, {normalise(found)}) is same


def test_command_prints_a_table_and_json(small: tuple[Path, Path]) -> None:
    runner, app = CliRunner(), build_app()
    table = runner.invoke(app, ["eval", *map(str, small), "--errors", "5"])
    assert table.exit_code == 0
    assert "missed: 1" in table.stdout
    assert "贵州轮胎" in table.stdout
    assert "sure fact precision" in table.stdout
    found = json.loads(runner.invoke(app, ["eval", *map(str, small), "--json"]).stdout)
    assert found["fact"]["graph"]["r"] == 1.0


def test_no_gold_no_build_and_damaged_gold_are_one_line_errors(small: tuple[Path, Path], tmp_path: Path) -> None:
    build, gold = small
    with pytest.raises(InputError, match="expected gold files"):
        evaluate(build, tmp_path / "nothing")
    with pytest.raises(BuildError, match="expected a build folder"):
        evaluate(tmp_path / "nothing", gold)
    (gold / "two.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"two\.json"):
        evaluate(build, gold)
