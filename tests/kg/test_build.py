"""`kg build` on a toy reader: what is read, refused, skipped and reported. Real documents: tests/test_examples.py."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import build as build_module
from kg import interchange, readers
from kg.build import NothingRead, Options, build
from kg.cli.app import build_app
from kg.errors import BuildError, InputError
from kg.ids import document_id, sha256
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Literal, Mention, Reading, StatedTotal
from kg.sources import find_sources

QUICK = Options(workers=1, store=False)


def read_toy(path: Path) -> Reading:
    """A reader for lines "school+firm": each a mention pair and a partnership; "共N家" states a total."""
    raw = path.read_bytes()
    if not raw:
        raise InputError(f"{path}: expected text, the file is empty; leave it out")
    text = raw.decode("utf-8")
    doc_id = document_id(text)
    mentions, entities, facts, totals = [], {}, [], []
    position = 0
    for number, line in enumerate(text.split("\n")):
        if "+" in line:
            school, firm = line.split("+")
            second = position + len(school) + 1
            for name, type_, start in ((school, "Institution", position), (firm, "Enterprise", second)):
                entities[name] = Entity(f"{doc_id}#{name}", type_, name)
                mentions.append(Mention(doc_id, start, start + len(name), name, type_, f"{doc_id}#{name}"))
            evidence = Evidence(doc_id, position, position + len(line), line)
            roles = {"institution": (EntityRef(f"{doc_id}#{school}"),), "partner": (EntityRef(f"{doc_id}#{firm}"),),
                     "form": (Literal("共建"),)}
            facts.append(Fact(f"{doc_id}#f{number}", "Partnership", roles, (evidence,)))
        if line.startswith("共"):
            subject = mentions[0].entity_id
            evidence = Evidence(doc_id, position, position + len(line), line)
            totals.append(StatedTotal(subject, "合作企业", int(line[1:-1]), evidence))
        position += len(line) + 1
    document = Document(doc_id, path.as_posix(), path.stem, sha256(text), len(text))
    return Reading(document, text, tuple(mentions), tuple(entities.values()), tuple(facts), tuple(totals),
                   sentences=3, sentences_with_fact=len(facts), seconds={"read": 0.5})


@pytest.fixture(autouse=True)
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "load_reader", lambda: read_toy)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("甲校+乙厂\n甲校+丙厂\n共3家", encoding="utf-8")
    (folder / "deep" / "b.md").write_text("甲校+乙厂", encoding="utf-8")
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """All bytes of a build but its report (which holds seconds) and store."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "report.json" and "store" not in path.parts
    }


def test_the_same_fact_of_two_documents_is_one_with_two_quotations(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out", options=QUICK)
    graph = interchange.read_graph(tmp_path / "out")
    assert len(graph.documents) == 2
    assert sorted(len(fact.evidence) for fact in graph.facts) == [1, 2]


def test_any_order_of_arguments_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    paths = [corpus / "a.txt", corpus / "deep" / "b.md"]
    build(paths, tmp_path / "one", options=QUICK)
    build(reversed(paths), tmp_path / "two", options=QUICK)
    build([corpus, *paths], tmp_path / "three", options=QUICK)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two") == files_of(tmp_path / "three")


def test_files_folders_globs(corpus: Path) -> None:
    a, b = (corpus / "a.txt").as_posix(), (corpus / "deep" / "b.md").as_posix()
    assert find_sources([str(corpus)]) == ((a, b), ())
    assert find_sources([f"{corpus}/**/*.md", a]) == ((a, b), ())
    for name in ("README.md", "LICENSE.txt", ".hidden.txt", "table.csv"):
        (corpus / name).write_text("x")
    assert find_sources([str(corpus)]) == ((a, b), ())
    assert find_sources([f"{corpus}/table.csv"])[0] == (f"{corpus}/table.csv",)


def test_a_build_inside_the_folder_is_not_read_again(corpus: Path) -> None:
    build([corpus], corpus / "out", options=QUICK)
    before = files_of(corpus / "out")
    build([corpus], corpus / "out", options=QUICK)
    assert files_of(corpus / "out") == before


def test_what_names_nothing_is_skipped_with_a_reason(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    outcome = build([corpus, "no/where.txt", "no/*.txt", tmp_path / "void"], tmp_path / "out", options=QUICK)
    assert [row["source"] for row in outcome.skipped] == sorted(["no/where.txt", "no/*.txt", str(tmp_path / "void")])
    assert all("expected" in row["reason"] for row in outcome.skipped)
    assert outcome.report["counts"]["documents"] == 2


def test_one_text_in_two_files_is_one_document(corpus: Path, tmp_path: Path) -> None:
    (corpus / "copy.txt").write_bytes((corpus / "a.txt").read_bytes())
    outcome = build([corpus], tmp_path / "out", options=QUICK)
    assert outcome.report["counts"]["documents"] == 2
    assert outcome.report["duplicates"] == [
        {"source": (corpus / "copy.txt").as_posix(), "same_as": (corpus / "a.txt").as_posix()}
    ]


def test_the_report_counts_covers_and_compares_totals(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out", options=QUICK)
    report = interchange.read_report(tmp_path / "out")
    assert report["counts"]["facts_by_type"] == {"Partnership": 2}
    assert report["counts"]["entities_by_type"] == {"Enterprise": 2, "Institution": 1}
    assert report["coverage"]["sentences"] == 6
    assert report["coverage"]["sentences_with_fact"] == 3
    assert report["seconds"]["reading.read"] == 1.0
    (total,) = report["totals"]
    assert (total["stated"], total["extracted"], total["difference"]) == (3, 2, 1)
    assert total["evidence"]["text"] == "共3家"
    assert total["subject"] == "甲校"


def test_nothing_readable_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NothingRead) as caught:
        build(["nowhere"], tmp_path / "out", options=QUICK)
    assert [skip.source for skip in caught.value.skipped] == ["nowhere"]
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_build_is_left_alone(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("dear")
    with pytest.raises(BuildError, match="is not empty and is no build"):
        build([corpus], tmp_path / "home", options=QUICK)
    with pytest.raises(BuildError, match="is a file"):
        build([corpus], tmp_path / "home" / "letter.txt", options=QUICK)
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["letter.txt"]
    (tmp_path / "empty").mkdir()
    build([corpus], tmp_path / "empty", options=QUICK)
    assert interchange.open_build(tmp_path / "empty").counts["documents"] == 2


@pytest.mark.parametrize(
    "bad",
    [
        Mention("", 0, 2, "乙校", "Institution", ""),
        Mention("", 90, 92, "甲校", "Institution", ""),
    ],
)
def test_a_mention_that_is_not_in_the_text_fails_the_build(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: Mention
) -> None:
    from dataclasses import replace

    def read_wrong(path: Path) -> Reading:
        reading = read_toy(path)
        moved = replace(bad, doc_id=reading.document.doc_id, entity_id=reading.entities[0].id)
        return replace(reading, mentions=(*reading.mentions, moved))

    monkeypatch.setattr(readers, "load_reader", lambda: read_wrong)
    with pytest.raises(BuildError, match="is not at"):
        build([corpus], tmp_path / "out", options=QUICK)
    assert not (tmp_path / "out").exists()


def test_a_quotation_that_is_not_in_the_text_fails_the_build(corpus: Path, tmp_path: Path) -> None:
    reading = read_toy(corpus / "a.txt")
    doc_id = reading.document.doc_id
    graph = build_module.Graph(facts=(Fact("f", "Partnership", {}, (Evidence(doc_id, 0, 2, "乙校"),)),))
    with pytest.raises(BuildError, match="quotation '乙校' is not at 0"):
        build_module.check_quotations(graph, {doc_id: reading.text})
    with pytest.raises(BuildError, match="has no quotation"):
        build_module.check_quotations(build_module.Graph(facts=(Fact("f", "Partnership", {}, ()),)), {})


def test_command_says_what_it_built_and_exits_1_when_a_file_failed(corpus: Path, tmp_path: Path) -> None:
    (corpus / "empty.txt").write_text("")
    runner = CliRunner()
    result = runner.invoke(build_app(), ["build", str(corpus), "-o", str(tmp_path / "out"), "--no-store"])
    assert result.exit_code == 1
    assert "2 documents" in result.stdout
    assert "Partnership 2" in result.stdout
    assert result.stderr.count("\n") == 1
    assert "empty.txt" in result.stderr
    (corpus / "empty.txt").unlink()
    assert runner.invoke(build_app(), ["build", str(corpus), "-o", str(tmp_path / "out"), "--no-store"]).exit_code == 0


def test_command_with_nothing_to_read_exits_1(tmp_path: Path) -> None:
    result = CliRunner().invoke(build_app(), ["build", "nowhere", "-o", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert "nowhere: expected a file or folder" in result.stderr


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    command = ["build", "-", "-o", str(tmp_path / "out"), "--no-store"]
    result = CliRunner().invoke(build_app(), command, input="甲校+乙厂")
    assert result.exit_code == 0, result.output
    (document,) = interchange.iter_documents(tmp_path / "out")
    assert document.source == "-"


def test_a_disk_that_fills_up_leaves_nothing(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(interchange, "write_files", fill)
    result = CliRunner().invoke(build_app(), ["build", str(corpus), "-o", str(tmp_path / "out"), "--no-store"])
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_decisions_of_the_resolution_are_kept_beside_the_graph(corpus: Path, tmp_path: Path) -> None:
    build([corpus], tmp_path / "out", options=QUICK)
    lines = (tmp_path / "out" / "resolution.jsonl").read_text("utf-8").splitlines()
    assert all({"left", "right", "verdict", "reason"} <= set(json.loads(line)) for line in lines)
