"""A build as nodes and links of the property graph, as `kg.store` defines them."""

from __future__ import annotations

from collections.abc import Iterator

from kg import interchange
from kg.export.counts import Counts
from kg.interchange import Build
from kg.ontology import Ontology
from kg.store.naming import MENTIONED_IN
from kg.store.rows import NodeRow, document_nodes, entity_nodes, fact_node


def iter_nodes(build: Build, onto: Ontology, counts: Counts | None = None) -> Iterator[NodeRow]:
    """Entities, documents, facts, each with its links; links lead to nodes that came before, or to entities."""
    counts = counts or Counts()
    counts.redirects = None
    entities = interchange.iter_entities(build.path)
    for node in entity_nodes(entities, interchange.iter_mentions(build.path), onto):
        yield node
        counts.entities += 1
    documents = interchange.iter_documents(build.path)
    for node in document_nodes(documents, interchange.iter_mentions(build.path)):
        yield node
        counts.documents += 1
        counts.mentions += sum(link.properties["count"] for link in node.links if link.type == MENTIONED_IN)
    for fact in interchange.iter_facts(build.path):
        yield fact_node(fact, onto)
        counts.facts += 1


def caption_of(node: NodeRow) -> str:
    """What to call a node in a picture."""
    for key in ("name", "title", "caption"):
        if node.properties.get(key):
            return str(node.properties[key])
    return node.id
