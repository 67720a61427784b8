"""The README's command on `examples/`: real reading, determinism, bad input."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import interchange
from kg.build import Options, build
from kg.evaluate import evaluate
from kg.validate.door import validate
from kg.validate.result import Severity

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
QUICK = Options(workers=1, store=False)


def run_kg(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The installed command, as a user runs it."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "report.json" and "store" not in path.relative_to(folder).parts
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "out"
    build([EXAMPLES], folder, options=QUICK)
    return folder


def test_all_ten_documents_are_read(built: Path) -> None:
    report = interchange.read_report(built)
    assert report["counts"]["documents"] == 10
    assert report["skipped"] == []
    counts = report["counts"]
    assert set(counts["entities_by_type"]) >= {"Institution", "Enterprise", "Platform", "Competition", "Award"}
    assert set(counts["facts_by_type"]) >= {"Partnership", "CompetitionResult", "OverseasProject", "Indicator"}


def test_every_mention_and_quotation_slices_back(built: Path) -> None:
    texts = {d.doc_id: interchange.read_text(built, d.doc_id) for d in interchange.iter_documents(built)}
    mentions = list(interchange.iter_mentions(built))
    assert mentions
    for mention in mentions:
        assert texts[mention.doc_id][mention.start:mention.end].replace("\n", "") == mention.text
    for fact in interchange.iter_facts(built):
        assert fact.evidence
        for evidence in fact.evidence:
            assert texts[evidence.doc_id][evidence.start:evidence.end] == evidence.text


def test_the_graph_keeps_every_rule(built: Path) -> None:
    assert [result for result in validate(built) if result.severity > Severity.INFO] == []


def test_mentions_never_share_borders_and_type_and_point_to_entities(built: Path) -> None:
    mentions = list(interchange.iter_mentions(built))
    assert len({(m.doc_id, m.start, m.end, m.type) for m in mentions}) == len(mentions)
    entities = {entity.id for entity in interchange.iter_entities(built)}
    assert {mention.entity_id for mention in mentions} <= entities


def test_a_fact_stated_in_two_documents_is_one(built: Path) -> None:
    assert any(len({e.doc_id for e in fact.evidence}) > 1 for fact in interchange.iter_facts(built))


def test_plans_and_wishes_give_no_facts(built: Path) -> None:
    wishes = ("争取", "力争", "拟同", "希望各学院")
    quotations = [e.text for fact in interchange.iter_facts(built) for e in fact.evidence]
    assert not [text for text in quotations if any(wish in text for wish in wishes)]


def test_files_in_another_order_and_two_workers_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    shuffled = sorted(EXAMPLES.glob("[01]*"), key=lambda path: path.name[::-1])
    paths = [str(EXAMPLES / path.name) for path in shuffled]
    build(paths, tmp_path / "two", options=Options(workers=2, store=False))
    assert files_of(tmp_path / "two") == files_of(built)


def test_bad_input_costs_a_line_each_and_the_rest_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(EXAMPLES / "08-论文-鞍山职业技术学院.txt", folder / "good.txt")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "broken.txt").write_bytes("学校与企业共建产业学院。".encode()[:-2] + b"\xff\xfe\xff" + "校".encode()[1:])
    (folder / "line.txt").write_bytes("职业院校与企业".encode() * 2_400_000)
    done = run_kg("build", str(folder), str(tmp_path / "missing.txt"), "-o", str(tmp_path / "out"), "--no-store")
    assert done.returncode == 1, done.stderr
    lines = done.stderr.splitlines()
    for name in ("empty.txt", "binary.txt", "broken.txt", "line.txt", "missing.txt"):
        assert len([line for line in lines if name in line]) == 1, (name, lines)
    assert len(lines) == 5
    assert [Path(d.source).name for d in interchange.iter_documents(tmp_path / "out")] == ["good.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("学校")
    secret.chmod(0)
    done = run_kg("build", str(secret), "-o", str(tmp_path / "out"), "--no-store")
    assert done.returncode == 1
    assert "secret.txt" in done.stderr


def test_a_folder_named_like_a_text_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    done = run_kg("build", str(tmp_path / "folder.txt"), "-o", str(tmp_path / "out"), "--no-store")
    assert done.returncode == 1
    assert "expected documents" in done.stderr


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); " \
        "from kg.cli import main; sys.argv[0] = 'kg'; main()"
    command = ["build", str(EXAMPLES), "-o", str(tmp_path / "out"), "--no-store", "--workers", "1"]
    done = subprocess.run([sys.executable, "-c", limited, *command], capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "cannot write" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_standard_input_and_a_pipe_without_a_bar(tmp_path: Path) -> None:
    text = (EXAMPLES / "05-产教联合体-贵州.md").read_bytes()
    done = run_kg("build", "-", "-o", str(tmp_path / "out"), "--no-store", stdin=text)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "1 documents" in done.stdout


def test_a_terminal_gets_a_progress_bar(tmp_path: Path) -> None:
    import pty

    screen, terminal = pty.openpty()
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", str(EXAMPLES / "05-产教联合体-贵州.md"),
               "-o", str(tmp_path / "out"), "--no-store"]
    child = subprocess.Popen(command, stderr=terminal, stdout=subprocess.DEVNULL, env={**os.environ, "TERM": "xterm"})
    os.close(terminal)
    seen = read_until_closed(screen)
    assert child.wait() == 0
    assert b"reading" in seen


def read_until_closed(screen: int) -> bytes:
    """All that a child writes to its terminal; a full terminal would block it."""
    seen = b""
    while True:
        try:
            more = os.read(screen, 4096)
        except OSError:  # Linux reports the end of a terminal so
            break
        if not more:
            break
        seen += more
    os.close(screen)
    return seen


def test_figures_of_a_real_build_equal_the_reference_scorer(shared: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for name in ("000", "003"):
        shutil.copy(shared / "dev" / "gold" / f"{name}.json", gold)
    build([shared / "dev" / "text" / f"{name}*.txt" for name in ("000", "003")], tmp_path / "out", options=QUICK)
    reference, errors = runpy.run_path(str(shared / "eval" / "score.py"))["score"](str(gold), str(tmp_path / "out"))
    ours = evaluate(tmp_path / "out", gold)
    assert {kind: set(rows) for kind, rows in ours.scores.items()} == {kind: set(rows) for kind, rows in reference.items()}
    for kind, rows in reference.items():
        for type_, row in rows.items():
            assert ours.scores[kind][type_] == pytest.approx(row), (kind, type_)
    assert len(ours.faults) == len(errors)
    assert ours.scores["mention"]["core"]["f1"] > 0.5
