"""The SHACL shapes of the ontology over the RDF of a build, in batches of facts, so that memory stays bounded.

The other checks read the records; the shapes judge what an RDF user gets, and what those checks do not know of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    entities = {entity.id: entity_block(entity) for entity in interchange.iter_entities(build.path)}
    documents = {d.doc_id: document_block(d) for d in interchange.iter_documents(build.path)}
    shapes = _Shapes(onto)
    yield from shapes.run([*entities.values(), *documents.values()])
    facts = FactBlocks(onto)
    for batch in _batches(interchange.iter_facts(build.path)):
        used = {v.entity for f in batch for vs in f.roles.values() for v in vs if isinstance(v, EntityRef)}
        sources = {e.doc_id for f in batch for e in f.evidence}
        around = [*(entities[e] for e in sorted(used & entities.keys())),
                  *(documents[d] for d in sorted(sources & documents.keys()))]
        yield from shapes.run([*around, *(block for fact in batch for block in facts.blocks(fact))])
    for batch in _batches(interchange.iter_mentions(build.path)):
        used = {mention.entity_id for mention in batch}
        around = [*(entities[e] for e in sorted(used & entities.keys())),
                  *(documents[d] for d in sorted({m.doc_id for m in batch} & documents.keys()))]
        yield from shapes.run([*around, *(block for mention in batch for block in mention_blocks(mention))])


class _Shapes:
    """The ontology as shapes and as classes, parsed once."""

    def __init__(self, onto: Ontology) -> None:
        import rdflib

        self._graph = rdflib.Graph().parse(onto.path, format="turtle")

    def run(self, blocks: Iterable[Block]) -> Iterator[Result]:
        """Results for a batch of blocks, each focus and message once."""
        import pyshacl
        import rdflib

        data = rdflib.Graph()
        data.parse(data=_PREFIXES + "".join(statement(s, pairs) for _, s, pairs in blocks), format="turtle")
        _, report, _ = pyshacl.validate(data, shacl_graph=self._graph, ont_graph=self._graph, inplace=True)
        yield from _results(report)


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
