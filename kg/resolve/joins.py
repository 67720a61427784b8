"""Pairs of nodes that may be one thing, with verdict, score and reason. Blocking is by key, so the work is near linear.

Three ways lead to a pair: a name is a short form that a full name's parts allow; a document states a name as another's alias;
two names differ in characters of like shape. Each needs a single owner and nothing that speaks against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.resolve.clusters import Clusters
from kg.resolve.grammar import enterprise
from kg.resolve.grammar.read import FORMS, read_name, short_forms
from kg.resolve.grammar.shape import Form
from kg.resolve.nodes import Node, Nodes
from kg.resolve.records import Judgement, Verdict
from kg.resolve.text import fold_lookalikes, key

JOIN = 0.8
DISTINCTIVE = 4
SEVERAL = "; several names allow it"
IS_SHORT = " is a short form of "
STATED_TYPES = frozenset({"Institution", "Enterprise", "Organization", "Platform", "Program", "Policy"})
LOOKALIKE_TYPES = frozenset({"Institution", "Enterprise", "Organization", "Platform", "Program", "Work", "Policy"})
LOOKALIKE_LENGTH = 6


def propose(nodes: Nodes) -> list[Judgement]:
    """All judgements about pairs of nodes, sorted."""
    return sorted({*_by_short_form(nodes), *_by_stated_alias(nodes), *_by_shape(nodes)})


def settle(judged: list[Judgement], clusters: Clusters) -> list[Judgement]:
    """Join short forms of several names once these have proved to be one thing."""
    shared: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judged:
        if judgement.reason.endswith(SEVERAL):
            shared[_short_side(judgement)].append(judgement)
    settled = {}
    for short, group in sorted(shared.items()):
        fulls = {j.left if j.right == short else j.right for j in group}
        if len({clusters.find(full) for full in fulls}) == 1:
            for j in group:
                joined = replace(
                    j, verdict="merge", score=JOIN, reason=j.reason.removesuffix(SEVERAL) + "; they are one thing"
                )
                settled[j] = joined if not clusters.join(j.left, j.right) else j
    return [settled.get(j, j) for j in judged]


def _short_side(judgement: Judgement) -> str:
    short_name = judgement.reason.split(IS_SHORT)[0]
    return judgement.left if judgement.left_name == short_name else judgement.right


def judge(left: Node, right: Node, *, verdict: Verdict, score: float, reason: str) -> Judgement:
    """A judgement with the two sides in order of id."""
    a, b = sorted((left, right), key=lambda node: node.identity.id)
    return Judgement(
        a.identity.id,
        b.identity.id,
        a.identity.name,
        b.identity.name,
        a.identity.type,
        verdict,
        round(score, 3),
        reason,
    )


def _by_short_form(nodes: Nodes) -> Iterator[Judgement]:
    by_key = {(node.identity.type, node.identity.key): node for node in nodes.by_id.values()}
    owners: dict[str, list[tuple[float, str, Form]]] = defaultdict(list)
    for node in nodes.by_id.values():
        if node.identity.type not in FORMS:
            continue
        for form in short_forms(node.identity.type, node.identity.name).values():
            short = by_key.get((node.identity.type, form.key))
            if short is not None and short is not node and not short.identity.entry:
                owners[short.identity.id].append((form.score, node.identity.id, form))
    for short_id, found in sorted(owners.items()):
        yield from _judge_short(nodes, nodes.by_id[short_id], found)


def _judge_short(nodes: Nodes, short: Node, found: list[tuple[float, str, Form]]) -> Iterator[Judgement]:
    near = [item for item in found if _same_region(short, nodes.by_id[item[1]]) is not False]
    found = sorted(near or found, key=lambda item: (-item[0], item[1]))
    best = [item for item in found if item[0] >= found[0][0] - 0.005]
    for score, full_id, form in best:
        full = nodes.by_id[full_id]
        reason = f"{short.identity.name}{IS_SHORT}{full.identity.name}: {form.rule}"
        if len(best) > 1:
            yield judge(short, full, verdict="unsure", score=0.5, reason=reason + SEVERAL)
        elif short.identity.rivals:
            yield judge(
                short, full, verdict="unsure", score=0.5, reason=reason + "; also of " + short.identity.rivals[0]
            )
        elif _same_region(short, full) is False:
            yield judge(
                short, full, verdict="refuse", score=0.2, reason=reason + "; the texts are about different provinces"
            )
        else:
            supported = _same_region(short, full) is True
            value = min(0.97, score + (0.06 if supported else 0.0))
            yield judge(short, full, verdict="merge" if value >= JOIN else "unsure", score=value, reason=reason)


def _same_region(left: Node, right: Node) -> bool | None:
    """Whether two nodes stand in texts about one province; None when that is not known."""
    here, there = {place[:2] for place in left.places}, {place[:2] for place in right.places}
    if right.identity.entry and right.identity.entry.place:
        there = {right.identity.entry.place[:2]}
    return bool(here & there) if here and there else None


def _by_stated_alias(nodes: Nodes) -> Iterator[Judgement]:
    by_key = {(node.identity.type, node.identity.key): node for node in nodes.by_id.values()}
    owners: dict[str, set[str]] = defaultdict(set)
    for node in nodes.by_id.values():
        if node.identity.type not in STATED_TYPES:
            continue
        for member in node.members:
            for alias in member.aliases:
                canonical = read_name(node.identity.type, alias, nodes.contexts[min(node.documents)])
                short = by_key.get((node.identity.type, canonical.key))
                if short is not None and short is not node and not short.identity.entry and len(canonical.key) >= 2:
                    owners[short.identity.id].add(node.identity.id)
    for short_id, full_ids in sorted(owners.items()):
        short = nodes.by_id[short_id]
        for full_id in sorted(full_ids):
            yield _judge_alias(short, nodes.by_id[full_id], alone=len(full_ids) == 1)


def _judge_alias(short: Node, full: Node, *, alone: bool) -> Judgement:
    reason = f"a text states {short.identity.name} as another name of {full.identity.name}"
    if not alone:
        return judge(short, full, verdict="unsure", score=0.4, reason=reason + ", and texts state other owners")
    same = _same_region(short, full)
    regular = _is_regular(short, full)
    if same is False:
        return judge(
            short, full, verdict="refuse", score=0.2, reason=reason + "; the texts are about different provinces"
        )
    if short.identity.type == "Policy" or (regular and (same or len(short.identity.key) >= DISTINCTIVE)):
        return judge(short, full, verdict="merge", score=0.86, reason=reason)
    if same and len(short.identity.key) >= DISTINCTIVE:
        return judge(short, full, verdict="merge", score=0.82, reason=reason + ", in the same province")
    return judge(short, full, verdict="unsure", score=0.6, reason=reason + "; too little support elsewhere")


def _is_regular(short: Node, full: Node) -> bool:
    if short.identity.type == "Enterprise":
        return key(short.identity.name) in enterprise.brands(full.identity.name)
    return short.identity.key in short_forms(full.identity.type, full.identity.name)


def _by_shape(nodes: Nodes) -> Iterator[Judgement]:
    groups: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes.by_id.values():
        identity = node.identity
        if identity.id in nodes.scopes:
            continue
        if identity.type in LOOKALIKE_TYPES and len(identity.key) >= LOOKALIKE_LENGTH and not identity.entry:
            groups[identity.type, fold_lookalikes(identity.key)].append(node)
    for group in groups.values():
        first, *others = sorted(group, key=lambda node: (-len(node.documents), node.identity.key))
        for other in others:
            yield judge(
                first, other, verdict="merge", score=0.85, reason="the names differ in characters of like shape only"
            )
