"""What the HTML page knows: the graph as small arrays, numbered references instead of ids, and quotations in context."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kg import interchange
from kg.errors import BuildError
from kg.export.colours import PALETTE
from kg.export.counts import Counts
from kg.export.picture import lay_out
from kg.interchange import Build
from kg.model import Document, EntityRef, Evidence, Fact, Mention
from kg.ontology import FactType, Ontology

CONTEXT: Final = 70  # characters before and after a quotation
_YEAR: Final = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")

Edge = tuple[int, int, int, int]


def collect(build: Build, onto: Ontology) -> tuple[dict[str, Any], Counts]:
    """The data of the page and what it holds. The arrays are described where they are made."""
    documents = list(interchange.iter_documents(build.path))
    entities = list(interchange.iter_entities(build.path))
    mentions = Counter(_entity_of(m) for m in interchange.iter_mentions(build.path))
    facts = list(interchange.iter_facts(build.path))
    numbers = {entity.id: number for number, entity in enumerate(entities)}
    edges = [edge for number, fact in enumerate(facts) for edge in _edges(number, fact, numbers, onto)]
    types, roles = list(onto.entity_types), _roles(onto)
    kinds = [_index(types, entity.type) for entity in entities]
    spots = lay_out(len(entities), [(source, target) for _, source, target, _ in edges], kinds=kinds)
    texts = _Texts(build.path, documents)
    data = {
        "build": build.build_id,
        "entityTypes": [_words(t.name, t.label.zh, t.label.en) | {"colour": PALETTE[i % len(PALETTE)]}
                        for i, t in enumerate(onto.entity_types.values())],
        "factTypes": [_words(t.name, t.label.zh, t.label.en) for t in onto.fact_types.values()],
        "roles": [_words(name, *labels) for name, labels in roles.items()],
        "levels": [_words(level, level, text.en) for level, text in onto.schemes["Level"].terms.items()],
        "documents": [[d.doc_id, d.title, d.source] for d in documents],
        "nodes": [[e.id, _index(types, e.type), e.name, list(e.aliases), *spots[i], mentions[e.id]]
                  for i, e in enumerate(entities)],
        "facts": [_fact(fact, numbers, onto, texts) for fact in facts],
        "edges": [list(edge) for edge in edges],
    }
    counts = Counts(len(documents), sum(mentions.values()), len(entities), len(facts), None)
    return data | {"counts": dict(counts.rows())}, counts


class _Texts:
    """Quotations in their context; a build without texts gives the quotation alone."""

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        self._numbers = {document.doc_id: number for number, document in enumerate(documents)}
        self._texts = {doc_id: _read(folder, doc_id) for doc_id in self._numbers}

    def row(self, evidence: Evidence) -> list[Any]:
        """[document, start, end, text before, quotation, text after]."""
        text = self._texts.get(evidence.doc_id, "")
        before = text[max(0, evidence.start - CONTEXT) : evidence.start]
        after = text[evidence.end : evidence.end + CONTEXT]
        number = self._numbers.get(evidence.doc_id, -1)
        return [number, evidence.start, evidence.end, before, evidence.text, after]


def _read(folder: Path, doc_id: str) -> str:
    try:
        return interchange.read_text(folder, doc_id)
    except BuildError:
        return ""


def _fact(fact: Fact, numbers: dict[str, int], onto: Ontology, texts: _Texts) -> list[Any]:
    """[id, type, [[role, [entity number or text]]], confidence, method, level, year, evidence]."""
    role_names = list(_roles(onto))
    roles = [
        [_index(role_names, role), [_value(v, numbers) for v in values]] for role, values in _in_order(fact, onto)
    ]
    levels = [str(v.value) for v in fact.roles.get("level", ()) if not isinstance(v, EntityRef)]
    level = _index(list(onto.levels), levels[0]) if levels else -1
    evidence = [texts.row(e) for e in fact.evidence]
    type_ = _index(list(onto.fact_types), fact.type)
    return [fact.id, type_, roles, round(fact.confidence, 3), fact.method, level, _year(fact), evidence]


def _in_order(fact: Fact, onto: Ontology) -> Iterator[tuple[str, Sequence[Any]]]:
    type_ = onto.fact_types.get(fact.type)
    known = [name for name in type_.roles if name in fact.roles] if type_ else []
    for role in [*known, *sorted(fact.roles.keys() - set(known))]:
        yield role, fact.roles[role]


def _value(value: Any, numbers: dict[str, int]) -> int | str:
    if isinstance(value, EntityRef):
        return numbers.get(value.entity, value.entity)
    return str(value.value)


def _edges(number: int, fact: Fact, numbers: dict[str, int], onto: Ontology) -> Iterator[Edge]:
    """(fact, source, target, role): a star from the entity of the first key role to all other entities of the fact."""
    type_ = onto.fact_types.get(fact.type)
    if type_ is None:
        return
    role_names = list(_roles(onto))
    centre = _centre(fact, type_, numbers)
    seen = {centre}
    for role in type_.roles:
        for value in fact.roles.get(role, ()):
            target = numbers.get(value.entity, -1) if isinstance(value, EntityRef) else -1
            if centre >= 0 and target >= 0 and target not in seen:
                seen.add(target)
                yield (number, centre, target, _index(role_names, role))


def _centre(fact: Fact, type_: FactType, numbers: dict[str, int]) -> int:
    """The number of the first entity that fills a key role, in the order of the roles; -1 when none does."""
    for role in type_.key_roles:
        for value in fact.roles.get(role, ()):
            if isinstance(value, EntityRef) and value.entity in numbers:
                return numbers[value.entity]
    return -1


def _roles(onto: Ontology) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for type_ in onto.fact_types.values():
        for role in type_.roles.values():
            found.setdefault(role.name, (role.label.zh, role.label.en))
    return found


def _year(fact: Fact) -> int:
    for role in ("date", "period"):
        for value in fact.roles.get(role, ()):
            found = _YEAR.search(str(value.value)) if not isinstance(value, EntityRef) else None
            if found:
                return int(found.group())
    return 0


def _entity_of(mention: Mention) -> str:
    return mention.entity_id


def _words(name: str, zh: str, en: str) -> dict[str, str]:
    return {"name": name, "zh": zh, "en": en}


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1
