"""Labels, relationship types and property names of the property graph, derived from the ontology and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.errors import StoreError
from kg.ontology import Ontology, Role

NODE_LABELS = ("Entity", "Document", "Fact")
RUN_LABEL = "Build"
MENTIONED_IN = "MENTIONED_IN"
STATED_IN = "STATED_IN"
SUBJECT = "SUBJECT"
KEY = "key"
HASH = "kg_hash"
ADDED_BY = "added_by"
BOOKKEEPING = (HASH, ADDED_BY)

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")


@lru_cache(maxsize=4096)
def role_link(role: str) -> str:
    """Relationship type from a fact to the entities of a role.

    >>> role_link("recipient")
    'ROLE_RECIPIENT'
    """
    return f"ROLE_{check_identifier(role).upper()}"


@lru_cache(maxsize=4096)
def check_identifier(name: str) -> str:
    """The name, when it may stand in Cypher text as it is: Latin letters, digits and underscores."""
    if not _IDENTIFIER.fullmatch(name):
        raise StoreError(f"expected a name of letters, digits and underscores, got {name!r}; correct the ontology")
    return name


def node_types(ontology: Ontology) -> dict[str, tuple[str, ...]]:
    """The second labels that nodes of each first label carry."""
    return {
        "Entity": tuple(map(check_identifier, ontology.entity_types)),
        "Document": (),
        "Fact": tuple(map(check_identifier, ontology.fact_types)),
    }


def roles_of(ontology: Ontology) -> Iterable[Role]:
    """Every role of every fact type."""
    return (role for type_ in ontology.fact_types.values() for role in type_.roles.values())


def role_links(ontology: Ontology) -> tuple[str, ...]:
    """Relationship types from facts to entities, sorted."""
    return tuple(sorted({role_link(role.name) for role in roles_of(ontology) if role.ranges}))


def shortcut_links(ontology: Ontology) -> tuple[str, ...]:
    """Relationship types between entities, sorted."""
    return tuple(sorted({check_identifier(shortcut.name) for shortcut in ontology.shortcuts}))


def link_types(ontology: Ontology) -> tuple[str, ...]:
    """Every relationship type that a build writes, sorted."""
    return tuple(sorted({MENTIONED_IN, STATED_IN, SUBJECT, *role_links(ontology), *shortcut_links(ontology)}))
