"""`kg eval`: score a build against gold files. The twin of `kg.evaluate.evaluate`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kg.evaluate import Evaluation, evaluate


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="eval")(run)


def run(
    build: Annotated[Path, typer.Argument(metavar="DIR", help="A build (kg build).")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A folder of gold files (<name>.json).")],
    errors: Annotated[int, typer.Option("--errors", help="List this many faults of each kind.", min=0)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """用标注评测 · Score mentions, linking, facts and role slots of a build against annotated documents."""
    evaluation = evaluate(build, gold)
    if as_json:
        print(json.dumps(_as_object(evaluation, errors), ensure_ascii=False, indent=1))
        return
    for kind, rows in evaluation.scores.items():
        print(f"\n{kind:22} {'P':>7} {'R':>7} {'F1':>7} {'gold':>6} {'pred':>6}")
        for type_, row in rows.items():
            shares = " ".join(f"{row[name]:7.3f}" for name in ("p", "r", "f1"))
            print(f"  {type_:20} {shares} {row['gold']:6.0f} {row['pred']:6.0f}")
    print()
    for name, value in evaluation.extras.items():
        print(f"{name.replace('_', ' '):26} {value:10.3f}")
    if errors:
        _print_faults(evaluation, errors)


def _as_object(evaluation: Evaluation, errors: int) -> dict[str, object]:
    faults = [[f.kind, f.source, f.type, f.start, f.text] for f in evaluation.faults]
    listed = {"errors": faults[:errors]} if errors else {}
    return {**evaluation.scores, "extras": evaluation.extras, **listed}


def _print_faults(evaluation: Evaluation, limit: int) -> None:
    for kind, total in sorted(Counter(fault.kind for fault in evaluation.faults).items()):
        print(f"\n{kind}: {total}")
        for fault in [fault for fault in evaluation.faults if fault.kind == kind][:limit]:
            print(f"  {fault.source} {fault.start} {fault.type}  {fault.text}")
