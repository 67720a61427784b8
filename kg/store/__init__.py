"""Property-graph stores of a build: the embedded one (default) and Neo4j. See docs/query.md and docs/neo4j.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.embedded import EmbeddedStore


def open_store(build_dir: str) -> EmbeddedStore:
    """The embedded store of a build, opened for reading."""
    from kg.store.embedded import open_store as open_embedded

    return open_embedded(build_dir)
