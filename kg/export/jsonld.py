"""JSON-LD with its context inside, streamed; what a document says stands in its named graph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.export.counts import Counts
from kg.export.rdf import Block, Pairs, iter_blocks
from kg.export.terms import NAMESPACES, RDF_TYPE
from kg.export.turtle import shorten
from kg.interchange import Build
from kg.ontology import Ontology


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write one JSON-LD document."""
    counts = Counts()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": ' + json.dumps(context(onto), ensure_ascii=False) + ',\n"@graph": [')
        separator = "\n"
        for item in _items(iter_blocks(build, onto, counts)):
            file.write(separator + json.dumps(item, ensure_ascii=False))
            separator = ",\n"
        file.write("\n]}\n")
    return counts


def context(onto: Ontology) -> Mapping[str, Any]:
    """Prefixes, and for each relation that its values are nodes."""
    roles = {r.property for t in onto.fact_types.values() for r in t.roles.values() if r.ranges}
    links = sorted({*roles, *(s.property for s in onto.shortcuts), "evidence", "documentSubject"})
    others = ("oa:hasBody", "oa:hasTarget", "oa:hasSource", "oa:hasSelector", "dcterms:isReplacedBy", "dcterms:type",
              "qb:dataSet", "qb:structure")
    return {
        **NAMESPACES,
        **{f"kg:{link}": {"@type": "@id"} for link in links},
        **{link: {"@type": "@id"} for link in others},
    }


def _items(blocks: Iterable[Block]) -> Iterator[Mapping[str, Any]]:
    for graph, members in groupby(blocks, key=lambda block: block[0]):
        nodes = (_node(subject, pairs) for _, subject, pairs in members)
        if graph:
            yield {"@id": _id(graph), "@graph": list(nodes)}
        else:
            yield from nodes


def _node(subject: str, pairs: Pairs) -> Mapping[str, Any]:
    found: dict[str, Any] = {"@id": _id(subject)}
    for predicate, value in pairs:
        is_type = predicate == RDF_TYPE
        key = "@type" if is_type else _id(predicate)
        found.setdefault(key, []).append(_id(value) if is_type else _value(value))
    return {key: v[0] if isinstance(v, list) and len(v) == 1 else v for key, v in found.items()}


def _id(iri: str) -> str:
    return shorten(iri).removeprefix("<").removesuffix(">")


def _value(value: str) -> Any:
    """A term as a JSON-LD value; the escapes of N-Triples are those of JSON."""
    if value.startswith("<"):
        return _id(value)
    end = value.rindex('"')
    lexical, suffix = json.loads(value[: end + 1]), value[end + 1 :]
    if suffix.startswith("@"):
        return {"@value": lexical, "@language": suffix[1:]}
    if suffix.startswith("^^"):
        return {"@value": lexical, "@type": _id(suffix[2:])}
    return lexical
