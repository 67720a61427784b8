"""Text side of zhijiao-kg: documents and language. Knows nothing of databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load() -> Language:
    """The shipped spaCy pipeline: `for doc in load().pipe(texts): doc.spans["mentions"]`."""
    import spacy

    from kg.resources import resource
    from pipelines.components import names, segmenter  # noqa: F401 - importing registers the factories
    return spacy.load(resource(__file__, "models", "zh_zhijiao"))
