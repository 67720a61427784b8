"""Records of a build as pandas frames. Entities in roles are shown by name; several values are joined by 、."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.model import Document, Entity, EntityRef, Fact, Mention, RoleValue

if TYPE_CHECKING:
    import pandas as pd

JOIN = "、"


def import_pandas() -> Any:
    """The pandas module; KgError says how to get it."""
    try:
        import pandas
    except ImportError:
        raise KgError("expected pandas for frames, found none; pip install 'zhijiao-kg[notebooks]'") from None
    return pandas


def make_frame(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """A frame with these columns, also when there are no rows."""
    frame: pd.DataFrame = import_pandas().DataFrame(list(rows), columns=list(columns))
    return frame


def frame_documents(documents: Iterable[Document], names: Mapping[str, str]) -> pd.DataFrame:
    """One row a document; the subject by name."""
    rows = [
        {"id": d.doc_id, "title": d.title, "source": d.source, "date": d.date, "place": d.place, "chars": d.chars,
         "subject": names.get(d.subject or "")}
        for d in documents
    ]
    return make_frame(rows, ("id", "title", "source", "date", "place", "chars", "subject"))


def frame_entities(entities: Iterable[Entity], counts: Mapping[str, int]) -> pd.DataFrame:
    """One row an entity, the most mentioned first."""
    ordered = sorted(entities, key=lambda e: (-counts.get(e.id, 0), e.type, e.name))
    rows = [
        {"id": e.id, "type": e.type, "name": e.name, "aliases": JOIN.join(e.aliases), "mentions": counts.get(e.id, 0)}
        for e in ordered
    ]
    return make_frame(rows, ("id", "type", "name", "aliases", "mentions"))


def frame_mentions(mentions: Iterable[Mention], names: Mapping[str, str], sources: Mapping[str, str]) -> pd.DataFrame:
    """One row a mention, in the order of the texts."""
    rows = [
        {"source": sources.get(m.doc_id, m.doc_id), "start": m.start, "end": m.end, "text": m.text, "type": m.type,
         "entity": names.get(m.entity_id, m.entity_id), "confidence": m.confidence}
        for m in mentions
    ]
    return make_frame(rows, ("source", "start", "end", "text", "type", "entity", "confidence"))


def frame_facts(
    facts: Sequence[Fact], roles: Sequence[str], names: Mapping[str, str], sources: Mapping[str, str]
) -> pd.DataFrame:
    """One row a fact: its roles by name, its first quotation, where that stands, and how many there are."""
    rows = []
    for fact in facts:
        first = fact.evidence[0]
        rows.append(
            {"id": fact.id, "type": fact.type}
            | {role: show_values(fact.roles.get(role, ()), names) for role in roles}
            | {"confidence": fact.confidence, "quotation": " ".join(first.text.split()),
               "source": sources.get(first.doc_id, first.doc_id), "quotations": len(fact.evidence)}
        )
    return make_frame(rows, ("id", "type", *roles, "confidence", "quotation", "source", "quotations"))


def show_values(values: Sequence[RoleValue], names: Mapping[str, str]) -> Any:
    """A single literal as it is (numbers stay numbers), else names and literals joined; None when there is none."""
    shown = [names.get(v.entity, v.entity) if isinstance(v, EntityRef) else v.value for v in values]
    if not shown:
        return None
    return shown[0] if len(shown) == 1 else JOIN.join(map(str, shown))
