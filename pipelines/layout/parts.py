"""The parts of a document between line analysis and cleaned text, in source ranges."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.layout.marks import Piece, Strand
from pipelines.layout.model import BlockKind


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One table cell; the same object in several rows is a merged cell."""

    strand: Strand = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table over the lines `first:last`; each row holds one slot a column (short rows allowed)."""

    first: int
    last: int
    rows: tuple[tuple[Slot, ...], ...]
    header_rows: int = 1
    title: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    """A block to be: a strand or a grid; `line` is the index of its first line; `torn` holds
    the indices of pieces before which the source tears it apart."""

    kind: BlockKind
    strand: Strand = ()
    level: int = 0
    subject: str = ""
    grid: Grid | None = None
    line: int = -1
    torn: frozenset[int] = frozenset()


__all__ = ["Grid", "Part", "Piece", "Slot", "Strand"]
