"""A build as rows of the property graph: nodes, each with the relationships that live and die with it.

An entity owns none; a document owns its subject and its mentions; a fact owns its roles, statements and short cuts.
`node_hash` covers a node and what it owns, so equal hashes mean that nothing is to be done.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from kg.errors import StoreError
from kg.model import Document, Entity, EntityRef, Fact, Literal, Mention, RoleValue, Scalar
from kg.ontology import FactType, Ontology, Role, Shortcut
from kg.store.naming import KEY, MENTIONED_IN, STATED_IN, SUBJECT, check_identifier, role_link

Properties = dict[str, Any]
_encode: Final = msgspec.json.Encoder(order="deterministic").encode


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A relationship. `source` and `target` are ids; `properties` include its `key`, unique in its type."""

    type: str
    source_label: str
    source: str
    target_label: str
    target: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node: first label (Entity, Document or Fact), second label (or ""), id, properties with the id, own links."""

    label: str
    type: str
    id: str
    properties: Mapping[str, Any]
    links: tuple[LinkRow, ...] = ()


def node_hash(node: NodeRow) -> str:
    """Digest of everything a node row holds, sixteen hexadecimal digits."""
    links = [(x.type, x.source, x.target, x.properties) for x in node.links]
    raw = _encode((node.label, node.type, node.properties, links))
    return hashlib.blake2b(raw, digest_size=8).hexdigest()


def entity_nodes(entities: Iterable[Entity], mentions: Iterable[Mention], ontology: Ontology) -> Iterator[NodeRow]:
    """Entities with how often they are mentioned; mentions come sorted by document, two numbers for an entity stay in memory."""
    counts: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for _, found in _group_mentions(mentions):
        ids = [mention.entity_id for mention in found]
        counts.update(ids)
        documents.update(set(ids))
    for entity in entities:
        yield entity_node(entity, ontology, mentions=counts[entity.id], documents=documents[entity.id])


def entity_node(entity: Entity, ontology: Ontology, *, mentions: int, documents: int) -> NodeRow:
    """An entity. `names` holds the name and all aliases, so that one look-up finds any of them; `mentions` in `documents`
    are counted here, once: adding them up from the relationships takes seconds on a large graph."""
    if entity.type not in ontology.entity_types:
        raise StoreError(f"entity {entity.id} has type {entity.type!r}, which the ontology does not know; build again")
    own: Properties = {"id": entity.id, "type": entity.type, "name": entity.name}
    own |= {"names": [entity.name, *entity.aliases], "mentions": mentions, "documents": documents}
    if entity.aliases:
        own["aliases"] = list(entity.aliases)
    return NodeRow("Entity", entity.type, entity.id, _with_extras(own, entity.properties, entity.id))


def document_nodes(documents: Iterable[Document], mentions: Iterable[Mention]) -> Iterator[NodeRow]:
    """Documents with their mentions; both come sorted by document, so one document is in memory at a time."""
    grouped = _group_mentions(mentions)
    waiting = next(grouped, None)
    for document in documents:
        found: list[Mention] = []
        while waiting is not None and waiting[0] <= document.doc_id:
            if waiting[0] != document.doc_id:
                raise StoreError(f"mentions of {waiting[0]} have no document; build again")
            found += waiting[1]
            waiting = next(grouped, None)
        yield document_node(document, found)


def document_node(document: Document, mentions: Iterable[Mention]) -> NodeRow:
    """A document, its subject, and one MENTIONED_IN for each entity with the offsets of all its mentions."""
    own = {
        "id": document.doc_id, "source": document.source, "title": document.title, "sha256": document.sha256,
        "chars": document.chars, "date": document.date, "place": document.place,
    }
    links = list(_mention_links(document.doc_id, mentions))
    if document.subject:
        links.append(_link(SUBJECT, ("Document", document.doc_id), ("Entity", document.subject), {}))
    return NodeRow("Document", "", document.doc_id, {k: v for k, v in own.items() if v is not None}, tuple(links))


def fact_node(fact: Fact, ontology: Ontology) -> NodeRow:
    """A fact: literal roles are properties, entity roles ROLE_… links, evidence STATED_IN links, short cuts beside."""
    type_ = ontology.fact_types.get(fact.type)
    if type_ is None:
        raise StoreError(f"fact {fact.id} has type {fact.type!r}, which the ontology does not know; build again")
    own: Properties = {"id": fact.id, "type": fact.type, "confidence": round(fact.confidence, 4), "method": fact.method}
    for role, values in fact.roles.items():
        own |= literal_properties(_role(type_, role, fact.id), values)
    if fact.evidence:
        own["quotation"] = fact.evidence[0].text
    own["caption"] = caption(type_, own)
    links = [*_role_links(fact), *_evidence_links(fact), *_shortcut_links(fact, ontology.shortcuts, own)]
    return NodeRow("Fact", fact.type, fact.id, _with_extras(own, fact.properties, fact.id), _distinct(links))


def literal_properties(role: Role, values: Iterable[RoleValue]) -> Properties:
    """Literals of a role: a list where the ontology allows many, else a scalar (others go to `<role>_more`).

    A quantity (30余个) gets its number beside it as `<role>_number`."""
    literals = [value.value for value in values if isinstance(value, Literal)]
    if not literals:
        return {}
    name = check_identifier(role.name)
    if role.many:
        return {name: same_type(literals)}
    found: Properties = {name: literals[0]}
    if len(literals) > 1:
        found[f"{name}_more"] = same_type(literals[1:])
    number = quantity_number(literals[0]) if role.kind == "quantity" else None
    return found if number is None else found | {f"{name}_number": number}


def same_type(values: list[Scalar]) -> list[Scalar]:
    """A list that a database can hold: values of different types become text.

    >>> same_type(["2021", 2022])
    ['2021', '2022']
    """
    return values if len({type(value) for value in values}) == 1 else [str(value) for value in values]


def quantity_number(value: Scalar) -> int | float | None:
    """The number in a quantity, or None when it has none in Arabic digits.

    >>> quantity_number("近1.2万人次"), quantity_number("30余个"), quantity_number("数十项")
    (12000, 30, None)
    """
    if not isinstance(value, str):
        return value
    match = re.search(r"(\d[\d,]*(?:\.\d+)?)\s*(万|亿)?", value)
    if match is None:
        return None
    scale = {None: 1, "万": 10_000, "亿": 100_000_000}[match[2]]
    number = round(float(match[1].replace(",", "")) * scale, 6)
    return int(number) if number.is_integer() else number


def caption(type_: FactType, properties: Mapping[str, Any]) -> str:
    """What to write on a fact in a picture: its kind and, when known, its date or period."""
    when = properties.get("date", properties.get("period", ""))
    text = "、".join(map(str, when)) if isinstance(when, list) else str(when)
    return f"{type_.label.zh} {text}".strip()


def _role(type_: FactType, role: str, fact: str) -> Role:
    found = type_.roles.get(role)
    if found is None:
        raise StoreError(f"fact {fact} has role {role!r}, which {type_.name} does not know; build again")
    return found


def _with_extras(own: Properties, extras: Mapping[str, Any], owner: str) -> Properties:
    for name, value in extras.items():
        if check_identifier(name) in own:
            raise StoreError(f"property {name!r} of {owner} stands for something else in the graph; rename it")
        if value is not None and value != ():
            own[name] = same_type(list(value)) if isinstance(value, tuple | list) else value
    return own


def _link(type_: str, source: tuple[str, str], target: tuple[str, str], properties: Properties, *more: str) -> LinkRow:
    return LinkRow(type_, source[0], source[1], target[0], target[1], {KEY: link_key(source[1], target[1], *more), **properties})


def link_key(*parts: str) -> str:
    """What a relationship is known by in its type: a digest, which Neo4j keeps in the record itself, and so its index small.

    >>> link_key("f01", "e02"), len(link_key("f01", "e02", "7", "9"))
    ('c2446708c26a1015cb2b', 20)
    """
    return hashlib.blake2b(":".join(parts).encode(), digest_size=10).hexdigest()


def _group_mentions(mentions: Iterable[Mention]) -> Iterator[tuple[str, list[Mention]]]:
    group: list[Mention] = []
    for mention in mentions:
        if group and group[0].doc_id != mention.doc_id:
            yield group[0].doc_id, group
            group = []
        group.append(mention)
    if group:
        yield group[0].doc_id, group


def _mention_links(doc_id: str, mentions: Iterable[Mention]) -> Iterator[LinkRow]:
    by_entity: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_entity.setdefault(mention.entity_id, []).append(mention)
    for entity, found in sorted(by_entity.items()):
        found.sort(key=lambda m: (m.start, m.end))
        yield _link(MENTIONED_IN, ("Entity", entity), ("Document", doc_id), {
            "count": len(found), "starts": [m.start for m in found], "ends": [m.end for m in found],
            "surfaces": sorted({m.text for m in found}),
        })


def _role_links(fact: Fact) -> Iterator[LinkRow]:
    for role, values in fact.roles.items():
        for value in values:
            if isinstance(value, EntityRef):
                yield _link(role_link(role), ("Fact", fact.id), ("Entity", value.entity), {})


def _evidence_links(fact: Fact) -> Iterator[LinkRow]:
    for e in fact.evidence:
        properties = {"start": e.start, "end": e.end, "quotation": e.text}
        yield _link(STATED_IN, ("Fact", fact.id), ("Document", e.doc_id), properties, str(e.start), str(e.end))


def _shortcut_links(fact: Fact, shortcuts: Iterable[Shortcut], own: Properties) -> Iterator[LinkRow]:
    shared = {name: own[name] for name in ("date", "level") if name in own} | {"fact": fact.id}
    for shortcut in shortcuts:
        if shortcut.fact_type != fact.type:
            continue
        for source in _entities(fact, shortcut.source_role):
            for target in _entities(fact, shortcut.target_role):
                yield _link(check_identifier(shortcut.name), ("Entity", source), ("Entity", target), shared, fact.id)


def _entities(fact: Fact, role: str) -> list[str]:
    return [value.entity for value in fact.roles.get(role, ()) if isinstance(value, EntityRef)]


def _distinct(links: Iterable[LinkRow]) -> tuple[LinkRow, ...]:
    return tuple({(link.type, link.properties[KEY]): link for link in links}.values())
