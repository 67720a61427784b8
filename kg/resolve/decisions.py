"""Decisions files: append-only JSON Lines that every rebuild replays.

    {"id": "1f…", "kind": "same", "left": "e…", "right": "e…", "note": "…"}       two entities are one
    {"id": "2a…", "kind": "different", "left": "e…", "right": "e…"}               they are not
    {"id": "3c…", "kind": "split", "left": "e…", "values": ["d…"]}                another thing in these documents
    {"id": "4d…", "kind": "reject", "left": "f…"}                                 a fact that is not so
    {"id": "5e…", "kind": "correct", "left": "f…", "role": "date", "values": ["2023"]}
    {"id": "6f…", "kind": "undo", "left": "1f…"}                                  takes a decision back

A line that is no decision, or contradicts one in force, is skipped and reported with its number.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from kg.errors import InputError
from kg.ids import digest
from kg.resolve.records import Decision, Resolution

KINDS = ("same", "different", "split", "reject", "correct", "undo")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "same": ("left", "right"),
    "different": ("left", "right"),
    "split": ("left", "values"),
    "reject": ("left",),
    "correct": ("left", "role"),
    "undo": ("left",),
}
OPPOSITE = {"same": "different", "different": "same"}


@dataclass(frozen=True, slots=True)
class DecisionLog(Sequence[Decision]):
    """The decisions in force, in order, and what was wrong with the file, one line each."""

    entries: tuple[Decision, ...] = ()
    problems: tuple[str, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Decision: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Decision]: ...
    def __getitem__(self, index: int | slice) -> Decision | Sequence[Decision]:
        return self.entries[index]

    def __len__(self) -> int:
        return len(self.entries)


def load_decisions(path: Path | str | None) -> DecisionLog:
    """The decisions of a file that are in force after its undo lines; no path or an empty file gives none.

    Raises InputError when the file cannot be read."""
    if path is None:
        return DecisionLog()
    path = Path(path)
    try:
        lines = path.read_bytes().decode("utf-8-sig", "replace").splitlines()
    except FileNotFoundError:
        raise InputError(f"expected a decisions file, found no {path}; kg review writes one") from None
    except OSError as error:
        raise InputError(f"expected a decisions file, cannot read {path}: {error.strerror}") from None
    return replay(lines, name=path.name)


def replay(lines: Iterable[str], *, name: str = "decisions") -> DecisionLog:
    """The decisions in force after reading lines in order."""
    force: dict[str, Decision] = {}
    problems = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        decision, fault = parse(line)
        if decision is not None and not fault:
            fault = _contradiction(decision, force)
        if fault or decision is None:
            problems.append(f"{name} line {number}: {fault}; skipped")
        elif decision.kind == "undo":
            del force[decision.left]
        else:
            force[decision.id] = decision
    return DecisionLog(tuple(force.values()), tuple(problems))


def parse(line: str) -> tuple[Decision | None, str]:
    """A decision from its line, or None and what is wrong."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return None, f"expected a JSON object ({error.msg})"
    if not isinstance(row, dict):
        return None, "expected a JSON object"
    kind = row.get("kind")
    if kind not in KINDS:
        return None, f"expected a kind of {', '.join(KINDS)}, came {kind!r}"
    missing = [field for field in NEEDS[kind] if not row.get(field)]
    if missing:
        return None, f"expected {' and '.join(missing)} in a {kind} decision"
    values = row.get("values", [])
    texts = (row["left"], row.get("right", ""), row.get("role", ""), row.get("note", ""))
    if not isinstance(values, list) or not all(isinstance(v, str | int | float) for v in values):
        return None, "expected values to be a list of texts or numbers"
    if not all(isinstance(text, str) for text in texts):
        return None, "expected left, right, role and note to be texts"
    return make_decision(
        kind,
        row["left"],
        right=texts[1],
        role=texts[2],
        values=tuple(values),
        note=texts[3],
        id_=str(row.get("id") or ""),
    ), ""


def make_decision(
    kind: str,
    left: str,
    *,
    right: str = "",
    role: str = "",
    values: tuple[str | int | float, ...] = (),
    note: str = "",
    id_: str = "",
) -> Decision:
    """A decision; its id is hashed from what it says when none is given."""
    if kind in OPPOSITE:
        left, right = sorted((left, right))
    return Decision(
        id_ or digest("decision", kind, left, right, role, values, size=6), kind, left, right, role, values, note
    )


def _contradiction(decision: Decision, force: Mapping[str, Decision]) -> str:
    if decision.kind == "undo":
        return "" if decision.left in force else f"nothing in force has the id {decision.left}"
    if decision.id in force:
        return f"decision {decision.id} is in force already"
    if decision.kind in OPPOSITE and decision.left == decision.right:
        return "an entity cannot be compared with itself"
    for other in force.values():
        pair = (other.left, other.right) == (decision.left, decision.right)
        if pair and other.kind == OPPOSITE.get(decision.kind):
            return f"contradicts decision {other.id} ({other.kind}), which is in force; undo that first"
        if other.left == decision.left and {other.kind, decision.kind} == {"reject", "correct"}:
            return f"contradicts decision {other.id} ({other.kind}), which is in force; undo that first"
        if decision.kind == other.kind == "correct" and (other.left, other.role) == (decision.left, decision.role):
            return f"contradicts decision {other.id}, which corrects the same role; undo that first"
    return _chain_contradiction(decision, force)


def _chain_contradiction(decision: Decision, force: Mapping[str, Decision]) -> str:
    """Whether same-decisions together would join what a decision keeps apart."""
    if decision.kind not in OPPOSITE:
        return ""
    group = {decision.left: decision.left}

    def find(x: str) -> str:
        while group.get(x, x) != x:
            x = group[x]
        return x

    for other in (*force.values(), decision):
        if other.kind == "same":
            group[find(other.left)] = find(other.right)
    for other in (*force.values(), decision):
        if other.kind == "different" and find(other.left) == find(other.right):
            culprit = other if other.id != decision.id else None
            return (
                f"contradicts decision {culprit.id} (different) through others"
                if culprit
                else "contradicts decisions that join the two"
            )
    return ""


def append_decision(path: Path, decision: Decision) -> None:
    """Add a line to a decisions file; the file is never rewritten."""
    row = {
        "id": decision.id,
        "kind": decision.kind,
        "left": decision.left,
        "right": decision.right,
        "role": decision.role,
        "values": list(decision.values),
        "note": decision.note,
    }
    line = json.dumps({field: value for field, value in row.items() if value not in ("", [])}, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        torn = file.tell() > 0 and path.read_bytes()[-1:] != b"\n"
        file.write((("\n" if torn else "") + line + "\n").encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())


def decisions_as_rows(resolution: Resolution) -> list[dict[str, object]]:
    """The judgements of a resolution as JSON rows, sorted, for `resolution.jsonl`."""
    return [
        {
            "left": j.left,
            "right": j.right,
            "left_name": j.left_name,
            "right_name": j.right_name,
            "type": j.type,
            "verdict": j.verdict,
            "score": round(j.score, 3),
            "reason": j.reason,
        }
        for j in sorted(resolution.judgements)
    ]


def replay_with(path: Path, decision: Decision) -> str:
    """What is wrong with adding a decision to a file, or ""."""
    log = load_decisions(path) if path.exists() else DecisionLog()
    return _contradiction(decision, {known.id: known for known in log})
