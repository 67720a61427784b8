"""`kg review`: look at unsure pairs and doubtful facts, and write down what is decided."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import InputError
from kg.resolve.decisions import DecisionLog, append_decision, load_decisions, make_decision, replay_with
from kg.resolve.records import Decision
from kg.resolve.review import Item, find_items

PAIR_HELP = "y 同一 same · n 不同 different · s 跳过 skip · q 退出 quit"
FACT_HELP = "y 正确 keep · r 否决 reject · c 更正 correct a role · s 跳过 skip · q 退出 quit"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review")(review_command)


def review_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="构建目录 · Build folder")],
    decisions: Annotated[
        Path | None, typer.Option(help="决定文件 · Decisions file; DIR.decisions.jsonl when left out")
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help="只列出待定项（JSON）· Print the open questions as JSON lines")
    ] = False,
    same: Annotated[tuple[str, str] | None, typer.Option(help="两个实体相同 · Two entities are one")] = None,
    different: Annotated[tuple[str, str] | None, typer.Option(help="两个实体不同 · Two entities are not")] = None,
    split: Annotated[
        tuple[str, str] | None, typer.Option(help="实体在该文档中另有所指 · ENTITY is another thing in DOC")
    ] = None,
    reject: Annotated[str, typer.Option(help="否决事实 · A fact that is not so")] = "",
    correct: Annotated[
        tuple[str, str, str] | None,
        typer.Option(help="更正角色：事实 角色 值 · FACT ROLE VALUE (entity:ID for an entity)"),
    ] = None,
    undo: Annotated[str, typer.Option(help="撤销决定 · Take back the decision with this id")] = "",
    note: Annotated[str, typer.Option(help="备注 · Why")] = "",
) -> None:
    """人工审核：不确定的名称与事实 · Review unsure names and facts; decisions are kept for every later build."""
    file = decisions or folder.with_name(folder.resolve().name + ".decisions.jsonl")
    log = load_decisions(file) if file.exists() else DecisionLog()
    for problem in log.problems:
        typer.echo(f"kg: {problem}", err=True)
    items = find_items(folder, log)
    given = _given(same=same, different=different, split=split, reject=reject, correct=correct, undo=undo, note=note)
    if listing:
        for item in items:
            sys.stdout.write(json.dumps(item.row(), ensure_ascii=False) + "\n")
    elif given:
        for decision in given:
            _write(file, decision)
    else:
        _ask_all(items, file)


def _given(
    *,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    split: tuple[str, str] | None,
    reject: str,
    correct: tuple[str, str, str] | None,
    undo: str,
    note: str,
) -> list[Decision]:
    found = []
    if same:
        found.append(make_decision("same", same[0], right=same[1], note=note))
    if different:
        found.append(make_decision("different", different[0], right=different[1], note=note))
    if split:
        found.append(make_decision("split", split[0], values=(split[1],), note=note))
    if reject:
        found.append(make_decision("reject", reject, note=note))
    if correct:
        found.append(make_decision("correct", correct[0], role=correct[1], values=(correct[2],), note=note))
    if undo:
        found.append(make_decision("undo", undo, note=note))
    return found


def _write(file: Path, decision: Decision) -> None:
    """Append a decision, unless it contradicts those in force."""
    fault = replay_with(file, decision)
    if fault:
        raise InputError(f"expected a decision that fits the others in {file}: {fault}")
    append_decision(file, decision)
    typer.echo(f"{decision.kind} {decision.id} → {file}", err=True)


def _ask_all(items: list[Item], file: Path) -> None:
    if not items:
        typer.echo("没有待审核项 · Nothing to review", err=True)
    for number, item in enumerate(items, 1):
        typer.echo(f"\n[{number}/{len(items)}] {item.title}\n  {item.score:.2f} {item.reason}")
        for doc_id, text in item.quotes:
            typer.echo(f"  {doc_id[:8]} {text}")
        answer = _ask(PAIR_HELP if item.kind == "pair" else FACT_HELP)
        if answer == "q":
            break
        decision = _decide(item, answer)
        if decision:
            _write(file, decision)
    if items:
        typer.echo(f"\nkg build … --decisions {file}", err=True)


def _ask(help_: str) -> str:
    try:
        return str(typer.prompt(help_, default="s")).strip().lower()[:1]
    except typer.Abort:
        return "q"


def _decide(item: Item, answer: str) -> Decision | None:
    if item.kind == "pair" and answer in ("y", "n"):
        return make_decision("same" if answer == "y" else "different", item.left, right=item.right)
    if item.kind == "fact" and answer == "r":
        return make_decision("reject", item.left)
    if item.kind == "fact" and answer == "c":
        role = str(typer.prompt("角色 role (" + ", ".join(item.roles) + ")"))
        value = str(typer.prompt("值 value"))
        return make_decision("correct", item.left, role=role, values=(value,))
    return None
