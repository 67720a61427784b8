"""Names of entities by id: the first ones in memory, all others on disk, so that memory has a bound."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from types import TracebackType

NEAR = 500_000  # names in memory, about 120 MB
CACHED = 50_000  # of the others
PAGES = 100_000_000  # bytes of the file kept in memory at most


class Names(dict[str, str]):
    """Id -> name; an entity that the build does not hold has its id. A scratch file of `folder` goes at the end."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._path = folder / ".names.sqlite"
        self._far = lru_cache(maxsize=CACHED)(self._find)

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
        if len(self) < NEAR or entity_id in self:
            self[entity_id] = name
        else:
            self._database.execute("INSERT OR REPLACE INTO names VALUES (?, ?)", (entity_id, name))

    def __missing__(self, entity_id: str) -> str:
        return self._far(entity_id)

    def _find(self, entity_id: str) -> str:
        row = self._database.execute("SELECT name FROM names WHERE id = ?", (entity_id,)).fetchone()
        return str(row[0]) if row else entity_id
