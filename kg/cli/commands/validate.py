"""`kg validate`: check a build. The twin of `kg.validate.door.validate`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import KgError
from kg.validate.result import Result, Severity

FAILED = 1
SHOWN = 60  # characters of a quotation


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="validate")(run)


def run(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a build.")],
    fail_on: Annotated[str, typer.Option("--fail-on", help="Exit 1 from: violation, warning, info.")] = "violation",
    shapes: Annotated[bool, typer.Option("--shapes/--no-shapes", help="Run the SHACL shapes too (slower).")] = True,
    format_: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
    limit: Annotated[int, typer.Option("--limit", help="Results to print in a table; 0 prints all.")] = 100,
) -> None:
    """校验图谱 · Check a build: types, roles, dates, levels, quotations, orphans, totals, SHACL shapes.

    The exit code is 0 when nothing as bad as --fail-on was found, else 1."""
    from kg.validate.door import validate

    threshold = _severity(fail_on)
    if format_ not in ("table", "json"):
        raise KgError(f"expected --format table or json, came {format_!r}; choose one of them")
    results = validate(folder, shapes=shapes)
    if format_ == "json":
        _print_json(results)
    else:
        _print_lines(results, limit or len(results))
    if any(result.severity >= threshold for result in results):
        raise typer.Exit(FAILED)


def _severity(name: str) -> Severity:
    try:
        return Severity[name.upper()]
    except KeyError:
        raise KgError(f"expected --fail-on violation, warning or info, came {name!r}; choose one of them") from None


def _print_json(results: Sequence[Result]) -> None:
    rows = [
        {
            "severity": r.severity.label, "check": r.check, "focus": r.focus, "message": {"zh": r.zh, "en": r.en},
            "quotation": r.quotation, "doc_id": r.doc_id, "start": r.start if r.doc_id else None,
        }
        for r in results
    ]
    sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _print_lines(results: Sequence[Result], limit: int) -> None:
    for result in results[:limit]:
        place = f" [{result.doc_id}:{result.start}]" if result.doc_id and result.start >= 0 else ""
        quotation = " ".join(result.quotation.split())[:SHOWN]
        print(f"{result.severity.label:9} {result.check:16} {result.focus}{place}")
        print(f"          {result.zh} · {result.en}")
        if quotation:
            print(f"          “{quotation}”")
    if len(results) > limit:
        print(f"          … {len(results) - limit} more; --limit 0 prints all")
    counts = Counter(result.severity for result in results)
    shown = ", ".join(f"{counts[severity]} {severity.label}" for severity in sorted(Severity, reverse=True))
    print(f"{shown}" if results else "ok: no rule is broken · 未发现问题")
