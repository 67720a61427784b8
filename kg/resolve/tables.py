"""The CSV files that ship beside the resolver, read once when first asked for."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from kg.resources import resource


def data_file(name: str) -> Path:
    """Path of a file of `kg/resolve/data`."""
    return resource(__file__, "data", name)


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a shipped CSV file, as header -> text."""
    with data_file(name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
