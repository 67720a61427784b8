"""Clean ranges as quotations of the source. A quotation that is not in the source stops the build."""

from __future__ import annotations

from kg.errors import BuildError
from kg.model import Evidence
from pipelines.layout.model import Layout
from pipelines.layout.widths import narrow


def quote(layout: Layout, doc_id: str, start: int, end: int) -> Evidence:
    """The source range of a clean range, white space at its ends left off, with the exact source slice.

    Raises BuildError when the source does not hold the first and last character of the range there."""
    start, end = trim(layout, start, end)
    if start >= end:
        raise BuildError(f"{doc_id}: a record quotes nothing (clean offset {start}); please report this document")
    first, last = layout.to_source(start, end)
    text = layout.source[first:last].strip()
    first += layout.source[first:last].index(text)
    last = first + len(text)
    whole = layout.text[start:end]
    if not text or narrow(text[0]) not in narrow(whole) or narrow(text[-1]) not in narrow(whole):
        raise BuildError(f"{doc_id}: source characters {first}-{last} are {text[:40]!r}, expected {whole[:40]!r}; "
                         "please report this document")
    return Evidence(doc_id, first, last, text)


def trim(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    while start < end and layout.text[start].isspace():
        start += 1
    while start < end and layout.text[end - 1].isspace():
        end -= 1
    return start, end
