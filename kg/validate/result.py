"""What a check found: data, not an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from kg.model import Evidence


class Severity(IntEnum):
    """How bad: a rule is broken, something is likely wrong, or worth a look."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def label(self) -> str:
        """The word in reports."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Result:
    """A broken rule. `focus` is the id of what breaks it; `zh` and `en` say how; `quotation` is the text concerned."""

    check: str
    severity: Severity
    focus: str
    zh: str
    en: str
    quotation: str = ""
    doc_id: str = ""
    start: int = -1

    def order(self) -> tuple[int, str, str, str]:
        """Worst first, then by check and focus."""
        return (-self.severity, self.check, self.focus, self.en)


def at(evidence: tuple[Evidence, ...]) -> dict[str, str | int]:
    """Where a fact stands: the fields of a result that say so."""
    if not evidence:
        return {}
    first = evidence[0]
    return {"quotation": first.text, "doc_id": first.doc_id, "start": first.start}
