"""The card of an entity: names, facts by type, each with its quotations. Read from the files of a build; no Java."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import interchange, ontology
from kg.errors import QueryError
from kg.ids import normal_form
from kg.model import Entity, EntityRef, Fact


@dataclass(frozen=True, slots=True)
class Quotation:
    """Where a fact is stated: source of the document, offsets in its original text, the words."""

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CardFact:
    """A fact on a card: role -> names or literals, and every place that states it."""

    id: str
    type: str
    roles: Mapping[str, tuple[str, ...]]
    quotations: tuple[Quotation, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Card:
    """An entity and its facts by type, types in the order of the ontology."""

    entity: Entity
    mentions: int
    facts: Mapping[str, tuple[CardFact, ...]]


def make_cards(build_dir: str | Path, name: str) -> list[Card]:
    """The cards of all entities called `name` (a name, an alias or an id). QueryError offers near names."""
    folder = interchange.open_build(build_dir).path
    entities = {entity.id: entity for entity in interchange.iter_entities(folder)}
    found = find_entities(entities, name, redirects={r.old: r.new for r in interchange.iter_redirects(folder)})
    wanted = {entity.id for entity in found}
    mentions = dict.fromkeys(wanted, 0)
    for mention in interchange.iter_mentions(folder):
        if mention.entity_id in wanted:
            mentions[mention.entity_id] += 1
    facts = [fact for fact in interchange.iter_facts(folder) if wanted & set(_entity_ids(fact))]
    sources = {document.doc_id: document.source for document in interchange.iter_documents(folder)}
    names = {id_: entity.name for id_, entity in entities.items()}
    return [
        Card(e, mentions[e.id], _by_type([f for f in facts if e.id in _entity_ids(f)], names, sources)) for e in found
    ]


def find_entities(entities: Mapping[str, Entity], name: str, *, redirects: Mapping[str, str]) -> list[Entity]:
    """Entities by id, else by exact name or alias, else by normal form; QueryError with near names when none."""
    if (id_ := redirects.get(name, name)) in entities:
        return [entities[id_]]
    exact = [e for e in entities.values() if name in (e.name, *e.aliases)]
    form = normal_form(name)
    found = exact or [e for e in entities.values() if form in map(normal_form, (e.name, *e.aliases))]
    if not found:
        raise QueryError(_explain_absence(name, entities))
    return sorted(found, key=lambda e: (name != e.name, e.type, e.id))


def card_data(card: Card) -> dict[str, Any]:
    """A card as JSON data."""
    entity = card.entity
    facts = {
        type_: [
            {"id": f.id, "roles": {r: list(v) for r, v in f.roles.items()}, "confidence": f.confidence,
             "quotations": [{"source": q.source, "start": q.start, "end": q.end, "text": q.text} for q in f.quotations]}
            for f in group
        ]
        for type_, group in card.facts.items()
    }
    properties = {key: list(v) if isinstance(v, tuple) else v for key, v in entity.properties.items()}
    return {"id": entity.id, "type": entity.type, "name": entity.name, "aliases": list(entity.aliases),
            "properties": properties, "mentions": card.mentions, "facts": facts}


def card_lines(card: Card, *, limit: int = 0) -> Iterator[str]:
    """A card as text; `limit` facts of each type, all when 0."""
    onto = ontology.load()
    entity = card.entity
    yield f"{entity.name}  [{onto.entity_types[entity.type].label.zh} {entity.type}]  {entity.id}"
    if entity.aliases:
        yield f"  又称 aliases: {'、'.join(entity.aliases)}"
    for key, value in sorted(entity.properties.items()):
        yield f"  {key}: {'、'.join(map(str, value)) if isinstance(value, tuple) else value}"
    yield f"  提及 mentions: {card.mentions}   事实 facts: {sum(map(len, card.facts.values()))}"
    for type_, facts in card.facts.items():
        yield ""
        yield f"  {onto.fact_types[type_].label.zh} {type_} ({len(facts)})"
        shown = facts[:limit] if limit else facts
        for fact in shown:
            yield from _fact_lines(fact)
        if len(shown) < len(facts):
            yield f"    … {len(facts) - len(shown)} more; --limit 0 shows all"


def _fact_lines(fact: CardFact) -> Iterator[str]:
    yield "    - " + "; ".join(f"{role}: {'、'.join(values)}" for role, values in fact.roles.items())
    for quotation in fact.quotations:
        text = " ".join(quotation.text.split())
        yield f"        “{text}”  {quotation.source} {quotation.start}–{quotation.end}"


def _entity_ids(fact: Fact) -> list[str]:
    return [value.entity for values in fact.roles.values() for value in values if isinstance(value, EntityRef)]


def _by_type(
    facts: list[Fact], names: Mapping[str, str], sources: Mapping[str, str]
) -> dict[str, tuple[CardFact, ...]]:
    order = ontology.load().fact_types
    grouped = {type_: tuple(_card_fact(f, names, sources) for f in facts if f.type == type_) for type_ in order}
    return {type_: group for type_, group in grouped.items() if group}


def _card_fact(fact: Fact, names: Mapping[str, str], sources: Mapping[str, str]) -> CardFact:
    roles = {
        role: tuple(names.get(v.entity, v.entity) if isinstance(v, EntityRef) else str(v.value) for v in values)
        for role, values in fact.roles.items()
    }
    quotations = tuple(Quotation(sources.get(e.doc_id, e.doc_id), e.start, e.end, e.text) for e in fact.evidence)
    return CardFact(fact.id, fact.type, roles, quotations, fact.confidence)


def _explain_absence(name: str, entities: Mapping[str, Entity]) -> str:
    near = near_names(name, entities)
    hint = f"did you mean {'、'.join(near)}?" if near else "see: kg query DIR find_entity -p text=…"
    return f"expected the name or id of an entity, found none called {name!r}; {hint}"


def near_names(name: str, entities: Mapping[str, Entity], *, limit: int = 5) -> list[str]:
    """Names like the given one: those that contain it or are in it first, then by likeness."""
    names = sorted({n for entity in entities.values() for n in (entity.name, *entity.aliases)})
    inside = sorted((n for n in names if name and (name in n or (len(n) > 2 and n in name))), key=lambda n: (len(n), n))
    alike = difflib.get_close_matches(name, names, n=limit, cutoff=0.5)
    return list(dict.fromkeys([*inside[:limit], *alike]))[:limit]
