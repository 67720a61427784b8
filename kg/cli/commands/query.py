"""`kg query`: Cypher, or a question of the cookbook, on the embedded store of a build."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.errors import QueryError

PIPE_WIDTH = 10_000  # a pipe has no width: no cell is broken


class Format(str, Enum):  # noqa: UP042 - typer reads the values of a str enum
    """How rows are printed."""

    table = "table"
    json = "json"
    csv = "csv"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="query")(run)


def run(
    build: Annotated[Path, typer.Argument(metavar="DIR", help="A build.")],
    question: Annotated[
        str, typer.Argument(metavar="[CYPHER|NAME]", help="A Cypher query, or a question's name.", show_default=False)
    ] = "",
    parameters: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; may be repeated.")
    ] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help="table, json or csv; a table on a terminal, else JSON.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the questions of the cookbook with parameters.")] = False,
) -> None:
    """查询图谱 · Ask the graph in Cypher, or one of the questions of the cookbook (--list). Queries only read."""
    from kg.interchange import open_build

    open_build(build)
    if list_:
        _print_questions()
        return
    if not question:
        raise QueryError("expected a Cypher query or the name of a question, got nothing; see kg query DIR --list")
    cypher, values, columns = _prepare(question, split_parameters(parameters or []))
    rows = _ask(build, cypher, values)
    _print_rows(rows, format_ or (Format.table if sys.stdout.isatty() else Format.json), columns)


def split_parameters(parameters: Sequence[str]) -> dict[str, str]:
    """`name=value` pairs; QueryError when one has no name or comes twice."""
    found: dict[str, str] = {}
    for parameter in parameters:
        name, sign, value = parameter.partition("=")
        if not sign or not name:
            raise QueryError(f"-p expects name=value, got {parameter!r}; for example -p school=深圳职业技术大学")
        if name in found:
            raise QueryError(f"-p {name} came twice; give each parameter once")
        found[name] = value
    return found


def read_value(text: str) -> Any:
    """A parameter of plain Cypher: JSON where the text is JSON (numbers, true, lists, "quoted text"), else text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _prepare(question: str, given: Mapping[str, str]) -> tuple[str, dict[str, Any], Sequence[str]]:
    from kg.cookbook.catalogue import find_question, is_name
    from kg.store.cypher import check_parameters

    if is_name(question):
        entry = find_question(question.strip())
        return entry.cypher, entry.bind(given), entry.columns
    values = {name: read_value(text) for name, text in given.items()}
    check_parameters(question, values)
    return question, values, ()


def _ask(build: Path, cypher: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    from kg.store.embedded import open_store

    store = open_store(build)
    try:
        return list(store.read(cypher, values))
    finally:
        store.close()


def _print_rows(rows: list[dict[str, Any]], format_: Format, columns: Sequence[str]) -> None:
    names = list(rows[0]) if rows else list(columns)
    if format_ is Format.json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif format_ is Format.csv:
        _print_csv(names, rows)
    elif format_ is Format.table:
        _print_table(names, rows)


def _print_csv(names: list[str], rows: list[dict[str, Any]]) -> None:
    from kg.store.values import show_value

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([show_value(row[name]) for name in names] for row in rows)


def _print_table(names: list[str], rows: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg.store.values import show_value

    table = Table()
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(" ".join(show_value(row[name]).split())) for name in names))
    if rows:
        Console(width=None if sys.stdout.isatty() else PIPE_WIDTH).print(table)
    typer.echo(f"{len(rows)} rows", err=True)


def _print_questions() -> None:
    from kg.cookbook.catalogue import load_questions

    for name, question in load_questions().items():
        typer.echo(f"{name}\n    {question.title.zh} · {question.title.en}")
        for parameter in question.parameters:
            default = "" if parameter.default is None else f"  (default {json.dumps(parameter.default)})"
            example = f"-p {parameter.name}={parameter.example}"
            typer.echo(f"    {example}  {parameter.label.zh} · {parameter.label.en} [{parameter.type}]{default}")
