"""Annotated documents: text, layout and gold names in clean coordinates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pipelines.folds import fold_of
from pipelines.layout import Layout, analyse
from pipelines.span import NameSpan

ALWAYS_TRAINING = -1
"""The fold of the project's own documents: no fold is held out under this number."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated document. `gold` holds (start, end, type) in source offsets, `names` the same in clean ones;
    `ignore` are source ranges where nothing counts; `own` documents are in every training fold and never scored."""

    stem: str
    source: str
    layout: Layout
    gold: tuple[tuple[int, int, str], ...]
    names: tuple[NameSpan, ...]
    ignore: tuple[tuple[int, int], ...]
    own: bool = False

    @property
    def fold(self) -> int:
        """The fold that this document belongs to."""
        return ALWAYS_TRAINING if self.own else fold_of(self.source)

    def ignored(self, start: int, end: int) -> bool:
        """Whether a source range lies inside an ignored one."""
        return any(a <= start and end <= b for a, b in self.ignore)


def read_document(gold_path: Path) -> Annotated:
    """One document from its gold file; the text lies in ../text."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    path = gold_path.parent.parent / "text" / gold["source"]
    layout = analyse(path.read_bytes().decode("utf-8"))
    marks = tuple((m["start"], m["end"], m["type"]) for m in gold["mentions"])
    names = []
    for start, end, label in marks:
        found = layout.from_source(start, end)
        if found is not None:
            names.append(NameSpan(*found, label))
    ignore = tuple((a, b) for a, b in gold["ignore"])
    return Annotated(gold_path.stem, gold["source"], layout, marks, tuple(sorted(set(names))), ignore)


def read_documents(*folders: Path) -> list[Annotated]:
    """All documents of annotation folders (each with text/ and gold/), in the order of their names."""
    return [read_document(path) for folder in folders for path in sorted((folder / "gold").glob("*.json"))]
