"""Exports appear whole or not at all, lose nothing, and say in one line what is wrong."""

from __future__ import annotations

import json
import os
import re
import resource as limits
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import build_app
from kg.errors import BuildError, ExportError, KgError
from kg.export.door import FORMATS, export
from kg.interchange import open_build
from kg.model import Graph

ARTEFACTS = Path(os.environ.get("KG_ARTEFACTS", Path(__file__).resolve().parents[3] / "out" / "artefacts"))
PROPERTY_GRAPHS = {"graphml", "gexf", "neo4j-csv", "cypher", "html"}


@pytest.fixture
def copy(build_dir: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(build_dir, tmp_path / "build"))


def target(folder: Path, format_: str) -> Path:
    return folder / ("out" if FORMATS[format_].folder else "out.file")


def contents(path: Path) -> dict[str, bytes]:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


def leftovers(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name != "build"]


@pytest.mark.parametrize("format_", FORMATS)
def test_counts_out_are_counts_in(build_dir: Path, tmp_path: Path, graph: Graph, format_: str) -> None:
    counts = export(build_dir, format_, target(tmp_path, format_)).rows()
    expected = {kind: len(getattr(graph, kind)) for kind in ("documents", "mentions", "entities", "facts", "redirects")}
    if format_ in PROPERTY_GRAPHS:
        del expected["redirects"]
    assert counts == expected


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_build_gives_the_same_bytes(build_dir: Path, tmp_path: Path, format_: str) -> None:
    for name in ("one", "two"):
        export(build_dir, format_, target(tmp_path / name, format_))
    assert contents(target(tmp_path / "one", format_)) == contents(target(tmp_path / "two", format_))


def test_another_process_with_another_order_of_sets_gives_the_same_bytes(build_dir: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.export.door import FORMATS, export; "
        "[export(Path(sys.argv[1]), f, Path(sys.argv[2]) / f / ('out' if FORMATS[f].folder else 'out.file')) for f in FORMATS]"
    )
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", code, build_dir, tmp_path / seed], check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert len(contents(tmp_path / "1")) > len(FORMATS)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_damaged_line_is_named_and_nothing_is_written(copy: Path, tmp_path: Path, format_: str) -> None:
    path = copy / "facts.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines[6] = lines[6][:40] + "\n"
    path.write_text("".join(lines), "utf-8")
    with pytest.raises(BuildError, match=r"facts\.jsonl line 7") as caught:
        export(copy, format_, target(tmp_path, format_))
    assert "\n" not in str(caught.value)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_a_lost_line_is_an_error(copy: Path, tmp_path: Path, format_: str) -> None:
    path = copy / "facts.jsonl"
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    with pytest.raises(ExportError, match=r"expected 13 facts .* wrote 12"):
        export(copy, format_, target(tmp_path, format_))
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_a_build_of_an_older_format_is_refused_in_one_line(copy: Path, tmp_path: Path, format_: str) -> None:
    mark = json.loads((copy / "build.json").read_text("utf-8"))
    (copy / "build.json").write_text(json.dumps({**mark, "version": 0}), "utf-8")
    with pytest.raises(BuildError, match="build it again") as caught:
        export(copy, format_, target(tmp_path, format_))
    assert "\n" not in str(caught.value)
    assert leftovers(tmp_path) == []


# The system refuses to write more than some number of bytes into a file, as a full disk does.
LIMITED = """
import resource, sys
from pathlib import Path
from kg.errors import ExportError
from kg.export.door import export
import pyarrow, pyarrow.parquet
size = int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    export(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
except ExportError as error:
    print(error)
"""


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("full", ["soon", "at the last byte"])
def test_a_full_disk_leaves_no_partial_file(build_dir: Path, tmp_path: Path, format_: str, full: str) -> None:
    path, size = target(tmp_path, format_), 600
    if full == "at the last byte":
        export(build_dir, format_, path)
        size = max(map(len, contents(path).values())) - 1
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, build_dir, format_, path, str(size)], capture_output=True, text=True, check=True)
    assert run.stdout.startswith(f"cannot write {path}: "), run.stderr
    assert run.stdout.count("\n") == 1
    assert leftovers(tmp_path) == []


def test_the_limit_is_what_stops_it() -> None:
    assert limits.getrlimit(limits.RLIMIT_FSIZE)[0] == limits.RLIM_INFINITY


def test_a_folder_with_other_files_is_not_replaced(build_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("years of work")
    with pytest.raises(ExportError, match="holds other files"):
        export(build_dir, "csv", tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.doc").read_text() == "years of work"


def test_an_earlier_export_is_replaced(build_dir: Path, tmp_path: Path) -> None:
    export(build_dir, "csv", tmp_path / "out")
    export(build_dir, "parquet", tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.csv"))


def test_text_that_is_no_unicode_is_one_line(copy: Path, tmp_path: Path) -> None:
    path = copy / "entities.jsonl"
    path.write_text(path.read_text("utf-8").replace('"name": "泰国"', '"name": "\\ud800"'), "utf-8")
    with pytest.raises(ExportError, match="no Unicode text"):
        export(copy, "nquads", tmp_path / "out.nq")
    assert leftovers(tmp_path) == []


def test_control_characters_pass_through_every_format(copy: Path, tmp_path: Path) -> None:
    path = copy / "entities.jsonl"
    path.write_text(path.read_text("utf-8").replace('"name": "泰国"', '"name": "泰\\f\\u0000国"'), "utf-8")
    for format_ in FORMATS:
        export(copy, format_, target(tmp_path / format_, format_))


def run_command(*arguments: object) -> Iterator[str]:
    result = CliRunner().invoke(build_app(), list(map(str, arguments)))
    yield str(result.exception) if isinstance(result.exception, KgError) else ""
    yield str(result.exit_code)


def test_the_command_exports_and_complains_in_one_line(build_dir: Path, tmp_path: Path) -> None:
    assert list(run_command("export", build_dir, "-f", "nquads", "-o", tmp_path / "g.nq")) == ["", "0"]
    assert (tmp_path / "g.nq").stat().st_size > 10_000
    message, _ = run_command("export", build_dir, "-f", "docx", "-o", tmp_path / "g.docx")
    assert message.startswith("expected a format of turtle")
    message, _ = run_command("export", tmp_path / "nowhere", "-f", "csv", "-o", tmp_path / "csv")
    assert message.startswith("expected a build folder")
    message, _ = run_command("export", build_dir, "-f", "nquads", "-o", tmp_path)
    assert "is a folder" in message


def test_the_build_is_not_touched(build_dir: Path, tmp_path: Path) -> None:
    before = {p.name for p in build_dir.iterdir()}
    for format_ in FORMATS:
        export(build_dir, format_, target(tmp_path / format_, format_))
    assert {p.name for p in build_dir.iterdir()} == before
    assert open_build(build_dir).counts["facts"] == 13


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up build of 400 facts in eight documents."""
    build = tmp_path_factory.mktemp("synthetic") / "build"
    script = Path(__file__).resolve().parents[3] / "scripts" / "synthetic_build.py"
    subprocess.run([sys.executable, script, "400", build], check=True)
    return build


def test_a_synthetic_build_is_in_the_order_of_a_real_one(synthetic: Path) -> None:
    rows = {kind: [json.loads(line) for line in (synthetic / f"{kind}.jsonl").open(encoding="utf-8")]
            for kind in ("documents", "entities", "facts", "mentions")}
    keys = {"documents": ["doc_id"], "entities": ["id"], "facts": ["id"], "mentions": ["doc_id", "start", "end"]}
    for kind, names in keys.items():
        order = [[row[name] for name in names] for row in rows[kind]]
        assert order == sorted(order), kind
    assert {fact["evidence"][0]["doc_id"] for fact in rows["facts"][:50]} == {row["doc_id"] for row in rows["documents"]}


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_takes_a_synthetic_build(synthetic: Path, tmp_path: Path, format_: str) -> None:
    written = export(synthetic, format_, target(tmp_path, format_)).rows()
    assert (written["documents"], written["facts"], written["mentions"], written["entities"]) == (8, 400, 400, 223)
    assert written.get("redirects", 0) == 0


@pytest.fixture(scope="module")
def two_sizes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A made-up build, and one ten times as large."""
    folder = tmp_path_factory.mktemp("sizes")
    script = Path(__file__).resolve().parents[3] / "scripts" / "synthetic_build.py"
    for facts in (2_000, 20_000):
        subprocess.run([sys.executable, script, str(facts), folder / str(facts)], check=True)
    return [folder / "2000", folder / "20000"]


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["nquads", "csv", "parquet", "jsonl"])
def test_memory_does_not_grow_with_the_graph(two_sizes: list[Path], tmp_path: Path, format_: str) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from kg.export.door import export; "
        "export(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    for build in two_sizes:
        arguments = [sys.executable, "-c", code, build, format_, tmp_path / build.name]
        peaks.append(int(subprocess.run(arguments, capture_output=True, text=True, check=True).stdout) / 1024)
    assert peaks[1] - peaks[0] < 50, peaks  # MB, for ten times as many facts


@pytest.mark.slow
def test_a_million_facts_keep_to_their_time_and_memory(tmp_path: Path) -> None:
    """N-Quads, CSV and Parquet within 120 s of processor time and 600 MB each; pyoxigraph loads the N-Quads."""
    script = Path(__file__).resolve().parents[3] / "scripts" / "benchmark_export.py"
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    log = ARTEFACTS / "export-million-facts.txt"
    with log.open("w") as file:  # as it comes: it takes minutes
        subprocess.run([sys.executable, script, "1000000", tmp_path], stdout=file, check=True)
    told = log.read_text()
    found = re.findall(r"^(\w+) +[\d.]+ s wall +([\d.]+) s processor +(\d+) MB peak", told, re.MULTILINE)
    figures = {name: (float(seconds), int(memory)) for name, seconds, memory in found}
    assert set(figures) == {"nquads", "csv", "parquet", "jsonl", "pyoxigraph"}, told
    for format_ in ("nquads", "csv", "parquet"):
        assert figures[format_][0] <= 120, told
        assert figures[format_][1] <= 600, told
    assert int(re.findall(r"(\d+) quads", told)[0]) > 20_000_000
