"""The Python door: a build as pandas frames, Cypher, SPARQL, networkx and cards. See docs/python.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import interchange, ontology
from kg.errors import QueryError
from kg.model import Document, Entity, Fact, Mention

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kg.notebook.cards import EntityCard, QuotationCard
    from kg.notebook.view import View

CONTEXT = 40
"""Characters of context on each side of a quotation."""


class Graph:
    """A finished build, opened for reading. Make one with `kg build` or `Graph.build`, open it with `Graph.open`."""

    def __init__(self, build: interchange.Build) -> None:
        self._build = build

    @classmethod
    def open(cls, folder: str | Path) -> Graph:
        """Open a build folder. BuildError when it is missing or no build."""
        return cls(interchange.open_build(folder))

    @classmethod
    def build(cls, paths: str | Path | Iterable[str | Path], folder: str | Path, **options: Any) -> Graph:
        """Read documents (files, folders, globs), write a build to `folder` and open it; the twin of `kg build`.

        `options` are those of `kg.build.Options`: workers, decisions, registry, store."""
        from kg.build import Options, build

        several = [paths] if isinstance(paths, (str, Path)) else paths
        build(several, folder, options=Options(**{"workers": 1, **options}))
        return cls.open(folder)

    def __repr__(self) -> str:
        counts = self._build.counts
        return (f"Graph({str(self.path)!r}: {counts['documents']} documents, {counts['entities']} entities, "
                f"{counts['facts']} facts)")

    @property
    def path(self) -> Path:
        """The folder of the build."""
        return self._build.path

    @property
    def report(self) -> Mapping[str, Any]:
        """`report.json`: counts, coverage, skipped files, stated totals, conflicts."""
        return interchange.read_report(self.path)

    def documents(self) -> pd.DataFrame:
        """One row a document."""
        from kg.notebook.frames import frame_documents

        return frame_documents(self._documents.values(), self._names)

    def entities(self, type: str | None = None) -> pd.DataFrame:
        """One row an entity, of one type or all, the most mentioned first."""
        from kg.notebook.frames import frame_entities

        _check_type(type, ontology.load().entity_types)
        chosen = (entity for entity in self._entities.values() if type in (None, entity.type))
        return frame_entities(chosen, Counter(mention.entity_id for mention in self._mentions))

    def facts(self, type: str | None = None) -> pd.DataFrame:
        """One row a fact, a column a role: those of one type in the order of the ontology, or those of all types."""
        from kg.notebook.frames import frame_facts

        onto = ontology.load()
        _check_type(type, onto.fact_types)
        chosen = [fact for fact in self._facts.values() if type in (None, fact.type)]
        types = [type] if type else [name for name in onto.fact_types if any(f.type == name for f in chosen)]
        roles = list(dict.fromkeys(role for name in types for role in onto.fact_types[name].roles))
        return frame_facts(chosen, roles, self._names, self._sources)

    def mentions(self) -> pd.DataFrame:
        """One row a mention, in the order of the texts."""
        from kg.notebook.frames import frame_mentions

        return frame_mentions(self._mentions, self._names, self._sources)

    def totals(self) -> pd.DataFrame:
        """The totals that the texts state themselves, beside what was extracted; where they differ, look closer."""
        from kg.notebook.frames import make_frame

        columns = ("subject", "category", "level", "period", "stated", "extracted", "difference", "quotation")
        rows = self.report.get("totals", ())
        return make_frame(({**row, "quotation": _flat(row["evidence"]["text"])} for row in rows), columns)

    def entity(self, name: str) -> EntityCard:
        """The card of the entity with this name, alias or id. QueryError offers near names."""
        from kg.notebook.cards import EntityCard
        from kg.store.card import make_cards

        return EntityCard(tuple(make_cards(self.path, name)))

    def quote(self, fact_id: str, *, context: int = CONTEXT) -> QuotationCard:
        """The passages that state a fact, with `context` characters on each side."""
        from kg.notebook.cards import Passage, QuotationCard

        self._check_fact(fact_id)
        passages = []
        for e in self._facts[fact_id].evidence:
            text = self.text(e.doc_id)
            before, after = text[max(0, e.start - context):e.start], text[e.end:e.end + context]
            words = map(_flat, (before, e.text, after))
            passages.append(Passage(self._sources[e.doc_id], e.start, e.end, *words))
        return QuotationCard(fact_id, tuple(passages))

    def text(self, document: str) -> str:
        """The text of a document, by its id, its source or the base name of its source."""
        for doc_id, source in self._sources.items():
            if document in (doc_id, source, Path(source).name):
                return interchange.read_text(self.path, doc_id)
        raise QueryError(f"expected the id or file name of a document, got {document!r}; see documents()")

    def cypher(self, query: str, **parameters: Any) -> pd.DataFrame:
        """The rows of a Cypher query on the embedded store. Queries only read."""
        from kg.notebook.frames import make_frame
        from kg.store.cypher import check_parameters
        from kg.store.embedded import open_store

        check_parameters(query, parameters)
        store = open_store(self.path)
        try:
            rows = list(store.read(query, parameters))
        finally:
            store.close()
        return make_frame(rows, list(rows[0]) if rows else [])

    def ask(self, question: str, **parameters: Any) -> pd.DataFrame:
        """The answer to a question of the cookbook (`kg query DIR --list`)."""
        from kg.cookbook.catalogue import find_question

        entry = find_question(question)
        frame = self.cypher(entry.cypher, **entry.bind({name: str(value) for name, value in parameters.items()}))
        return frame if len(frame) else frame.reindex(columns=list(entry.columns))

    def sparql(self, query: str) -> pd.DataFrame:
        """The solutions of a SPARQL query over the RDF export; prefixes kg:, skos: … need no declaration."""
        from kg.notebook.sparql import select

        return select(self._triples, query)

    def networkx(self, *fact_types: str) -> nx.MultiDiGraph:
        """Entities and the relations between them, of some fact types or all of them."""
        from kg.notebook.network import make_network

        onto = ontology.load()
        for type_ in fact_types:
            _check_type(type_, onto.fact_types)
        return make_network(self._entities, self._facts.values(), onto, fact_types or tuple(onto.fact_types))

    def view(self, *, height: int = 600) -> View:
        """The interactive view of the whole graph, in the notebook, without a server."""
        from kg.notebook.view import View

        return View(self.path, height)

    def reject(self, fact_id: str, decisions: str | Path, *, note: str = "") -> None:
        """Add to a decisions file that a fact is not so; `Graph.build(…, decisions=file)` then leaves it out."""
        from kg.resolve.decisions import append_decision, make_decision

        self._check_fact(fact_id)
        append_decision(Path(decisions), make_decision("reject", fact_id, note=note))

    def correct(self, fact_id: str, decisions: str | Path, *, note: str = "", **role: str | int | float) -> None:
        """Add to a decisions file the right value of a role: `g.correct(id, "decisions.jsonl", date="2024")`."""
        from kg.resolve.decisions import append_decision, make_decision

        self._check_fact(fact_id)
        for name, value in role.items():
            append_decision(Path(decisions), make_decision("correct", fact_id, role=name, values=(value,), note=note))

    def _check_fact(self, fact_id: str) -> None:
        if fact_id not in self._facts:
            raise QueryError(f"expected the id of a fact, got {fact_id!r}; see the id column of facts()")

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {document.doc_id: document for document in interchange.iter_documents(self.path)}

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {doc_id: document.source for doc_id, document in self._documents.items()}

    @cached_property
    def _entities(self) -> Mapping[str, Entity]:
        return {entity.id: entity for entity in interchange.iter_entities(self.path)}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {id_: entity.name for id_, entity in self._entities.items()}

    @cached_property
    def _mentions(self) -> tuple[Mention, ...]:
        return tuple(interchange.iter_mentions(self.path))

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in interchange.iter_facts(self.path)}

    @cached_property
    def _triples(self) -> Any:
        from kg.notebook.sparql import load_triples

        return load_triples(self.path)


def _check_type(type_: str | None, known: Iterable[str]) -> None:
    names = list(known)
    if type_ is not None and type_ not in names:
        raise QueryError(f"expected a type of {', '.join(names)}, got {type_!r}")


def _flat(text: str) -> str:
    return "".join(text.split("\n")).replace("\r", "").replace("\t", " ")
