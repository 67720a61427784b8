"""`ontology.ttl` as frozen records: entity types, fact types with their roles, short cuts, vocabularies.

Types in code, role checks, graph labels and the tables of the docs derive from what `load` returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kg.ontology_graph import KG, Triples, read_triples
from kg.resources import resource

FILE_NAME = "ontology.ttl"
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A wording in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class EntityType:
    """A class of entities. `core` types count in the core score."""

    name: str
    label: Text
    definition: Text
    example: Text
    core: bool = True


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a fact type.

    `ranges`: entity types that may fill it (empty when only a literal may); `literal`: whether a literal may fill it;
    `kind` of literal: text, date, period, integer, number, quantity or ""; `scheme`: vocabulary of its values, or "";
    `key`: part of the fact's identity; `required`: must be filled; `expected`: usually is; `many`: may have several.
    `property` and `text_property` are the local names in RDF, for entities (or literals only) and for texts.
    """

    name: str
    ranges: tuple[str, ...]
    key: bool
    literal: bool
    many: bool
    required: bool
    label: Text
    definition: Text
    property: str
    text_property: str
    kind: str = ""
    scheme: str = ""
    expected: bool = False


@dataclass(frozen=True, slots=True)
class FactType:
    """A class of facts and its roles in reading order. `core` types are facts between named things ("graph" facts)."""

    name: str
    roles: Mapping[str, Role]
    label: Text
    definition: Text
    example: Text
    core: bool = True

    @property
    def key_roles(self) -> tuple[str, ...]:
        """Names of the roles that make the identity of a fact."""
        return tuple(role.name for role in self.roles.values() if role.key)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A relation derived from a fact type: every `source_role` entity to every `target_role` entity."""

    name: str
    fact_type: str
    source_role: str
    target_role: str
    property: str
    label: Text


@dataclass(frozen=True, slots=True)
class Scheme:
    """A vocabulary; `terms` map the Chinese notation to both wordings. A `closed` one allows no other value."""

    name: str
    label: Text
    terms: Mapping[str, Text]
    closed: bool


@dataclass(frozen=True, slots=True)
class Ontology:
    """All of `ontology.ttl` that the code needs."""

    version: str
    entity_types: Mapping[str, EntityType]
    fact_types: Mapping[str, FactType]
    shortcuts: tuple[Shortcut, ...]
    schemes: Mapping[str, Scheme]
    path: Path

    @property
    def core_entity_types(self) -> tuple[str, ...]:
        """Names of the entity types that count in the core score."""
        return tuple(name for name, type_ in self.entity_types.items() if type_.core)

    @property
    def graph_fact_types(self) -> tuple[str, ...]:
        """Names of the fact types between named things."""
        return tuple(name for name, type_ in self.fact_types.items() if type_.core)

    @property
    def levels(self) -> tuple[str, ...]:
        """The normalised levels, from 国际级 down to 校级."""
        return tuple(self.schemes["Level"].terms)


def load(path: Path | None = None) -> Ontology:
    """The ontology of `path`, or the shipped one; read once. Raises OntologyError when the file contradicts itself."""
    return _load(path if path is not None else resource(__file__, FILE_NAME))


@lru_cache(maxsize=8)
def _load(path: Path) -> Ontology:
    graph = read_triples(path)
    return Ontology(
        version=graph.version(),
        entity_types=MappingProxyType({name: _entity_type(graph, name) for name in graph.subclasses("Entity")}),
        fact_types=MappingProxyType({name: _fact_type(graph, name) for name in graph.subclasses("Fact")}),
        shortcuts=tuple(_shortcuts(graph)),
        schemes=MappingProxyType({name: _scheme(graph, node) for name, node in graph.schemes()}),
        path=path,
    )


def _text(graph: Triples, node: str, property_: str) -> Text:
    return Text(*(graph.text(node, property_, language) for language in LANGUAGES))


def _entity_type(graph: Triples, name: str) -> EntityType:
    node = KG + name
    return EntityType(
        name=name,
        label=_text(graph, node, "rdfs:label"),
        definition=_text(graph, node, "skos:definition"),
        example=_text(graph, node, "skos:example"),
        core=graph.flag(node, "kg:core"),
    )


def _fact_type(graph: Triples, name: str) -> FactType:
    node = KG + name
    roles = [_role(graph, shape) for shape in graph.role_shapes(node)]
    return FactType(
        name=name,
        roles=MappingProxyType({role.name: role for role in roles}),
        label=_text(graph, node, "rdfs:label"),
        definition=_text(graph, node, "skos:definition"),
        example=_text(graph, node, "skos:example"),
        core=graph.flag(node, "kg:core"),
    )


def _role(graph: Triples, shape: str) -> Role:
    path = graph.one(shape, "sh:path")
    ranges = graph.classes(shape)
    kind = graph.literal(shape, "kg:kind")
    scheme = graph.value(shape, "kg:scheme")
    return Role(
        name=graph.literal(shape, "kg:roleName"),
        ranges=ranges,
        key=graph.flag(shape, "kg:key"),
        literal=bool(kind),
        many=graph.value(shape, "sh:maxCount") == "" and not graph.flag(shape, "kg:single"),
        required=graph.flag(shape, "kg:required"),
        label=_text(graph, path, "rdfs:label"),
        definition=_text(graph, path, "skos:definition"),
        property=graph.local(path),
        text_property=graph.local(path) + ("Text" if ranges else ""),
        kind=kind,
        scheme=graph.local(scheme) if scheme else "",
        expected=graph.flag(shape, "kg:expected"),
    )


def _shortcuts(graph: Triples) -> list[Shortcut]:
    found = []
    for node in graph.subjects("kg:shortcutName"):
        for fact in graph.values(node, "kg:shortcutOf"):
            found.append(
                Shortcut(
                    name=graph.literal(node, "kg:shortcutName"),
                    fact_type=graph.local(fact),
                    source_role=graph.literal(node, "kg:fromRole"),
                    target_role=graph.literal(node, "kg:toRole"),
                    property=graph.local(node),
                    label=_text(graph, node, "rdfs:label"),
                )
            )
    return sorted(found, key=lambda shortcut: (shortcut.name, shortcut.fact_type))


def _scheme(graph: Triples, node: str) -> Scheme:
    terms = {
        graph.literal(concept, "skos:notation"): _text(graph, concept, "skos:prefLabel")
        for concept in graph.ordered(graph.subjects("skos:inScheme", node))
    }
    label = _text(graph, node, "rdfs:label")
    return Scheme(graph.local(node), label, MappingProxyType(terms), graph.flag(node, "kg:closed"))
