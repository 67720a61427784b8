"""Decisions files: append-only JSON Lines that every rebuild replays."""

from __future__ import annotations

from pathlib import Path

from kg.resolve.records import Decision, Resolution


def load_decisions(path: Path | None) -> tuple[Decision, ...]:
    """The decisions of a file in force after its undo lines; an absent file gives none."""
    if path is None or not path.exists():
        return ()
    return ()


def decisions_as_rows(resolution: Resolution) -> list[dict[str, object]]:
    """The judgements of a resolution as JSON rows, sorted, for `resolution.jsonl`."""
    return [
        {
            "left": j.left, "right": j.right, "left_name": j.left_name, "right_name": j.right_name,
            "type": j.type, "verdict": j.verdict, "score": round(j.score, 3), "reason": j.reason,
        }
        for j in sorted(resolution.judgements)
    ]
