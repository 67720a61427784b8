"""N-Quads: a line a statement, streamed. Named graphs are the documents.

The statements are those of `kg.export.rdf`, in its order. Mentions and quotations are most of the lines and always have
the same shape: they are laid out once by that module, with samples for values, and filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kg.export.counts import Counts
from kg.export.rdf import (
    Block,
    FactBlocks,
    document_block,
    entity_block,
    evidence_blocks,
    indicator_block,
    mention_blocks,
    redirect_block,
)
from kg.export.template import Template
from kg.export.terms import escape, node
from kg.export.walk import walk
from kg.interchange import Build
from kg.model import Evidence, Fact, Mention
from kg.ontology import Ontology

PIECES: Final = 500  # a write: fewer calls, and little memory
# Values to lay out with.
_DOCUMENT, _OTHER, _TEXT, _START, _END = "0document0", "0other0", "0text0", 8_000_000_000_001, 8_000_000_000_002
_SLOTS: Final = tuple(
    str(slot).encode() for slot in (f"{_DOCUMENT}.{_START}-{_END}", _DOCUMENT, _OTHER, _START, _END, _TEXT))
_BEFORE: Final = len(node(""))


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write all statements of a build to the file `path`."""
    counts = Counts()
    facts = FactBlocks(onto)
    handlers: Mapping[str, Callable[[Any], bytes]] = {
        "documents": lambda document: _lines([document_block(document)]),
        "entities": lambda entity: _lines([entity_block(entity)]),
        "facts": lambda fact: _fact(facts, fact),
        "mentions": _mention,
        "redirects": lambda redirect: _lines([redirect_block(redirect)]),
    }
    pieces = [_lines([indicator_block()])]
    with path.open("wb") as file:
        for piece in walk(build, counts, handlers):
            pieces.append(piece)
            if len(pieces) >= PIECES:
                file.write(b"".join(pieces))
                pieces.clear()
        file.write(b"".join(pieces))
    return counts


def _lines(blocks: Iterable[Block]) -> bytes:
    """Blocks as lines: what a line is, said once."""
    lines = []
    for graph, subject, pairs in blocks:
        tail = f" {graph} .\n" if graph else " .\n"
        lines += [f"{subject} {predicate} {value}{tail}" for predicate, value in pairs]
    return "".join(lines).encode()


def _fact(facts: FactBlocks, fact: Fact) -> bytes:
    lines = _lines(facts.default_blocks(fact))
    for evidence in fact.evidence:
        lines += _evidence(fact.id, evidence)
    return lines


def _evidence(fact_id: str, evidence: Evidence) -> bytes:
    start, end = evidence.start, evidence.end
    if not _is_usual(start, end):
        return _lines(evidence_blocks(fact_id, evidence))
    template = _evidence_template(bool(evidence.text))
    return template.fill(*_stretch(evidence.doc_id, start, end, fact_id), escape(evidence.text).encode())


def _mention(mention: Mention) -> bytes:
    start, end = mention.start, mention.end
    template = _mention_template(mention.type, mention.method, mention.confidence)
    if template is None or not _is_usual(start, end):
        return _lines(mention_blocks(mention))
    return template.fill(*_stretch(mention.doc_id, start, end, mention.entity_id), escape(mention.text).encode())


def _stretch(doc_id: str, start: int, end: int, other: str) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """What fills the slots, but for the text."""
    document = _local(doc_id)
    return b"%b.%d-%d" % (document, start, end), document, _local(other), b"%d" % start, b"%d" % end


def _is_usual(start: int, end: int) -> bool:
    """Whether both are the offsets that every build should have: a negative one is written as another type."""
    return start >= 0 and end >= 0


@lru_cache(maxsize=2)
def _evidence_template(has_text: bool) -> Template:
    sample = Evidence(_DOCUMENT, _START, _END, _TEXT if has_text else "")
    return Template(_lines(evidence_blocks(_OTHER, sample)), _SLOTS)


@lru_cache(maxsize=4096)
def _mention_template(type_: str, method: str, confidence: float) -> Template | None:
    if any(str(slot) in type_ + method for slot in (_DOCUMENT, _OTHER, _TEXT, _START, _END)):
        return None
    sample = Mention(_DOCUMENT, _START, _END, _TEXT, type_, _OTHER, confidence, method)
    return Template(_lines(mention_blocks(sample)), _SLOTS)


@lru_cache(maxsize=50_000)
def _local(id_: str) -> bytes:
    """The last part of the IRI of an id."""
    return node(id_)[_BEFORE - 1 : -1].encode()
