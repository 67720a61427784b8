"""`kg resolve`: a JSON line for each name, in order."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.app import build_app
from kg.errors import InputError
from kg.resolve.names import NameLine, resolve_names
from kg.resolve.registry import Registry
from kg.resolve.tables import read_table

runner = CliRunner()
UNIVERSITIES = Path(__file__).parents[4] / "shared/data/gaz-universities-2023/chinese_universities_with_website.json"


def run(text: str, *options: str) -> list[dict[str, Any]]:
    result = runner.invoke(build_app(), ["resolve", "-", *options], input=text)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_line_has_id_name_type_and_reason_in_order() -> None:
    names = ["深职院", "华为", "团中央", "2023年国赛", "某某不知名的东西"]
    rows = run("\n".join(names) + "\n")
    assert [row["query"] for row in rows] == names
    assert all(row["id"] and row["name"] and row["type"] and row["reason"] for row in rows)
    assert [row["name"] for row in rows[:3]] == ["深圳职业技术学院", "华为技术有限公司", "中国共产主义青年团中央委员会"]
    assert rows[4]["reason"].startswith("NIL")


def test_place_and_date_decide() -> None:
    assert run("市教委\n", "--place", "重庆市")[0]["name"] == "重庆市教育委员会"
    assert run("省教育厅\n", "--place", "贵阳市")[0]["name"] == "贵州省教育厅"
    assert run("深圳职业技术学院\n", "--date", "2025")[0]["name"] == "深圳职业技术大学"
    rows = run('{"name": "省教育厅", "place": "湖南省"}\n省教育厅\n')
    assert [row["name"] for row in rows] == ["湖南省教育厅", "省教育厅"]


def test_doubt_names_the_candidates() -> None:
    (row,) = run("重庆工职院\n")
    assert not row["linked"]
    assert "重庆工程职业技术学院" in row["candidates"]


def test_a_users_registry_comes_first(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("type,name,aliases,code\nInstitution,芙蓉镇职业中学,芙蓉职中|镇职中,X-1\n", encoding="utf-8")
    (row,) = run("镇职中\n", "--registry", str(table))
    assert (row["name"], row["code"]) == ("芙蓉镇职业中学", "X-1")
    lines = tmp_path / "mine.jsonl"
    lines.write_text('{"type": "Enterprise", "name": "小小公司", "aliases": ["小小"]}\n', encoding="utf-8")
    assert run("小小\n", "--registry", str(lines), "--type", "Enterprise")[0]["name"] == "小小公司"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--type", "School"], "expected one of"),
        (["--place", "亚特兰蒂斯"], "expected a Chinese province"),
        (["--registry", "none.csv"], "registry"),
        (["--decisions", "none.jsonl"], "decisions file"),
    ],
)
def test_bad_options_are_one_clear_line(options: list[str], message: str) -> None:
    result = runner.invoke(build_app(), ["resolve", "-", *options], input="x\n")
    assert isinstance(result.exception, InputError)
    assert message in str(result.exception)
    assert "\n" not in str(result.exception)


def check_apart(names: list[str], rows: list[dict[str, Any]]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        owners[str(row["id"])].add(str(row["query"]))
    assert [row["query"] for row in rows] == names
    assert [group for group in owners.values() if len(group) > 1] == []


@pytest.mark.skipif(not UNIVERSITIES.exists(), reason="needs ../shared")
def test_the_vocational_colleges_of_the_country_stay_apart() -> None:
    table = json.loads(UNIVERSITIES.read_text(encoding="utf-8"))
    names = [name for group in table.values() for name in group if "职业" in name or "专科学校" in name]
    assert len(names) > 1500
    check_apart(names, run("\n".join(names) + "\n"))
    check_apart(names, run("\n".join(names) + "\n", "--type", "Institution"))


def test_colleges_stay_apart_even_without_a_registry() -> None:
    """The grammar alone tells them apart, so it will for schools that no list has."""
    names = [row["name"] for row in read_table("institutions.csv") if not row["listed_until"]]
    assert len(names) > 2700
    check_apart(names, list(resolve_names([NameLine(name, "Institution") for name in names], Registry())))
