"""The questions of the cookbook, read from their files.

A file is a header of comment lines, then one query:
`// zh:` and `// en:` titles; `// param: name | type | example | zh | en [| default]`, the default as JSON;
`// columns:` the names of the result's columns.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.ontology import Text

TYPES: Mapping[str, type] = {"string": str, "integer": int, "float": float}
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter. `default` is None when a value must be given."""

    name: str
    type: str
    example: str
    label: Text
    default: str | int | float | None = None

    def parse(self, text: str) -> str | int | float:
        """The value that a user typed, in the parameter's type."""
        try:
            value: str | int | float = TYPES[self.type](text)
        except ValueError:
            raise QueryError(
                f"-p {self.name} expects {self.type}, got {text!r}; for example -p {self.name}={self.example}"
            ) from None
        return value


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its name, title, parameters, columns and Cypher."""

    name: str
    title: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    cypher: str

    def bind(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Values for all parameters, from what a user typed and the defaults. QueryError names what is wrong."""
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := sorted(given.keys() - known.keys()):
            has = ", ".join(known) or "none"
            raise QueryError(f"{self.name} has no parameter {', '.join(unknown)} (it has {has}); correct the name")
        missing = [p for p in self.parameters if p.default is None and p.name not in given]
        if missing:
            hint = " ".join(f"-p {p.name}={p.example}" for p in missing)
            raise QueryError(f"{self.name} needs {', '.join(p.name for p in missing)}; for example {hint}")
        return {p.name: p.parse(given[p.name]) if p.name in given else p.default for p in self.parameters}


@lru_cache(maxsize=1)
def load_questions() -> Mapping[str, Question]:
    """All questions by name, in order of name."""
    return {path.stem: read_question(path) for path in sorted(Path(__file__).parent.glob("*.cypher"))}


def find_question(name: str) -> Question:
    """The question of that name; QueryError says which names are near."""
    questions = load_questions()
    found = questions.get(name.replace("-", "_"))
    if found is None:
        near = difflib.get_close_matches(name.replace("-", "_"), questions, n=3, cutoff=0.5)
        hint = f"did you mean {', '.join(near)}?" if near else "see kg query DIR --list"
        raise QueryError(f"expected a question of the cookbook or a Cypher query, got {name!r}; {hint}")
    return found


def is_name(text: str) -> bool:
    """Whether the text can only be the name of a question.

    >>> is_name("partners_of_school"), is_name("MATCH (n) RETURN n")
    (True, False)
    """
    return bool(_NAME.fullmatch(text.strip()))


def read_question(path: Path) -> Question:
    """A question from its file."""
    header: dict[str, list[str]] = {"zh": [], "en": [], "param": [], "columns": []}
    lines = path.read_text(encoding="utf-8").splitlines()
    body = [line for line in lines if not line.startswith("//")]
    for line in lines[: len(lines) - len(body)]:
        kind, _, value = line.removeprefix("//").strip().partition(":")
        header[kind].append(value.strip())
    title = Text(zh=header["zh"][0], en=header["en"][0])
    columns = tuple(column.strip() for column in header["columns"][0].split(","))
    return Question(path.stem, title, tuple(map(_read_parameter, header["param"])), columns, "\n".join(body) + "\n")


def _read_parameter(text: str) -> Parameter:
    name, type_, example, zh, en, *default = (part.strip() for part in text.split("|"))
    return Parameter(name, type_, example, Text(zh=zh, en=en), json.loads(default[0]) if default else None)
