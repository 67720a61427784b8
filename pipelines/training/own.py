"""The project's own annotated documents: text with names marked in place, `{Platform:{Enterprise:比亚迪}订单班}`.

A backslash makes the brace or backslash after it an ordinary character. Own documents are training data only: no figure is
ever taken on them. `own/README.md` says how to write one."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import InputError
from pipelines.components.labels import TYPES
from pipelines.layout import analyse
from pipelines.span import NameSpan
from pipelines.training.documents import Annotated

FOLDER = Path(__file__).with_suffix("")
_TOKEN = re.compile(r"\\([{}\\])|\{(\w*):|([{}])")


def parse_marks(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Text without marks, and its (start, end, type), outer names before the names inside them.

    Raises InputError on an unknown type, an empty name, or a brace that has no partner."""
    pieces: list[str] = []
    names: list[tuple[int, int, str]] = []
    waiting: list[tuple[int, str]] = []
    at = size = 0
    for token in _TOKEN.finditer(marked):
        pieces.append(marked[at : token.start()])
        size += token.start() - at
        at = token.end()
        if token[1]:
            pieces.append(token[1])
            size += 1
        elif token[2] in TYPES:
            waiting.append((size, token[2]))
        elif token[3] == "}" and waiting and size > waiting[-1][0]:
            start, label = waiting.pop()
            names.append((start, size, label))
        else:
            line = marked.count("\n", 0, token.start()) + 1
            raise InputError(f"line {line}: expected {{Type:name}} with a type of the guidelines, found {token[0]!r}; write \\{{ for a plain brace")
    if waiting:
        raise InputError(f"expected }} after every name, found {len(waiting)} open at the end; close them")
    pieces.append(marked[at:])
    return "".join(pieces), tuple(sorted(names, key=lambda name: (name[0], -name[1])))


def read_own(path: Path) -> Annotated:
    """One own document."""
    try:
        text, marks = parse_marks(path.read_text(encoding="utf-8"))
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from error
    layout = analyse(text)
    found = ((layout.from_source(start, end), label) for start, end, label in marks)
    names = {NameSpan(*place, label) for place, label in found if place is not None}
    return Annotated(path.stem, path.name, layout, marks, tuple(sorted(names)), (), own=True)


def read_own_documents(folder: Path = FOLDER) -> list[Annotated]:
    """All own documents, in the order of their names."""
    return [read_own(path) for path in sorted(folder.glob("*.txt"))]
