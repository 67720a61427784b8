"""`kg diff`: two builds compared. The twin of `kg.diff.diff`."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from kg.diff import Change, count, diff

SIGNS = {"added": "+", "removed": "-", "changed": "~", "merged": ">"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="diff")(run)


def run(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A build.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another build, as a rule of more or newer documents.")],
    limit: Annotated[int, typer.Option("--limit", help="Changes listed a kind; 0 lists all.", min=0)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, all changes.")] = False,
) -> None:
    """比较两次构建 · What came, went or changed between two builds: documents, entities, facts."""
    changes = diff(old, new)
    if as_json:
        rows = {"counts": count(changes), "changes": [asdict(change) for change in changes]}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = count(changes)
    listed = {kind: list(group) for kind, group in groupby(changes, key=lambda change: change.kind)}
    for kind, numbers in table.items():
        print(f"{kind}: " + (", ".join(f"{number} {how}" for how, number in sorted(numbers.items())) or "no change"))
        rows_of_kind = listed.get(kind, [])
        for change in rows_of_kind[: limit or None]:
            print(_line(change))
        if limit and len(rows_of_kind) > limit:
            print(f"  … {len(rows_of_kind) - limit} more (--limit 0)")


def _line(change: Change) -> str:
    detail = f"  ({change.detail})" if change.detail else ""
    return f"  {SIGNS[change.how]} {change.type} {change.text}{detail}".replace("  ", " ", 1)
