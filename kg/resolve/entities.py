"""Stable entities from clusters: canonical name, aliases and properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.ids import entity_id
from kg.model import Entity, Scalar
from kg.resolve.lineage import Step, current
from kg.resolve.nodes import Node
from kg.resolve.places import load_places
from kg.resolve.registry import Registry

Properties = dict[str, Scalar | tuple[Scalar, ...]]


def head_of(cluster: Iterable[str], nodes: Mapping[str, Node]) -> str:
    """The own id that stands for a cluster: a registry entry first, else the fullest name, else the smallest id."""

    def rank(own: str) -> tuple[bool, bool, int, str, str]:
        identity = nodes[own].identity
        return (identity.entry is None, identity.canonical.open, -len(identity.key), identity.key, own)

    return min(cluster, key=rank)


def make_entity(
    stable: str,
    members: list[Entity],
    node: Node,
    *,
    names: Mapping[str, str],
    steps: Mapping[str, list[Step]],
    former: Iterable[str] = (),
) -> Entity:
    """The entity of a cluster. `names` gives the display name of any known own id (for lineage); `former` are names that the
    body no longer bears."""
    identity = node.identity
    fullest = _fullest((m for m in members if m.name not in former), identity.name)
    name = identity.name if identity.entry or identity.score or identity.canonical.open else fullest
    if identity.canonical.series and len(fullest) > len(name):
        name = fullest
    surfaces = {surface for member in members for surface in (member.name, *member.aliases)} - {name}
    properties: Properties = {}
    for member in sorted(members, key=lambda m: (m.name, m.id)):
        for field, value in member.properties.items():
            properties.setdefault(field, value)
    properties.update(_registry_properties(node))
    properties.update(_lineage_properties(stable, names, steps))
    return Entity(stable, identity.type, name, tuple(sorted(surfaces)), dict(sorted(properties.items())))


def _fullest(members: Iterable[Entity], fallback: str) -> str:
    return min({member.name for member in members} or {fallback}, key=lambda name: (-len(name), name))


def _registry_properties(node: Node) -> Properties:
    identity, places = node.identity, load_places()
    found: Properties = {"link": identity.reason}
    if identity.entry:
        if identity.entry.code:
            found["code"] = identity.entry.code
        if identity.entry.place in places.names:
            found["province"] = places.names[identity.entry.place[:2]]
        found["registry"] = identity.entry.origin
    if identity.canonical.code:
        found["code"] = identity.canonical.code
    if identity.canonical.series:
        series = identity.entry.key if identity.entry else identity.canonical.series
        found["series"] = entity_id(identity.type, series)
        found["series_name"] = identity.entry.name if identity.entry else identity.canonical.series
    for field in ("year", "edition", "stage"):
        value = getattr(identity.canonical, field)
        if value:
            found[field] = value
    return found


def _lineage_properties(stable: str, names: Mapping[str, str], steps: Mapping[str, list[Step]]) -> Properties:
    found: Properties = {}
    after = [step for step in steps.get(stable, ()) if step.old == stable]
    before = sorted((s for group in steps.values() for s in group if s.new == stable), key=lambda s: (s.date, s.old))
    if after:
        last = max(after, key=lambda step: (step.date, step.new))
        today = current(stable, steps)
        found.update(
            {"successor": last.new, "successor_name": names.get(last.new, ""), "ended": last.date, "change": last.kind}
        )
        found.update({"current": today, "current_name": names.get(today, "")})
    if before:
        found["predecessors"] = tuple(step.old for step in before)
        found["former_names"] = tuple(
            names[step.old] + (f"（至{step.date}）" if step.date else "") for step in before if step.old in names
        )
        found["since"] = before[-1].date
    return {field: value for field, value in found.items() if value not in ("", ())}


def name_of(own: str, nodes: Mapping[str, Node], registry: Registry) -> str:
    """Display name of an own id that some document or the registry knows, or ""."""
    if own in nodes:
        return nodes[own].identity.name
    entry = registry.by_id().get(own)
    return entry.name if entry else ""
