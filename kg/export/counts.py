"""Counting what an export wrote, and comparing it with what the build holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kg.errors import ExportError
from kg.interchange import Build

COUNTED = ("documents", "mentions", "entities", "facts", "redirects")


@dataclass(slots=True)
class Counts:
    """Records written, by kind. A writer raises each number as it writes the record."""

    documents: int = 0
    mentions: int = 0
    entities: int = 0
    facts: int = 0
    redirects: int = 0

    def rows(self) -> Mapping[str, int]:
        """Kind -> number."""
        return asdict(self)


def check_counts(build: Build, written: Counts) -> None:
    """Raise ExportError when a kind of record was lost or doubled on the way out."""
    for kind, number in written.rows().items():
        expected = build.counts.get(kind, number)
        if number != expected:
            raise ExportError(
                f"expected {expected} {kind} as {build.path}/build.json states, wrote {number}; nothing was kept, "
                f"build again with: kg build PATH -o {build.path}"
            )
