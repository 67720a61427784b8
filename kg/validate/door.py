"""`validate`: all checks of a build, worst results first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from kg import interchange
from kg.interchange import Build, open_build, read_report
from kg.ontology import Ontology, load
from kg.validate.facts import check_fact
from kg.validate.graph import Seen, check_counts, check_entity, check_totals
from kg.validate.result import Result
from kg.validate.shapes import check_shapes
from kg.validate.texts import Texts, check_document, check_evidence, check_mention

Progress = Callable[[str], None]
T = TypeVar("T")


def keep_quiet(_stage: str) -> None:
    """Progress that nobody watches."""


def validate(folder: Path, *, shapes: bool = True, progress: Progress = keep_quiet) -> list[Result]:
    """Every result for the build in `folder`; an empty list is a clean build.

    `shapes` runs the SHACL shapes too, which takes about ten times as long. Raises BuildError when the folder is no
    build or a line of it cannot be read.
    """
    build = open_build(folder)
    onto = load()
    progress("records")
    results = list(_check_records(build, onto))
    if shapes:
        progress("shapes")
        known = {result.focus for result in results}
        results += [result for result in check_shapes(build, onto) if _focus(result.focus) not in known]
    return sorted(set(results), key=Result.order)


def _check_records(build: Build, onto: Ontology) -> Iterator[Result]:
    path, texts, seen = build.path, Texts(build.path), Seen(onto)
    found: Counter[str] = Counter()
    entities = list(_count(interchange.iter_entities(path), "entities", found))
    types = {entity.id: entity.type for entity in entities}
    names = {entity.id: entity.name for entity in entities}
    for entity in entities:
        yield from check_entity(entity, onto)
        yield from seen.check_id(entity.id, "entities")
    for document in _count(interchange.iter_documents(path), "documents", found):
        yield from check_document(document, texts, types)
        yield from seen.check_id(document.doc_id, "documents")
    for mention in _count(interchange.iter_mentions(path), "mentions", found):
        yield from check_mention(mention, texts, types)
        yield from seen.check_mention(mention)
    for fact in _count(interchange.iter_facts(path), "facts", found):
        yield from check_fact(fact, types, onto, names=names)
        yield from check_evidence(fact, texts)
        yield from seen.check_id(fact.id, "facts")
        yield from seen.check_fact(fact)
    for entity in entities:
        yield from seen.check_orphan(entity)
    for redirect in _count(interchange.iter_redirects(path), "redirects", found):
        yield from seen.check_redirect(redirect)
    yield from check_counts(build.counts, found)
    yield from check_totals(read_report(path).get("totals", ()))


def _count(records: Iterable[T], kind: str, found: Counter[str]) -> Iterator[T]:
    for record in records:
        found[kind] += 1
        yield record


def _focus(node: str) -> str:
    """The focus of a result on a part of a document (`d1.12-40.selector`) is the stretch it belongs to."""
    return node.removesuffix(".selector")
