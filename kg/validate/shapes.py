"""The SHACL shapes of the ontology over the RDF of a build, in batches of facts, so that memory stays bounded.

The other checks read the records; the shapes judge what an RDF user gets, and what those checks do not know of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kg import interchange
from kg.export.rdf import Block, FactBlocks, document_block, entity_block, mention_blocks
from kg.export.terms import NAMESPACES
from kg.export.turtle import statement
from kg.interchange import Build
from kg.model import EntityRef
from kg.ontology import Ontology
from kg.validate.result import Result, Severity

BATCH: Final = 2_000
_SEVERITIES: Final = {"Violation": Severity.VIOLATION, "Warning": Severity.WARNING, "Info": Severity.INFO}
_PREFIXES: Final = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in NAMESPACES.items())


def check_shapes(build: Build, onto: Ontology) -> Iterator[Result]:
    """Results of the shapes for every entity, document, mention and fact."""
    around = _Around(build)
    shapes = _Shapes(onto)
    yield from shapes.run(around.everything())
    facts = FactBlocks(onto)
    for batch in _batches(interchange.iter_facts(build.path)):
        used = {v.entity for f in batch for vs in f.roles.values() for v in vs if isinstance(v, EntityRef)}
        known = around.of(used, {e.doc_id for f in batch for e in f.evidence})
        yield from shapes.run([*known, *(block for fact in batch for block in facts.blocks(fact))])
    for batch in _batches(interchange.iter_mentions(build.path)):
        known = around.of({mention.entity_id for mention in batch}, {m.doc_id for m in batch})
        yield from shapes.run([*known, *(block for mention in batch for block in mention_blocks(mention))])


class _Around:
    """What a batch points to: entities, documents, and the subjects of these."""

    def __init__(self, build: Build) -> None:
        documents = list(interchange.iter_documents(build.path))
        self._entities = {entity.id: entity_block(entity) for entity in interchange.iter_entities(build.path)}
        self._documents = {document.doc_id: document_block(document) for document in documents}
        self._subjects = {document.doc_id: document.subject for document in documents if document.subject is not None}

    def everything(self) -> list[Block]:
        """All entities and documents."""
        return [*self._entities.values(), *self._documents.values()]

    def of(self, entities: set[str], documents: set[str]) -> list[Block]:
        """The blocks of these ids, those that there are."""
        wanted = entities | {self._subjects[d] for d in documents & self._subjects.keys()}
        return [*(self._entities[e] for e in sorted(wanted & self._entities.keys())),
                *(self._documents[d] for d in sorted(documents & self._documents.keys()))]


class _Shapes:
    """The ontology as shapes and as classes; parsed once a process, for nothing changes them."""

    def __init__(self, onto: Ontology) -> None:
        self._shapes, self._classes = _parse(onto.path)

    def run(self, blocks: Iterable[Block]) -> Iterator[Result]:
        """Results for a batch of blocks, each focus and message once."""
        import pyshacl
        import rdflib

        data = rdflib.Graph()
        data.parse(data=_PREFIXES + "".join(statement(s, pairs) for _, s, pairs in blocks), format="turtle")
        for triple in self._classes:
            data.add(triple)
        _, report, _ = pyshacl.validate(data, shacl_graph=self._shapes, inplace=True)
        yield from _results(report)


@lru_cache(maxsize=4)
def _parse(path: Path) -> tuple[Any, tuple[Any, ...]]:
    """The graph of the shapes, and the hierarchy of classes, which is all of the ontology that judging data takes."""
    import rdflib
    from rdflib.namespace import RDFS

    graph = rdflib.Graph().parse(path, format="turtle")
    return graph, tuple(graph.triples((None, RDFS.subClassOf, None)))


def _results(report: Any) -> Iterator[Result]:
    from rdflib.namespace import RDF, SH

    seen = set()
    for node in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(node, SH.focusNode)).removeprefix(NAMESPACES["id"])
        severity = str(report.value(node, SH.resultSeverity)).removeprefix(str(SH))
        messages = {m.language or "en": str(m) for m in report.objects(node, SH.resultMessage)}
        path = report.value(node, SH.resultPath)
        name = str(path).rsplit("#", 1)[-1].rsplit("/", 1)[-1] if path is not None and "#" in str(path) else "shape"
        en = messages.get("en", "the shape is not met")
        result = Result(f"shape-{name}", _SEVERITIES[severity], focus, messages.get("zh", en), en)
        if result not in seen:
            seen.add(result)
            yield result


def _batches(records: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for record in records:
        batch.append(record)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
