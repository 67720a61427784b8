"""Cypher that takes away what a build no longer states: relationships that a node owns, then nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.ontology import Ontology, Shortcut
from kg.store.contract import Statement
from kg.store.naming import MENTIONED_IN, STATED_IN, SUBJECT, check_identifier, role_link, role_links
from kg.store.rows import NodeRow


def drop_links(nodes: Sequence[NodeRow], onto: Ontology) -> Iterator[Statement]:
    """Delete the relationships that these nodes own and no longer name; those of users carry no key of ours."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for node in nodes:
        rows[node.label].append({"id": node.id, "keep": [link.properties["key"] for link in node.links]})
    if "Document" in rows:
        yield _drop("MATCH (n:Document {id: row.id})<-[r:" + MENTIONED_IN + "]-()", rows["Document"])
        yield _drop("MATCH (n:Document {id: row.id})-[r:" + SUBJECT + "]->()", rows["Document"])
    if "Fact" in rows:
        types_here = {node.type for node in nodes}
        yield from (_drop(_shortcut_pattern(shortcut), rows["Fact"])
                    for shortcut in onto.shortcuts if shortcut.fact_type in types_here)
        types = "|".join([*role_links(onto), STATED_IN])
        yield _drop(f"MATCH (n:Fact {{id: row.id}})-[r:{types}]->()", rows["Fact"])


def drop_nodes(label: str, ids: Sequence[str], onto: Ontology) -> list[Statement]:
    """Delete nodes and all their relationships; for facts their short cuts as well."""
    found: list[Statement] = []
    if label == "Fact":
        rows = [{"id": id_, "keep": []} for id_ in ids]
        found += [_drop(pattern, rows) for pattern in _shortcut_patterns(onto)]
    delete = f"UNWIND $ids AS id MATCH (n:{check_identifier(label)} {{id: id}}) DETACH DELETE n"
    return [*found, Statement(delete, {"ids": list(ids)})]


def _drop(pattern: str, rows: list[Any]) -> Statement:
    where = "WHERE r.key IS NOT NULL AND NOT r.key IN row.keep"
    return Statement(f"UNWIND $rows AS row {pattern} {where} DELETE r", {"rows": rows})


def _shortcut_patterns(onto: Ontology) -> Iterable[str]:
    """The way from a fact over its role to the short cuts that carry its id."""
    return (_shortcut_pattern(shortcut) for shortcut in onto.shortcuts)


def _shortcut_pattern(shortcut: Shortcut) -> str:
    role, name = role_link(shortcut.source_role), check_identifier(shortcut.name)
    return f"MATCH (:Fact {{id: row.id}})-[:{role}]->()-[r:{name} {{fact: row.id}}]->()"
