"""`kg validate`: the exit code follows the worst severity, and a program gets every field of a result."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli.app import build_app
from kg.errors import KgError

Rows = list[dict[str, Any]]


def honor(rows: Rows) -> dict[str, Any]:
    return next(row for row in rows if row["type"] == "Honor")


# severity -> what is planted: file and change
PLANTED: dict[str, tuple[str, Callable[[Rows], Any]]] = {
    "violation": ("facts", lambda rows: honor(rows)["roles"].update(level=[{"value": "部级"}])),
    "warning": ("entities", lambda rows: rows[0].update(aliases=["甲", "甲"])),
    "info": ("facts", lambda rows: honor(rows)["roles"].update(level=[{"value": "国家级"}, {"value": "省级"}])),
}
ORDER = list(PLANTED)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(build_app(), ["validate", "--no-shapes", *map(str, arguments)])


@pytest.fixture
def spoil(build_dir: Path, tmp_path: Path) -> Callable[[str], Path]:
    """A copy of the sample with something of this severity in it."""
    def make(severity: str) -> Path:
        file, change = PLANTED[severity]
        copy = Path(shutil.copytree(build_dir, tmp_path / severity))
        rows = [json.loads(line) for line in (copy / f"{file}.jsonl").read_text("utf-8").splitlines()]
        change(rows)
        (copy / f"{file}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return copy
    return make


@pytest.mark.parametrize("fail_on", ORDER)
def test_a_clean_build_ends_with_0(build_dir: Path, fail_on: str) -> None:
    assert run(build_dir, "--fail-on", fail_on).exit_code == 0


@pytest.mark.parametrize("fail_on", ORDER)
@pytest.mark.parametrize("severity", ORDER)
def test_the_exit_code_is_1_from_the_severity_asked_for(spoil: Callable[[str], Path], severity: str, fail_on: str) -> None:
    told = run(spoil(severity), "--fail-on", fail_on)
    assert told.output.split()[0] == severity
    assert told.exit_code == (1 if ORDER.index(severity) <= ORDER.index(fail_on) else 0)


def test_a_result_is_told_in_both_languages_with_its_quotation(spoil: Callable[[str], Path]) -> None:
    first, message, quotation, *_ = run(spoil("violation")).output.splitlines()
    assert first.split()[:2] == ["violation", "level"]
    assert " · " in message
    assert quotation.strip() == "“杭州技师学院获全国五一劳动奖状”"


def test_a_program_gets_every_field(spoil: Callable[[str], Path]) -> None:
    (row,) = json.loads(run(spoil("violation"), "-f", "json").output)
    assert row.keys() == {"severity", "check", "focus", "message", "quotation", "doc_id", "start"}
    assert row["message"].keys() == {"zh", "en"}
    assert (row["severity"], row["quotation"]) == ("violation", "杭州技师学院获全国五一劳动奖状")


def test_what_is_no_build_is_one_line(tmp_path: Path) -> None:
    told = run(tmp_path)
    assert isinstance(told.exception, KgError)
    assert "\n" not in str(told.exception)
    assert isinstance(run(tmp_path, "--fail-on", "fatal").exception, KgError)
