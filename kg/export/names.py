"""Names of entities by id, kept on disk, so that memory does not grow with the graph."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from types import TracebackType

CACHED = 50_000  # names
PAGES = 100_000_000  # bytes of the file kept in memory at most: a million entities


class Names:
    """A look-up in a scratch file of `folder`, which goes when the block ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".names.sqlite"
        self.name = lru_cache(maxsize=CACHED)(self._find)

    def __enter__(self) -> Names:
        self._database = sqlite3.connect(self._path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute(f"PRAGMA cache_size=-{PAGES // 1024}")
        self._database.execute("CREATE TABLE names (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
        self._database.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._path.unlink(missing_ok=True)

    def add(self, entity_id: str, name: str) -> None:
        """Remember a name."""
        self._database.execute("INSERT OR REPLACE INTO names VALUES (?, ?)", (entity_id, name))

    def _find(self, entity_id: str) -> str:
        """The name, or the id itself of an entity that the build does not hold."""
        row = self._database.execute("SELECT name FROM names WHERE id = ?", (entity_id,)).fetchone()
        return str(row[0]) if row else entity_id
