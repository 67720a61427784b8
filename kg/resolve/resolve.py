"""`resolve`: the entities of all documents -> stable entities, in any order of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.ids import entity_id
from kg.model import Entity, Reading, Redirect
from kg.resolve.clusters import Clusters, decide, join_all
from kg.resolve.entities import head_of, make_entity, name_of
from kg.resolve.grammar.shape import Canonical
from kg.resolve.identify import Identity
from kg.resolve.joins import propose, settle
from kg.resolve.lineage import Step, body_at, by_old, current, gather
from kg.resolve.nodes import Local, Node, Nodes, build_nodes
from kg.resolve.records import Decision, Judgement, Resolution
from kg.resolve.registry import Entry, Registry, load_registry
from kg.resolve.split import split_readings


def resolve(
    readings: Sequence[Reading], *, decisions: Sequence[Decision] = (), registry: Registry | None = None
) -> Resolution:
    """Stable ids for the entities of all readings.

    Pure and independent of the order of `readings`. A cluster's id is the own id of one of its names; every other own id
    becomes a redirect. Decisions (see `kg.resolve.decisions`) are applied first.
    """
    registry = registry or load_registry()
    nodes = build_nodes(readings, registry)
    split_readings(nodes, decisions)
    steps = gather(readings, nodes, registry)
    _move_renamed(nodes, steps, registry)
    _add_registered(nodes, decisions, registry)
    clusters = Clusters(nodes.by_id)
    decided, problems = decide(clusters, nodes.by_id, decisions)
    judged = settle(join_all(clusters, propose(nodes)), clusters)
    judged += _join_scoped(nodes, clusters)
    stable = {own: head for cluster in clusters.sets() for head in [head_of(cluster, nodes.by_id)] for own in cluster}
    table = by_old(_stable_steps(steps, stable))
    touched = {own for group in table.values() for step in group for own in (step.old, step.new)}
    names = {own: name_of(own, nodes.by_id, registry) for own in touched}
    entities = _entities(nodes, stable, table, names)
    return Resolution(
        entities=entities,
        ids={local: stable[own] for local, own in nodes.own.items()},
        own=dict(nodes.first_own),
        redirects=_redirects(stable, nodes, judged),
        judgements=tuple(sorted({*decided, *judged, *nodes.links})),
        decisions=tuple(decisions),
        successors={old: current(old, table) for old in sorted(table)},
        problems=(*getattr(decisions, "problems", ()), *problems),
    )


def _move_renamed(nodes: Nodes, steps: list[Step], registry: Registry) -> None:
    """Give each local entity the body of its document's date."""
    table = by_old(steps)
    if not table:
        return
    present: dict[str, set[str]] = defaultdict(set)
    for (doc_id, _), own in nodes.own.items():
        present[doc_id].add(own)
    for local, own in sorted(nodes.own.items()):
        if own in table:
            year = nodes.contexts[local[0]].year
            body = body_at(own, year, steps=table, present=frozenset(present[local[0]]))
            if body != own and (body in nodes.by_id or body in registry.by_id()):
                _move(nodes, local, body, registry)


def _add_registered(nodes: Nodes, decisions: Sequence[Decision], registry: Registry) -> None:
    """Make nodes of registry entries that a decision names though no document does."""
    wanted = {own for d in decisions if d.kind == "same" for own in (d.left, d.right)} - set(nodes.by_id)
    if wanted:
        for own in wanted & set(registry.by_id()):
            nodes.by_id[own] = _registered(registry.by_id()[own], "decided")


def _registered(entry: Entry, reason: str) -> Node:
    canonical = Canonical(entry.key, entry.name)
    own = entity_id(entry.type, entry.key)
    return Node(Identity(own, entry.type, entry.key, entry.name, canonical, entry, 0.95, reason))


def _move(nodes: Nodes, local: Local, body: str, registry: Registry) -> None:
    old = nodes.by_id[nodes.own[local]]
    member = nodes.entity_at[local]
    old.members.remove(member)
    if body not in nodes.by_id:
        nodes.by_id[body] = _registered(registry.by_id()[body], "body of the text's date")
    node = nodes.by_id[body]
    node.members.append(member)
    node.documents.add(local[0])
    node.places.update(old.places)
    nodes.own[local] = body


def _join_scoped(nodes: Nodes, clusters: Clusters) -> list[Judgement]:
    """Join persons and departments of one name whose bodies are one body."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for own, scope in nodes.scopes.items():
        identity = nodes.by_id[own].identity
        groups[identity.type, identity.canonical.key, clusters.find(scope)].append(own)
    judgements = []
    for group in groups.values():
        first, *others = sorted(group)
        a = nodes.by_id[first].identity
        for other in others:
            b = nodes.by_id[other].identity
            judgements.append(Judgement(a.id, b.id, a.name, b.name, a.type, "merge", 0.9, "same name in the same body"))
    return join_all(clusters, judgements)


def _stable_steps(steps: Sequence[Step], stable: Mapping[str, str]) -> list[Step]:
    moved = {replace(s, old=stable.get(s.old, s.old), new=stable.get(s.new, s.new)) for s in steps}
    return sorted((s for s in moved if s.old != s.new), key=lambda s: (s.old, s.date, s.new, s.origin))


def _entities(
    nodes: Nodes, stable: Mapping[str, str], steps: Mapping[str, list[Step]], names: Mapping[str, str]
) -> tuple[Entity, ...]:
    used = {stable[own] for own in nodes.own.values()}
    members: dict[str, list[Entity]] = defaultdict(list)
    renamed: dict[str, set[str]] = defaultdict(set)
    for local, own in nodes.own.items():
        members[stable[own]].append(nodes.entity_at[local])
        if nodes.first_own[local] != own:
            renamed[stable[own]].add(nodes.entity_at[local].name)
    return tuple(
        make_entity(i, members[i], nodes.by_id[i], names=names, steps=steps, former=renamed[i]) for i in sorted(used)
    )


def _redirects(stable: Mapping[str, str], nodes: Nodes, judged: Sequence[Judgement]) -> tuple[Redirect, ...]:
    used = {stable[own] for own in nodes.own.values()}
    reasons = {own: j.reason for j in judged if j.verdict == "merge" for own in (j.left, j.right)}
    moved = {own: head for own, head in stable.items() if own != head}
    ended = {own: stable[body] for own, body in nodes.ended().items() if stable.get(own) not in used}
    moved.update({own: head for own, head in ended.items() if own != head})
    return tuple(Redirect(old, new, reasons.get(old, "renamed")) for old, new in sorted(moved.items()))
