"""The command-line application: finds the command modules and turns errors into one line and an exit code."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import typer

from kg.cli import commands
from kg.errors import KgError

USAGE_EXIT = 2


def build_app() -> typer.Typer:
    """The application with every command of `kg.cli.commands`, in order of name."""
    app = typer.Typer(
        help="从中国职业教育文档构建可查询的知识图谱 · Build a knowledge graph you can query and check.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for info in sorted(pkgutil.iter_modules(commands.__path__), key=lambda module: module.name):
        importlib.import_module(f"{commands.__name__}.{info.name}").register(app)
    return app


def main() -> None:
    """Entry point of the `kg` script: a KgError becomes one line on stderr and exit code 2."""
    try:
        build_app()()
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        raise SystemExit(USAGE_EXIT) from None
