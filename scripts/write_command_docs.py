"""Writes docs/commands.md from the help texts of the program. usage: python scripts/write_command_docs.py"""

from __future__ import annotations

import os
from pathlib import Path

import typer
from typer.testing import CliRunner

from kg.cli.app import build_app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"


def page() -> str:
    """The page as it should be, Markdown."""
    os.environ |= {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1", "TERM": "dumb"}
    app = build_app()
    names = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    parts = ["# Commands\n\nWritten by `scripts/write_command_docs.py` from the program's own help.\n"]
    for name in names:
        text = CliRunner().invoke(app, [name, "--help"], prog_name="kg").output
        lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
        parts.append(f"## kg {name}\n\n```text\n{lines}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
