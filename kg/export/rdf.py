"""Records of a build as RDF. A block is (graph, subject, [(predicate, object)]), terms in N-Triples syntax.

The default graph ("") holds entities, facts with their roles, and short cuts. What a document says stands in a graph
named by the document: its metadata, its mentions, and the quotations that state each fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any
from urllib.parse import quote

from kg.export.counts import Counts
from kg.export.terms import RDF_TYPE, decimal, integer, name, node, offset, part, scalar, term, text
from kg.export.walk import walk
from kg.interchange import Build
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Mention, Redirect, Scalar
from kg.ontology import FactType, Ontology, Role, Shortcut

Pairs = list[tuple[str, str]]
Block = tuple[str, str, Pairs]

_P = {
    key: term(full)
    for key, full in {
        "label": "skos:prefLabel", "alias": "skos:altLabel", "title": "dcterms:title", "source": "dcterms:source",
        "date": "dcterms:date", "place": "kg:documentPlace", "subject": "kg:documentSubject", "chars": "kg:chars",
        "sha256": "kg:sha256", "confidence": "kg:confidence", "method": "kg:method", "evidence": "kg:evidence",
        "surface": "kg:surface", "body": "oa:hasBody", "target": "oa:hasTarget", "quoted": "oa:hasSource",
        "selector": "oa:hasSelector", "start": "oa:start", "end": "oa:end", "exact": "oa:exact",
        "replaced": "dcterms:isReplacedBy", "dataset": "qb:dataSet", "structure": "qb:structure",
        "provenance": "dcterms:provenance", "type": "dcterms:type",
    }.items()
}
_MENTION = ((RDF_TYPE, term("kg:Mention")), (RDF_TYPE, term("oa:Annotation")))
_QUOTATION = (RDF_TYPE, term("oa:SpecificResource"))
_BY_POSITION = (RDF_TYPE, term("oa:TextPositionSelector"))
_BY_QUOTE = (RDF_TYPE, term("oa:TextQuoteSelector"))
_INDICATORS = node("indicators")
_DIMENSIONS = ("subject", "indicator", "period", "value")


def iter_blocks(build: Build, onto: Ontology, counts: Counts) -> Iterator[Block]:
    """Every record of a build as blocks, in the order of its files; `counts` holds the records when all are out."""
    yield indicator_block()
    facts = FactBlocks(onto)
    handlers: Mapping[str, Callable[[Any], Iterable[Block]]] = {
        "documents": lambda document: (document_block(document),),
        "entities": lambda entity: (entity_block(entity),),
        "facts": facts.blocks,
        "mentions": mention_blocks,
        "redirects": lambda redirect: (redirect_block(redirect),),
    }
    yield from chain.from_iterable(walk(build, counts, handlers))


def indicator_block() -> Block:
    """The data set that indicators with all dimensions belong to."""
    return ("", _INDICATORS, [(RDF_TYPE, term("qb:DataSet")), (_P["structure"], term("kg:IndicatorStructure"))])


def document_block(document: Document) -> Block:
    """The document and its metadata, in its own graph."""
    pairs = [
        (RDF_TYPE, term("kg:Document")),
        (_P["title"], name(document.title)),
        (_P["source"], text(document.source)),
        (_P["sha256"], text(document.sha256)),
        (_P["chars"], integer(document.chars)),
    ]
    if document.subject is not None:
        pairs.append((_P["subject"], node(document.subject)))
    if document.date is not None:
        pairs.append((_P["date"], text(document.date)))
    if document.place is not None:
        pairs.append((_P["place"], text(document.place)))
    return (node(document.doc_id), node(document.doc_id), pairs)


def entity_block(entity: Entity) -> Block:
    """An entity with its names and properties."""
    pairs = [(RDF_TYPE, _class(entity.type)), (_P["label"], name(entity.name))]
    pairs += [(_P["alias"], name(alias)) for alias in entity.aliases]
    return ("", node(entity.id), pairs + _properties(entity.properties))


def mention_blocks(mention: Mention) -> Iterator[Block]:
    """A mention as an annotation: its body is the entity, its target a stretch of the document."""
    graph = node(mention.doc_id)
    stretch = f".{mention.start}-{mention.end}"
    pairs = [
        *_MENTION,
        (_P["body"], node(mention.entity_id)),
        (_P["target"], part(graph, stretch)),
        (_P["surface"], text(mention.text)),
        (_P["type"], _class(mention.type)),
        (_P["confidence"], decimal(mention.confidence)),
    ]
    if mention.method:
        pairs.append((_P["method"], text(mention.method)))
    yield (graph, part(graph, f"{stretch}.{quote(mention.type)}"), pairs)
    yield from _stretch(graph, mention.start, mention.end)


def redirect_block(redirect: Redirect) -> Block:
    """An id that was used before and the one that stands for it now."""
    return (
        "",
        node(redirect.old),
        [(_P["replaced"], node(redirect.new)), (_P["provenance"], text(redirect.reason))],
    )


class FactBlocks:
    """Facts as blocks, with the roles and short cuts that an ontology declares."""

    def __init__(self, onto: Ontology) -> None:
        self._types = onto.fact_types
        self._shortcuts: dict[str, list[tuple[Shortcut, str]]] = {name: [] for name in onto.fact_types}
        for shortcut in onto.shortcuts:
            self._shortcuts[shortcut.fact_type].append((shortcut, term(f"kg:{shortcut.property}")))
        self._predicates: dict[str, _Predicates] = {}

    def blocks(self, fact: Fact) -> Iterator[Block]:
        """The fact node with its roles, its short cuts, and its quotations in the graphs of their documents."""
        yield from self.default_blocks(fact)
        for evidence in fact.evidence:
            yield from evidence_blocks(fact.id, evidence)

    def default_blocks(self, fact: Fact) -> list[Block]:
        """What stands in the default graph: the fact node and its short cuts."""
        found = [("", node(fact.id), self._pairs(fact))]
        for shortcut, predicate in self._shortcuts.get(fact.type, ()):
            targets = [v.entity for v in fact.roles.get(shortcut.target_role, ()) if isinstance(v, EntityRef)]
            for value in fact.roles.get(shortcut.source_role, ()) if targets else ():
                if isinstance(value, EntityRef):
                    found.append(("", node(value.entity), [(predicate, node(target)) for target in targets]))
        return found

    def _pairs(self, fact: Fact) -> Pairs:
        pairs = [(RDF_TYPE, _class(fact.type))]
        predicates = self._predicates.get(fact.type) or self._predicates_of(fact.type)
        for role, values in fact.roles.items():
            by_entity, by_text, kind = predicates[role]
            for value in values:
                if isinstance(value, EntityRef):
                    pairs.append((by_entity, node(value.entity)))
                else:
                    pairs.append((by_text, scalar(value.value, kind=kind)))
        pairs.append((_P["confidence"], decimal(fact.confidence)))
        if fact.method:
            pairs.append((_P["method"], text(fact.method)))
        if fact.type == "Indicator" and _is_observation(fact):
            pairs.append((_P["dataset"], _INDICATORS))
        return pairs + _properties(fact.properties) if fact.properties else pairs

    def _predicates_of(self, fact_type: str) -> _Predicates:
        found = self._predicates[fact_type] = _Predicates(self._types.get(fact_type))
        return found


class _Predicates(dict[str, tuple[str, str, str]]):
    """Role -> its predicate for entities, its predicate for literals, the kind of its literals; filled as asked for."""

    def __init__(self, fact_type: FactType | None) -> None:
        self._roles: Mapping[str, Role] = fact_type.roles if fact_type else {}

    def __missing__(self, role: str) -> tuple[str, str, str]:
        declared = self._roles.get(role)
        if declared is None:
            found = (_property(role), _property(role), "")
        else:
            found = (term(f"kg:{declared.property}"), term(f"kg:{declared.text_property}"), declared.kind)
        self[role] = found
        return found


def evidence_blocks(fact_id: str, evidence: Evidence) -> Iterator[Block]:
    """A quotation of a fact, in the graph of its document."""
    graph = node(evidence.doc_id)
    yield (graph, node(fact_id), [(_P["evidence"], part(graph, f".{evidence.start}-{evidence.end}"))])
    yield from _stretch(graph, evidence.start, evidence.end, exact=evidence.text)


def _stretch(graph: str, start: int, end: int, *, exact: str = "") -> Iterator[Block]:
    quotation, selector = part(graph, f".{start}-{end}"), part(graph, f".{start}-{end}.selector")
    yield (graph, quotation, [_QUOTATION, (_P["quoted"], graph), (_P["selector"], selector)])
    pairs = [_BY_POSITION, (_P["start"], offset(start)), (_P["end"], offset(end))]
    if exact:
        pairs += [_BY_QUOTE, (_P["exact"], text(exact))]
    yield (graph, selector, pairs)


def _is_observation(fact: Fact) -> bool:
    """Whether an indicator has every dimension of the data cube, with an entity as its subject."""
    subject = fact.roles.get("subject", ())
    return all(fact.roles.get(role) for role in _DIMENSIONS) and isinstance(subject[0], EntityRef)


@lru_cache(maxsize=256)
def _class(type_: str) -> str:
    return term(f"kg:{type_}") if type_.isidentifier() and type_.isascii() else _property(type_)


def _property(key: str) -> str:
    return term(f"prop:{quote(key, safe='._-')}")


def _properties(properties: Mapping[str, Scalar | tuple[Scalar, ...]]) -> Pairs:
    pairs: Pairs = []
    for key, value in properties.items():
        pairs += [(_property(key), scalar(v)) for v in (value if isinstance(value, tuple) else (value,))]
    return pairs
