"""Names predicted for annotated documents by models that never saw them, as `pipelines.training.crossval` writes them."""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.layout import Layout
from pipelines.span import NameSpan


def read_spans(path: Path, layout: Layout) -> tuple[NameSpan, ...]:
    """The names of one file ([start, end, label, confidence, method] in source offsets) in clean coordinates, sorted."""
    names = set()
    for start, end, label, confidence, method in json.loads(path.read_text(encoding="utf-8")):
        found = layout.from_source(start, end)
        if found is not None and found[0] < found[1]:
            names.add(NameSpan(*found, label, confidence, method))
    return tuple(sorted(names))
