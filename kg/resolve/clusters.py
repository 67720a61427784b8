"""Clusters: judgements and human decisions -> sets of own ids that are one thing, the surest first, nothing forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.resolve.nodes import Node
from kg.resolve.records import Decision, Judgement


class Clusters:
    """A union of own ids that refuses what is forbidden: pairs decided apart, and two different registry entries."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self._nodes = nodes
        self._parent = {own: own for own in nodes}
        self._members: dict[str, set[str]] = {own: {own} for own in nodes}
        self._apart: dict[str, set[str]] = {}

    def find(self, own: str) -> str:
        """The representative of an own id; an unknown id stands for itself."""
        root = own
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        while self._parent.get(own, own) != root:
            self._parent[own], own = root, self._parent[own]
        return root

    def forbid(self, left: str, right: str) -> None:
        """Keep two ids apart."""
        self._apart.setdefault(left, set()).add(right)
        self._apart.setdefault(right, set()).add(left)

    def refusal(self, left: str, right: str, *, forced: bool = False) -> str:
        """Why two ids may not be joined, or ""."""
        a, b = self._members[self.find(left)], self._members[self.find(right)]
        if any(self._apart.get(own, set()) & b for own in a):
            return "a decision keeps them apart"
        entries = {self._nodes[own].identity.key for own in a | b if self._nodes[own].identity.entry}
        if len(entries) > 1 and not forced:
            return "two entries of the registry"
        return ""

    def join(self, left: str, right: str, *, forced: bool = False) -> str:
        """Join two ids; gives the refusal, or "" when they are joined."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return ""
        refusal = self.refusal(left, right, forced=forced)
        if not refusal:
            a, b = min(a, b), max(a, b)
            self._parent[b] = a
            self._members[a] |= self._members.pop(b)
        return refusal

    def sets(self) -> list[set[str]]:
        """All clusters."""
        return list(self._members.values())


def decide(
    clusters: Clusters, nodes: dict[str, Node], decisions: Sequence[Decision]
) -> tuple[list[Judgement], list[str]]:
    """Apply the human decisions about entities; gives judgements, and one problem for each that contradicts others."""
    judgements, problems = [], []
    known = [d for d in decisions if d.kind in ("same", "different") and d.left in nodes and d.right in nodes]
    for decision in known:
        if decision.kind == "different":
            clusters.forbid(decision.left, decision.right)
    for decision in known:
        if decision.kind == "same" and clusters.join(decision.left, decision.right, forced=True):
            problems.append(f"decision {decision.id} (same) contradicts another decision (different); skipped")
            continue
        left, right = sorted((nodes[decision.left], nodes[decision.right]), key=lambda node: node.identity.id)
        verdict = "merge" if decision.kind == "same" else "refuse"
        judgements.append(
            Judgement(
                left.identity.id,
                right.identity.id,
                left.identity.name,
                right.identity.name,
                left.identity.type,
                "merge" if verdict == "merge" else "refuse",
                1.0,
                f"decision {decision.id}" + (f": {decision.note}" if decision.note else ""),
            )
        )
    return judgements, problems


def join_all(clusters: Clusters, judgements: Iterable[Judgement]) -> list[Judgement]:
    """Carry out the merges, surest first; a merge that is refused comes back as a refusal with its reason."""
    done = []
    for judgement in sorted(judgements, key=lambda j: (-j.score, j.left, j.right, j.reason)):
        if judgement.verdict == "merge":
            refusal = clusters.join(judgement.left, judgement.right)
            if refusal:
                judgement = Judgement(
                    judgement.left,
                    judgement.right,
                    judgement.left_name,
                    judgement.right_name,
                    judgement.type,
                    "refuse",
                    judgement.score,
                    f"{judgement.reason}; but {refusal}",
                )
        done.append(judgement)
    return done
