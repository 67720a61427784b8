"""A document file -> kg.model.Reading: every stage in turn, timed, and its records in offsets of the source.

The one module that knows both the text side and kg.model; the entry point `kg.readers`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kg import ids
from kg.errors import InputError
from kg.model import Document, Entity, Reading
from pipelines import facts, reference
from pipelines.components import recognise
from pipelines.emission import claims, heads, mentions
from pipelines.facts.claim import Claim
from pipelines.layout import analyse
from pipelines.page import Page
from pipelines.reading import Source, read_source
from pipelines.reference import lineage
from pipelines.reference.lineage import Change
from pipelines.sentences import count_sentences

MAX_LINE = 1_000_000
"""Characters. A longer line is no document: a dump, or a text that has lost its line breaks."""

T = TypeVar("T")


class _Watch:
    """Wall seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = work()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start
        return result


def read_path(path: str | Path) -> Reading:
    """All that is stated in the document at `path`. InputError when it cannot be read as a document."""
    watch = _Watch()
    source = watch.run("read", lambda: read_source(Path(path)))
    return _read(replace(source, name=Path(path).as_posix()), watch)


def read_text(text: str, *, name: str = "text") -> Reading:
    """The same for a text in memory."""
    return _read(Source(name, text), _Watch())


def emit_page(source: Source, page: Page) -> Reading:
    """All that a page states whose names were found before (measuring with the names of models that never saw it)."""
    return _emit(source, page, facts.extract(page), lineage.read(page))


def _read(source: Source, watch: _Watch) -> Reading:
    _check_lines(source)
    layout = watch.run("layout", lambda: analyse(source.text))
    spans = watch.run("recognise", lambda: recognise(layout))
    page = watch.run("refer", lambda: reference.refer(layout, spans))
    found = watch.run("facts", lambda: facts.extract(page))
    changes = watch.run("refer", lambda: lineage.read(page))
    reading = watch.run("emit", lambda: _emit(source, page, found, changes))
    return replace(reading, seconds=watch.seconds)


def _check_lines(source: Source) -> None:
    longest = max(map(len, source.text.split("\n")))
    if longest > MAX_LINE:
        raise InputError(f"{source.name}: expected lines of at most {MAX_LINE:,} characters, found one of {longest:,}; "
                         "break the text into lines")


def _emit(source: Source, page: Page, found: tuple[Claim, ...], changes: tuple[Change, ...]) -> Reading:
    doc_id = ids.document_id(source.text)
    sentences, with_fact = count_sentences(page.layout, [(claim.start, claim.end) for claim in found])
    return Reading(
        document=_document(source, page, doc_id),
        text=source.text,
        mentions=mentions.emit_mentions(page, doc_id),
        entities=tuple(
            Entity(mentions.local_id(doc_id, e.key), e.type, e.name, tuple(sorted(set(e.aliases) - {e.name})))
            for e in page.entities
        ),
        facts=claims.emit_facts(page, doc_id, found),
        totals=claims.emit_totals(page, doc_id, found),
        name_changes=claims.emit_changes(page, doc_id, changes),
        sentences=sentences,
        sentences_with_fact=with_fact,
    )


def _document(source: Source, page: Page, doc_id: str) -> Document:
    return Document(
        doc_id,
        source.name,
        heads.read_title(page.layout) or Path(source.name).stem,
        ids.sha256(source.text),
        len(source.text),
        None if page.subject is None else mentions.local_id(doc_id, page.subject),
        heads.read_date(page.layout) or page.year or None,
        page.place or None,
    )
