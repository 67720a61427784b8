"""Names of a page as mentions in source offsets."""

from __future__ import annotations

import re

from kg.model import Mention
from pipelines.emission.quotation import quote
from pipelines.page import Page

_BREAKS = re.compile(r"[\r\n]+")


def local_id(doc_id: str, key: int) -> str:
    """Id of an entity inside its document, until `kg.resolve` says who it is."""
    return f"{doc_id}#{key}"


def emit_mentions(page: Page, doc_id: str) -> tuple[Mention, ...]:
    """One mention a span, sorted; of two with equal start, end and type the surer one stays."""
    best: dict[tuple[int, int, str], Mention] = {}
    for span in page.spans:
        quotation = quote(page.layout, doc_id, span.start, span.end)
        mention = Mention(
            doc_id, quotation.start, quotation.end, _BREAKS.sub("", quotation.text), span.label,
            local_id(doc_id, page.entity_of[span]), round(span.confidence, 4), span.method,
        )
        key = (mention.start, mention.end, mention.type)
        if key not in best or best[key].confidence < mention.confidence:
            best[key] = mention
    return tuple(best[key] for key in sorted(best))
