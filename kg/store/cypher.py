"""What can be read off Cypher text without an engine: the parameters it asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.errors import QueryError

_SKIPPED = re.compile(
    r"""'(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | //[^\n]* | /\*.*?\*/ |
        (?P<parameter>\$(?:`(?:``|[^`])+`|\w+)) | `(?:``|[^`])*`""",
    re.VERBOSE | re.DOTALL,
)


def find_parameters(cypher: str) -> set[str]:
    """Names of the parameters in a query; text in strings, comments and back-quoted names does not count.

    >>> sorted(find_parameters("MATCH (n {a: $name}) WHERE n.b <> '$no' RETURN n LIMIT $limit // $never"))
    ['limit', 'name']
    """
    found = (match["parameter"] for match in _SKIPPED.finditer(cypher) if match["parameter"])
    return {name[2:-1].replace("``", "`") if name.startswith("$`") else name[1:] for name in found}


def check_parameters(cypher: str, given: Mapping[str, Any]) -> None:
    """Raise QueryError when a parameter of the query has no value, or a value has no parameter."""
    wanted = find_parameters(cypher)
    if missing := sorted(wanted - given.keys()):
        hint = " ".join(f"-p {name}=…" for name in missing)
        raise QueryError(f"the query needs {_names(missing)}, which got no value; add {hint}")
    if unknown := sorted(given.keys() - wanted):
        has = f"it has {_names(sorted(wanted))}" if wanted else "it has none"
        raise QueryError(f"the query has no {_names(unknown)} ({has}); leave it out or correct its name")


def _names(names: list[str]) -> str:
    return ", ".join(f"${name}" for name in names)
