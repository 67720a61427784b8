"""What is still wrong, by type and cause: `python -m pipelines.training.errors --shared ../shared --spans FOLDER`.

FOLDER holds out-of-fold names as crossval writes them. A gold name that was not found has one cause: `type` (borders right),
`border` (type right, overlapping), `both`, `inside` (a nested name, nothing found there), `missed`; a found name that touches
no such gold name is `spurious`."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipelines.components.labels import TYPES
from pipelines.training.documents import read_documents
from pipelines.training.measure import Triple

CAUSES = ("type", "border", "both", "inside", "missed", "spurious")


def _touches(a: Triple, b: Triple) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def cause_of(name: Triple, spurious: Iterable[Triple], gold: Iterable[Triple]) -> str:
    """Why a gold name was not found."""
    near = [other for other in spurious if _touches(name, other)]
    if any(other[:2] == name[:2] for other in near):
        return "type"
    if any(other[2] == name[2] for other in near):
        return "border"
    if near:
        return "both"
    nested = any(g[0] <= name[0] and name[1] <= g[1] and g != name for g in gold)
    return "inside" if nested else "missed"


def count_causes(gold: set[Triple], found: set[Triple]) -> Counter[tuple[str, str]]:
    """(cause, type) -> count over a document."""
    missed, spurious = gold - found, found - gold
    counts = Counter((cause_of(name, spurious, gold), name[2]) for name in missed)
    counts.update(("spurious", other[2]) for other in spurious if not any(_touches(other, name) for name in missed))
    return counts


def main() -> None:
    """Print one table for real documents and one for written ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--spans", type=Path, required=True)
    given = parser.parse_args()
    for part in ("dev", "train"):
        counts: Counter[tuple[str, str]] = Counter()
        for document in read_documents(given.shared / part):
            rows = json.loads((given.spans / f"{document.stem}.json").read_text(encoding="utf-8"))
            counts += count_causes(set(document.gold), {(a, b, label) for a, b, label, *_ in rows})
        print(f"\n| {part} | " + " | ".join(CAUSES) + " |\n| --- |" + " ---: |" * len(CAUSES))
        for label in TYPES:
            print(f"| {label} | " + " | ".join(str(counts[cause, label]) for cause in CAUSES) + " |")


if __name__ == "__main__":
    main()
