"""Small tables without a header word: names over figures, or names and figures in turn."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.layout.atoms import Atom, split_atoms
from pipelines.layout.heads import read_head
from pipelines.layout.kinds import NUMBER
from pipelines.layout.lines import Line
from pipelines.layout.parts import Grid, Slot
from pipelines.layout.rows import strand_of

MIN_CELLS = 4


def find_pairs(source: str, lines: Sequence[Line], skip: frozenset[int]) -> list[Grid]:
    """Tables that only their title tells, in order."""
    grids: list[Grid] = []
    for i in range(1, len(lines)):
        if i in skip or i - 1 in skip or lines[i].text.count(" ") < 3 or read_head(lines[i - 1].text).kind != "table-title":
            continue
        atoms = split_atoms([lines[i]])
        if len(atoms) < MIN_CELLS:
            continue
        below = split_atoms([lines[i + 1]]) if i + 1 < len(lines) and i + 1 not in skip else []
        grid = _read_below(source, i, atoms, below) or _read_turns(source, lines, i, skip)
        if grid is not None:
            grids.append(grid)
    return grids


def _is_number(atom: Atom) -> bool:
    return bool(NUMBER.match(atom.text))


def _read_below(source: str, i: int, atoms: Sequence[Atom], below: Sequence[Atom]) -> Grid | None:
    """Names in one line, their figures in the next."""
    if len(atoms) != len(below) or any(map(_is_number, atoms)) or sum(map(_is_number, below)) < 0.6 * len(below):
        return None
    return Grid(i, i + 2, tuple(tuple(Slot(strand_of(source, [atom])) for atom in row) for row in (atoms, below)))


def _read_turns(source: str, lines: Sequence[Line], i: int, skip: frozenset[int]) -> Grid | None:
    """Name, figure, name, figure; over one line or more."""
    rows: list[tuple[Slot, ...]] = []
    last = i
    while last < len(lines) and last not in skip:
        atoms = split_atoms([lines[last]])
        turns = all(_is_number(atom) == bool(n % 2) for n, atom in enumerate(atoms))
        if len(atoms) % 2 or not turns:
            break
        rows += [tuple(Slot(strand_of(source, [atom])) for atom in atoms[n : n + 2]) for n in range(0, len(atoms), 2)]
        last += 1
    return Grid(i, last, tuple(rows), 0) if rows else None
