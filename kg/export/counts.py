"""Counting what an export wrote, and comparing it with what the build holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kg.errors import ExportError
from kg.interchange import Build


@dataclass(slots=True)
class Counts:
    """Records written, by kind. A writer raises each number as it writes the record.

    `redirects` is None where the format has no place for them: property graphs hold the present ids alone.
    """

    documents: int = 0
    mentions: int = 0
    entities: int = 0
    facts: int = 0
    redirects: int | None = 0

    def rows(self) -> Mapping[str, int]:
        """Kind -> number, for the kinds that the format holds."""
        return {kind: number for kind, number in asdict(self).items() if number is not None}


def check_counts(build: Build, written: Counts) -> None:
    """Raise ExportError when a kind of record was lost or doubled on the way out."""
    for kind, number in written.rows().items():
        expected = build.counts.get(kind, number)
        if number != expected:
            raise ExportError(
                f"expected {expected} {kind} as {build.path}/build.json states, wrote {number}; nothing was kept, "
                f"build again with: kg build PATH -o {build.path}"
            )
