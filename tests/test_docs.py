"""Docs say what the program does: every command has its page with its help text; doctests run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import runpy
from pathlib import Path

import pytest
import typer

import kg
from kg.cli.app import build_app

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")])
COMMANDS = sorted(typer.main.get_command(build_app()).commands)  # type: ignore[attr-defined]
LIBRARY = sorted(m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if ".cli" not in m.name)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"\n## kg {command}\n" in text, "run scripts/write_command_docs.py"


def test_the_command_page_is_what_the_program_says() -> None:
    page = runpy.run_path(str(ROOT / "scripts" / "write_command_docs.py"))["page"]
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == page(), "run scripts/write_command_docs.py"


@pytest.mark.parametrize("name", LIBRARY)
def test_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("page", DOCS, ids=lambda p: p.name)
def test_links_inside_the_docs_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", re.sub(r"`[^`]*`", "", page.read_text(encoding="utf-8")))
    assert [t for t in targets if not (page.parent / t).exists()] == []
