"""The records that every grammar gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Context:
    """Where a name is used: division code of the place the text is about, and the year of the text ("" when unknown)."""

    place: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Canonical:
    """A name as its grammar reads it. `key` is compared; `name` is the full form for display; `series` is the key without
    edition and year (contests) or ""; `year` is the edition's year, `open` tells that a place is still unknown, `code` is a
    division code, `edition` and `stage` (with region and group) tell events of a contest apart."""

    key: str
    name: str
    reason: str = "same name"
    series: str = ""
    year: str = ""
    open: bool = False
    code: str = ""
    edition: str = ""
    stage: str = ""


class Form(NamedTuple):
    """A way a full name may be shortened: its key, how sure it is by itself (0-1), and the rules used (a tuple: thousands of
    forms are made for each that is looked at)."""

    key: str
    score: float
    rules: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The rules in words."""
        return ", ".join(rule for rule in self.rules if rule)
