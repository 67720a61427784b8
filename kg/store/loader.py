"""Loading a build into any store: by difference, in batches that each leave a graph one can go on from.

A node and the relationships it owns are written in one transaction together with their hash. So a loader that is
killed leaves whole nodes behind, and the next run finds by the hashes what is still to be done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from kg import interchange, ontology
from kg.interchange import Build
from kg.ontology import Ontology
from kg.store import deletion, runs, statements
from kg.store.contract import Statement, Store
from kg.store.creation import create_whole_nodes
from kg.store.naming import HASH, link_types
from kg.store.rows import NodeRow, document_nodes, entity_nodes, fact_node, node_hash

BATCH = 10_000  # rows, nodes and relationships together, in one transaction
AHEAD = 2  # transactions under way at once: one runs its statements, one is being committed
PHASES = ("Entity", "Document", "Fact")

Progress = Callable[[str, int], None]
Step = tuple[list[Statement], int]  # what to write for a batch of nodes, and how many nodes it has


@dataclass(slots=True)
class Changes:
    """What a load did, or would do: ids by first label. `touched` are nodes to be created or updated."""

    added: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PHASES, 0))
    updated: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PHASES, 0))
    removed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PHASES, 0))
    unchanged: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PHASES, 0))

    @property
    def nothing(self) -> bool:
        """Whether the store already held exactly this build."""
        return not any([*self.added.values(), *self.updated.values(), *self.removed.values()])


def keep_quiet(_label: str, _nodes: int) -> None:
    """Progress that nobody watches."""


def load_build(
    build: Build, store: Store, *, dry_run: bool = False, repair: bool = False, progress: Progress = keep_quiet
) -> Changes:
    """Make `store` hold exactly this build, beside what users added. Gives what changed (or would, in a dry run).

    `repair` writes every node again, whatever its hash says."""
    onto = ontology.load()
    loading = _Loading(build, store, onto, dry_run=dry_run, repair=repair, progress=progress)
    loading.run()
    return loading.changes


class _Loading:
    def __init__(
        self, build: Build, store: Store, onto: Ontology, *, dry_run: bool, repair: bool, progress: Progress
    ) -> None:
        self.build, self.store, self.onto = build, store, onto
        self.dry_run, self.repair, self.progress = dry_run, repair, progress
        self.changes = Changes()
        self.managed = runs.managed_names(store, onto)
        self.created: set[str] = set()
        self.stale: dict[str, list[str]] = {}

    def run(self) -> None:
        if not self.dry_run:
            self.store.await_others()
            self.store.create_node_keys()
            self.store.write([runs.begin(self.build, self.managed)])
        for label in PHASES:
            self._load(label)
        for label in reversed(PHASES):
            self._remove(label)
        if not self.dry_run:
            self.store.create_search()
            self.store.create_link_keys(link_types(self.onto))
            self.store.await_search()
            self.store.write(runs.finish(self.build))

    def nodes(self, label: str) -> Iterator[NodeRow]:
        """The nodes of a first label, streamed from the files."""
        path = self.build.path
        if label == "Entity":
            return entity_nodes(interchange.iter_entities(path), interchange.iter_mentions(path), self.onto)
        if label == "Document":
            return document_nodes(interchange.iter_documents(path), interchange.iter_mentions(path))
        return (fact_node(fact, self.onto) for fact in interchange.iter_facts(path))

    def _load(self, label: str) -> None:
        known = self._known(label)
        write = write_ahead if self.store.takes_two else write_in_turn
        for size in write(self.store, self._steps(label, known)):
            self.progress(label, size)
        self.stale[label] = [id_ for id_, hash_ in known.items() if hash_ is not None]

    def _steps(self, label: str, known: dict[str, str | None]) -> Iterator[Step]:
        """What to write for each batch of nodes, and how many nodes it has; takes from `known` what it has seen."""
        for batch in _batches(self.nodes(label)):
            fresh = [node for node in batch if node.id not in known]
            changed = [node for node in batch if node.id in known and self._differs(node, known[node.id])]
            for node in batch:
                known.pop(node.id, None)
            self._count(label, len(fresh), len(changed), len(batch))
            if label != "Fact":
                self.created.update(node.id for node in fresh)
            yield [] if self.dry_run else [*self._manage(batch), *self._write(fresh, changed)], len(batch)

    def _known(self, label: str) -> dict[str, str | None]:
        """Hashes of the nodes that are there by id; None for nodes that somebody else made."""
        rows = self.store.read(f"MATCH (n:{label}) WHERE n.id IS NOT NULL RETURN n.id AS id, n.{HASH} AS hash")
        return {row["id"]: row["hash"] for row in rows}

    def _differs(self, node: NodeRow, known: str | None) -> bool:
        """A node with another hash, or one whose neighbour had gone and was made again."""
        lost = any(link.source in self.created or link.target in self.created for link in node.links)
        return self.repair or lost or known != node_hash(node)

    def _count(self, label: str, fresh: int, changed: int, all_: int) -> None:
        self.changes.added[label] += fresh
        self.changes.updated[label] += changed
        self.changes.unchanged[label] += all_ - fresh - changed

    def _manage(self, batch: list[NodeRow]) -> Iterator[Statement]:
        names = set().union(*(node.properties for node in batch)) - self.managed - {"id"}
        if names:
            self.managed |= names
            yield runs.manage(self.build, self.managed)

    def _write(self, fresh: list[NodeRow], changed: list[NodeRow]) -> Iterator[Statement]:
        create = create_whole_nodes if self.store.takes_types else statements.create_typed_nodes
        yield from create(fresh, self.build.build_id)
        if changed:
            yield from deletion.drop_links(changed, self.onto)
            yield from statements.update_nodes(changed, self.managed, self.build.build_id)
            yield from statements.merge_links(changed)

    def _remove(self, label: str) -> None:
        gone = self.stale[label]
        self.changes.removed[label] = len(gone)
        if self.dry_run:
            return
        for start in range(0, len(gone), BATCH // 10):
            self.store.write(deletion.drop_nodes(label, gone[start : start + BATCH // 10], self.onto))


def _batches(nodes: Iterable[NodeRow]) -> Iterator[list[NodeRow]]:
    batch: list[NodeRow] = []
    size = 0
    for node in nodes:
        batch.append(node)
        size += 1 + len(node.links)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def write_in_turn(store: Store, steps: Iterable[Step]) -> Iterator[int]:
    """Write one step after the other; gives the size of each when it is done."""
    for statements_, size in steps:
        if statements_:
            store.write(statements_)
        yield size


def write_ahead(store: Store, steps: Iterable[Step]) -> Iterator[int]:
    """The same, but the next step is prepared and sent while the one before it is being committed.

    Steps of a phase do not need each other, and each is one transaction: whichever were committed when a load breaks
    off, whole nodes are left."""
    with ThreadPoolExecutor(AHEAD) as pool:
        waiting: deque[tuple[Future[None] | None, int]] = deque()
        for statements_, size in steps:
            if len(waiting) == AHEAD:
                yield _await(waiting.popleft())
            waiting.append((pool.submit(store.write, statements_) if statements_ else None, size))
        while waiting:
            yield _await(waiting.popleft())


def _await(step: tuple[Future[None] | None, int]) -> int:
    if step[0] is not None:
        step[0].result()
    return step[1]
