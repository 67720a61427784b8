"""Build nodes of the graph: which build is loaded, which were before, and which property names loads have written."""

from __future__ import annotations

from collections.abc import Iterable

from kg.interchange import Build
from kg.ontology import Ontology
from kg.store.contract import Statement, Store
from kg.store.naming import RUN_LABEL, roles_of

NODE_NAMES = (
    "type", "name", "names", "aliases", "mentions", "documents", "confidence", "method", "quotation", "caption",
    "source", "title", "sha256", "chars", "date", "place",
)


def managed_names(store: Store, onto: Ontology) -> set[str]:
    """Names of the properties that earlier loads may have written, and this one by the ontology; others belong to users."""
    names = set(NODE_NAMES)
    for role in roles_of(onto):
        names |= {role.name, f"{role.name}_more", f"{role.name}_number"} if role.literal else set()
    for row in store.read(f"MATCH (b:{RUN_LABEL}) WHERE b.managed IS NOT NULL RETURN b.managed AS managed"):
        names.update(row["managed"])
    return names


def begin(build: Build, managed: Iterable[str]) -> Statement:
    """Note that a build is being loaded; the number says the order of builds by their first load."""
    return Statement(
        f"OPTIONAL MATCH (last:{RUN_LABEL}) WITH coalesce(max(last.number), 0) + 1 AS next "
        f"MERGE (b:{RUN_LABEL} {{id: $id}}) ON CREATE SET b.number = next "
        "SET b.status = 'loading', b.managed = $managed",
        {"id": build.build_id, "managed": sorted(managed)},
    )


def manage(build: Build, managed: Iterable[str]) -> Statement:
    """Note more names, in the transaction that writes the first properties of these names; none that is there goes."""
    return Statement(f"MATCH (b:{RUN_LABEL} {{id: $id}}) SET b.managed = [x IN b.managed WHERE NOT x IN $managed] + $managed",
                     {"id": build.build_id, "managed": sorted(managed)})


def finish(build: Build) -> list[Statement]:
    """Note that this build is the one that the graph holds."""
    counts = {name: build.counts.get(name, 0) for name in ("documents", "mentions", "entities", "facts")}
    return [
        Statement(f"MATCH (b:{RUN_LABEL}) WHERE b.status <> 'earlier' AND b.id <> $id SET b.status = 'earlier'",
                  {"id": build.build_id}),
        Statement(f"MATCH (b:{RUN_LABEL} {{id: $id}}) SET b.status = 'current', b += $counts",
                  {"id": build.build_id, "counts": counts}),
    ]
