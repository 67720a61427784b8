"""The contract of property-graph stores: read, write several statements at once, prepare keys, close.

Schema, search and opening differ from engine to engine and are methods; all else is Cypher that both understand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """Cypher text, made of checked identifiers only, and its parameters."""

    cypher: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


class Store(Protocol):
    """A property graph that speaks Cypher. Errors are StoreError (engine, network) or QueryError (the query)."""

    @property
    def name(self) -> str:
        """What to call the store in a message."""

    @property
    def takes_types(self) -> bool:
        """Whether labels and types may be values in CREATE, as in Neo4j 5.26: one statement then writes all types."""

    @property
    def takes_two(self) -> bool:
        """Whether a write may begin while the one before it is being committed; `write` then is for two threads."""

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Rows of a read-only query as plain values; nodes, relationships and paths as `kg.store.values` describes."""

    def write(self, statements: Sequence[Statement]) -> None:
        """Run statements in one transaction: all of them or none. Tried again when the engine asks for it."""

    def await_others(self) -> None:
        """Wait until no transaction of another loader is under way. StoreError when that does not end."""

    def create_node_keys(self) -> None:
        """Make `id` unique on every kind of node; does nothing where that is so already."""

    def create_link_keys(self, types: Sequence[str]) -> None:
        """Make `key` unique on every given type of relationship; does nothing where that is so already."""

    def create_search(self) -> None:
        """Begin to make the full-text index over names and quotations; does nothing where there is one."""

    def await_search(self) -> None:
        """Wait until the full-text index can be asked."""

    def search(self, text: str, *, limit: int = 20) -> list[Row]:
        """Entities and facts whose names or quotations match: `id`, `type`, `text`, `score`, best first."""

    def close(self) -> None:
        """Release the store."""
