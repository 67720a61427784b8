"""What a fact reader gives: a fact in one document, before ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ref:
    """A role filled by the page's entity with this key."""

    key: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact of `type` with its roles, the clean range that states it, and the rule or model that read it."""

    type: str
    roles: Mapping[str, tuple[Ref | str | int | float, ...]]
    start: int
    end: int
    confidence: float
    method: str
    properties: Mapping[str, str | int | float] = field(default_factory=dict)
