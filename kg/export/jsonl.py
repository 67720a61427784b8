"""JSON Lines: the records of a build, each read and checked, and written again; streamed."""

from __future__ import annotations

import json
from pathlib import Path

from kg import interchange, records
from kg.export.counts import Counts
from kg.interchange import Build
from kg.ontology import Ontology

_READERS = {
    "documents": interchange.iter_documents,
    "mentions": interchange.iter_mentions,
    "entities": interchange.iter_entities,
    "facts": interchange.iter_facts,
    "redirects": interchange.iter_redirects,
}


def write(build: Build, path: Path, *, onto: Ontology) -> Counts:
    """Write `<kind>.jsonl` for each kind of record into the folder `path`."""
    del onto  # the records are the same under any ontology
    counts = Counts()
    for kind, read in _READERS.items():
        number = 0
        with (path / f"{kind}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for record in read(build.path):
                file.write(json.dumps(records.WRITERS[kind](record), ensure_ascii=False) + "\n")
                number += 1
        setattr(counts, kind, number)
    return counts
