"""A server that speaks Bolt: Neo4j, or the embedded engine behind `kg serve`. One writer, managed transactions."""

from __future__ import annotations

import contextlib
import logging
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j import exceptions as errors

from kg.errors import QueryError, StoreError
from kg.store.bolt_errors import translate
from kg.store.bolt_values import plain_value
from kg.store.contract import Row, Statement
from kg.store.naming import NODE_LABELS, RUN_LABEL, check_identifier

DYNAMIC = (5, 26)  # CREATE (n:$(label))
OLDEST = (5, 23)  # CALL (x) { … } of the cookbook
NAMES_INDEX, QUOTATIONS_INDEX = "kg_names", "kg_quotations"
INDEX_WAIT = 600  # seconds
FETCH = 5_000  # rows asked for at a time
OTHERS_WAIT = 60.0  # seconds that transactions of a load that was broken off may take to end
MARK = {"app": "kg load"}  # on our transactions, where SHOW TRANSACTIONS gives it
RETRY = 30.0  # seconds that a transaction is tried again
_SHOW = {"CONSTRAINT": "SHOW CONSTRAINTS YIELD name", "FULLTEXT INDEX": "SHOW FULLTEXT INDEXES YIELD name"}
_OTHERS = "SHOW TRANSACTIONS YIELD transactionId, metaData WHERE metaData.app = $app RETURN transactionId AS id"
_SCHEME = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://[^/\s]")
_LUCENE = re.compile(r'([+\-!(){}\[\]^"~*?:\\/]|&&|\|\|)')


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is and who asks. `database` "" means the server's default."""

    uri: str
    user: str = "neo4j"
    password: str = ""
    database: str = ""


class BoltStore:
    """`kg.store.contract.Store` over the official driver."""

    def __init__(self, driver: neo4j.Driver, address: Address, agent: str) -> None:
        self._driver = driver
        self._address = address
        self.agent = agent
        self._turn = threading.Lock()

    @property
    def name(self) -> str:
        """What to call the store in a message."""
        return f"{self.agent} at {self._address.uri}"

    @property
    def is_neo4j(self) -> bool:
        """Whether schema and search of Neo4j are there; the embedded engine says so in its agent."""
        return "arcade" not in self.agent.lower()

    @property
    def takes_types(self) -> bool:
        """Labels and types may be values in CREATE from 5.26 on."""
        version = server_version(self.agent)
        return self.is_neo4j and version is not None and version >= DYNAMIC

    @property
    def takes_two(self) -> bool:
        """Neo4j commits a transaction while the next one sends its statements."""
        return self.is_neo4j

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Rows of a read-only query, as they come."""
        with self._mapped(), self._session(neo4j.READ_ACCESS) as session:
            for record in session.run(neo4j.Query(cypher), dict(parameters or {})):
                yield {key: plain_value(record[key]) for key in record.keys()}  # noqa: SIM118 - a record is no mapping

    def write(self, statements: Sequence[Statement]) -> None:
        """Run statements in one managed transaction, which the driver tries again after passing trouble.

        Transactions of several threads run their statements one after the other, so that they wait for no locks of each
        other that the other would wait for; only the commit of one and the statements of the next go on at once."""

        @neo4j.unit_of_work(metadata=MARK if self.is_neo4j else None)
        def run(transaction: neo4j.ManagedTransaction) -> None:
            with self._turn:
                for statement in statements:
                    transaction.run(statement.cypher, dict(statement.parameters)).consume()

        with self._mapped(), self._session(neo4j.WRITE_ACCESS) as session:
            session.execute_write(run)

    def await_others(self) -> None:
        """Wait while the server still commits for a loader that was killed, else the next one would not see those nodes.

        StoreError when that does not end: then another loader is alive."""
        until = time.monotonic() + OTHERS_WAIT
        while self.is_neo4j and any(self.read(_OTHERS, {"app": MARK["app"]})):
            if time.monotonic() > until:
                raise StoreError(f"another kg load writes into {self._address.uri}; wait until it has ended and run again")
            time.sleep(0.1)

    def create_node_keys(self) -> None:
        """A uniqueness constraint on the id of every kind of node."""
        self._create("CONSTRAINT", {
            f"kg_{label.lower()}_id": f"FOR (n:{label}) REQUIRE n.id IS UNIQUE" for label in (*NODE_LABELS, RUN_LABEL)
        })

    def create_link_keys(self, types: Sequence[str]) -> None:
        """A uniqueness constraint on the key of every type of relationship."""
        self._create("CONSTRAINT", {
            f"kg_{type_.lower()}_key": f"FOR ()-[r:{type_}]-() REQUIRE r.key IS UNIQUE"
            for type_ in map(check_identifier, types)
        })

    def create_search(self) -> None:
        """Full-text indexes that cut Chinese into pairs of characters; the server builds them beside other work."""
        if not self.is_neo4j:
            return
        options = "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
        self._create("FULLTEXT INDEX", {
            NAMES_INDEX: f"FOR (n:Entity) ON EACH [n.names] {options}",
            QUOTATIONS_INDEX: f"FOR (n:Fact) ON EACH [n.quotation] {options}",
        })

    def await_search(self) -> None:
        """Wait until all indexes are built."""
        if self.is_neo4j:
            list(self.read(f"CALL db.awaitIndexes({INDEX_WAIT})"))

    def search(self, text: str, *, limit: int = 20) -> list[Row]:
        """Entities and facts whose names or quotation hold the text, best first. StoreError while an index is built."""
        if not self.is_neo4j:
            return list(self.read(PLAIN_SEARCH, {"text": text, "limit": limit}))
        states = list(self.read("SHOW INDEXES YIELD name, state, populationPercent WHERE name STARTS WITH 'kg_' "
                                "AND state <> 'ONLINE' RETURN name, state, populationPercent AS percent"))
        if states:
            done = f"{states[0]['percent']:.0f} %"
            raise StoreError(f"index {states[0]['name']} is still being built ({done}); try again in a moment")
        phrase = '"' + _LUCENE.sub(r"\\\1", text) + '"'
        return list(self.read(INDEX_SEARCH, {"text": phrase, "limit": limit}))

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def _create(self, kind: str, wanted: Mapping[str, str]) -> None:
        """Create the constraints or indexes that are missing; to ask first spares the server many statements."""
        there: set[str] = set()
        if self.is_neo4j:
            there = {row["name"] for row in self.read(_SHOW[kind])}
        missing = [Statement(f"CREATE {kind} {name} IF NOT EXISTS {what}") for name, what in wanted.items() if name not in there]
        if missing:
            self.write(missing)

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(database=self._address.database or None, default_access_mode=access, fetch_size=FETCH)

    @contextlib.contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except (errors.DriverError, errors.Neo4jError) as error:
            raise translate(error, self._address.uri, self._address.database) from None


INDEX_SEARCH = """
CALL db.index.fulltext.queryNodes('kg_names', $text) YIELD node, score
RETURN node.id AS id, node.type AS type, node.name AS text, score ORDER BY score DESC, text LIMIT $limit
UNION ALL
CALL db.index.fulltext.queryNodes('kg_quotations', $text) YIELD node, score
RETURN node.id AS id, node.type AS type, node.quotation AS text, score ORDER BY score DESC, text LIMIT $limit
"""

PLAIN_SEARCH = """
MATCH (n:Entity) WHERE any(name IN n.names WHERE name CONTAINS $text)
RETURN n.id AS id, n.type AS type, n.name AS text, CASE WHEN $text IN n.names THEN 2.0 ELSE 1.0 END AS score
ORDER BY score DESC, text LIMIT $limit
UNION ALL
MATCH (n:Fact) WHERE n.quotation CONTAINS $text
RETURN n.id AS id, n.type AS type, n.quotation AS text, 0.5 AS score ORDER BY text LIMIT $limit
"""


def connect(address: Address) -> BoltStore:
    """A connection that was tried: address, password, version and database. StoreError says which of them is wrong."""
    if not _SCHEME.match(address.uri):
        raise StoreError(f"expected an address like bolt://127.0.0.1:7687, got {address.uri!r}; correct --uri")
    logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)  # hints of the planner are not for users
    try:
        driver = neo4j.GraphDatabase.driver(
            address.uri, auth=(address.user, address.password), max_transaction_retry_time=RETRY,
            connection_timeout=10,
        )
    except (errors.ConfigurationError, ValueError) as error:
        raise StoreError(f"expected an address like bolt://127.0.0.1:7687, got {address.uri!r}: {error}") from None
    try:
        agent = str(driver.get_server_info().agent)
        check_version(agent, address.uri)
        store = BoltStore(driver, address, agent)
        list(store.read("RETURN 1 AS one"))
    except (errors.DriverError, errors.Neo4jError) as error:
        driver.close()
        raise translate(error, address.uri, address.database) from None
    except (StoreError, QueryError):
        driver.close()
        raise
    return store


def server_version(agent: str) -> tuple[int, int] | None:
    """Version in the name that a server gives itself.

    >>> server_version("Neo4j/5.26.30"), server_version("Arcade")
    ((5, 26), None)
    """
    match = re.search(r"Neo4j/(\d+)\.(\d+)", agent)
    return (int(match[1]), int(match[2])) if match else None


def check_version(agent: str, uri: str) -> None:
    """Raise StoreError when the server is too old for the Cypher that is used."""
    version = server_version(agent)
    if version and version < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        raise StoreError(f"expected Neo4j {wanted} or newer at {uri}, found {agent}; update the server to 5.26")
