"""The embedded store of a build: made whole from its files, opened for reading by any number of processes at once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import BuildError, QueryError, StoreError
from kg.interchange import open_build
from kg.store import jvm
from kg.store.arcade_values import plain_value
from kg.store.contract import Row, Statement
from kg.store.loader import load_build
from kg.store.naming import NODE_LABELS
from kg.whole import replace_folder

FOLDER = "store"
DATABASE = "neo4j"  # the name that Neo4j tools ask for when they are told none
MARK = "store.json"
FORMAT = 2  # 2: entities know how often they are mentioned
READ_ERRORS = ("QueryNotIdempotentException", "DatabaseIsReadOnlyException")

T = TypeVar("T")


class EmbeddedStore:
    """`kg.store.contract.Store` over a database folder in this process."""

    def __init__(self, database: Any, path: Path) -> None:
        self._database = database
        self._path = path

    @property
    def name(self) -> str:
        """What to call the store in a message."""
        return f"the embedded store in {self._path.parent.parent}"

    @property
    def takes_types(self) -> bool:
        """Labels and types stand in the text."""
        return False

    @property
    def takes_two(self) -> bool:
        """Transactions stay in the thread that opened the database."""
        return False

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Rows of a read-only query. Raises QueryError when it writes or is not valid."""
        given = [dict(parameters)] if parameters else []
        rows = self._call(lambda: self._database.query("opencypher", cypher, *given).iter_dicts())  # a row in one crossing
        while (row := self._call(lambda: next(rows, None))) is not None:
            yield {name: plain_value(value) for name, value in row.items()}

    def write(self, statements: Sequence[Statement]) -> None:
        """Run statements in one transaction, again when another writer was in the way."""

        def run() -> None:
            for statement in statements:
                parameters = [dict(statement.parameters)] if statement.parameters else []
                self._database.command("opencypher", statement.cypher, *parameters)

        self._call(lambda: self._database.run_in_transaction(run))

    def await_others(self) -> None:
        """The folder is ours alone while it is made."""

    def create_node_keys(self) -> None:
        """Make `id` unique on every kind of node."""
        for label in NODE_LABELS:
            self._sql(f"CREATE VERTEX TYPE {label} IF NOT EXISTS", f"CREATE PROPERTY {label}.id IF NOT EXISTS STRING",
                      f"CREATE INDEX IF NOT EXISTS ON {label} (id) UNIQUE")

    def create_link_keys(self, types: Sequence[str]) -> None:
        """The folder is made new from the files of one build, whose keys are unique; nothing to enforce."""

    def create_search(self) -> None:
        """Names and quotations are searched by CONTAINS; see `search`."""

    def await_search(self) -> None:
        """Nothing to wait for."""

    def search(self, text: str, *, limit: int = 20) -> list[Row]:
        """Entities and facts whose names or quotation contain the text; exact names first."""
        found = self.read(SEARCH, {"text": text, "limit": limit})
        return list(found)

    def close(self) -> None:
        """Close the database; its folder may be moved then."""
        self._call(self._database.close)

    def _sql(self, *commands: str) -> None:
        for command in commands:
            self._call(lambda command=command: self._database.command("sql", command))

    def _call(self, run: Any) -> Any:
        engine = jvm.start()
        try:
            return run()
        except engine.ArcadeDBError as error:
            raise _translate(error) from None


SEARCH = """
MATCH (n:Entity) WHERE any(name IN n.names WHERE name CONTAINS $text)
RETURN n.id AS id, n.type AS type, n.name AS text, CASE WHEN $text IN n.names THEN 2.0 ELSE 1.0 END AS score
ORDER BY score DESC, text LIMIT $limit
UNION ALL
MATCH (n:Fact) WHERE n.quotation CONTAINS $text
RETURN n.id AS id, n.type AS type, n.quotation AS text, 0.5 AS score ORDER BY text LIMIT $limit
"""


def write_store(build_dir: str | Path) -> Path:
    """Make `build_dir/store` from the files of the build, whole or not at all. Gives the folder."""
    folder = Path(build_dir)
    build = open_build(folder)
    with replace_folder(folder / FOLDER) as part:
        store = EmbeddedStore(jvm.start().create_database(str((part / DATABASE).resolve())), part / DATABASE)
        try:
            load_build(build, store)
        finally:
            store.close()
        (part / MARK).write_text(json.dumps({"format": FORMAT, "build_id": build.build_id}) + "\n", encoding="utf-8")
    return folder / FOLDER


def open_store(build_dir: str | Path) -> EmbeddedStore:
    """The store of a build, for reading; made first when it is missing or belongs to another build."""
    folder = Path(build_dir)
    if not has_store(folder):
        write_store(folder)
    path = (folder / FOLDER / DATABASE).resolve()
    engine = jvm.start()
    factory = jvm.java_class("com.arcadedb.database.DatabaseFactory")
    mode = jvm.java_class("com.arcadedb.engine.ComponentFile").MODE.READ_ONLY
    try:
        return EmbeddedStore(engine.Database(factory(str(path)).open(mode)), path)
    except jvm.java_class("java.lang.RuntimeException") as error:
        reason = jvm.first_line(error)
        raise StoreError(f"cannot open {path}: {reason}; delete {folder / FOLDER} and try again") from None


def has_store(build_dir: Path) -> bool:
    """Whether the store of a build is there and was made from the files beside it."""
    build = open_build(build_dir)
    try:
        mark = json.loads((build_dir / FOLDER / MARK).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise BuildError(f"expected {MARK} in {build_dir / FOLDER}, got: {error}; delete that folder") from None
    return bool(mark == {"format": FORMAT, "build_id": build.build_id})


def _translate(error: Exception) -> QueryError | StoreError:
    text = str(error)
    if any(name in text for name in READ_ERRORS):
        return QueryError("the query writes, and a build is only read; change the documents and build again, "
                          "or load it into a server: kg load")
    if "Parsing" in text or "Semantic" in text or text.startswith("Query failed"):
        return QueryError(f"the query is not valid: {jvm.first_line(error)}")
    return StoreError(f"the embedded store failed: {jvm.first_line(error)}")
