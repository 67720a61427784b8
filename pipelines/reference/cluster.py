"""Groups the names of a document to entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipelines.layout.model import Layout
from pipelines.reference.aliases import abbreviates
from pipelines.reference.brackets import read_definitions
from pipelines.reference.normal import clean, fold
from pipelines.span import NameSpan

Node = tuple[str, str]
_PAIRED = frozenset({"Institution", "Enterprise", "Government", "Organization", "Platform", "Program", "Major", "Place"})
MAX_NAMES = 400


@dataclass(frozen=True, slots=True)
class Group:
    """One entity: its label, the name chosen for it and all its surfaces with their counts."""

    label: str
    name: str
    surfaces: Mapping[str, int]


def surface_of(layout: Layout, span: NameSpan) -> str:
    """The name as written, line breaks and stray blanks gone."""
    return clean(layout.text[span.start: span.end])


def group(layout: Layout, spans: tuple[NameSpan, ...]) -> tuple[dict[Node, int], list[Group]]:
    """Node (label, folded name) -> group number, and the groups in order of first appearance."""
    surfaces: dict[Node, Counter[str]] = {}
    for span in spans:
        surface = surface_of(layout, span)
        surfaces.setdefault((span.label, fold(surface)), Counter())[surface] += 1
    parent = {node: node for node in surfaces}
    for full, short in read_definitions(layout, spans):
        _join(parent, (full.label, fold(surface_of(layout, full))), (short.label, fold(surface_of(layout, short))))
    for short_node, long_node in _short_names(surfaces):
        _join(parent, long_node, short_node)
    return _number(surfaces, parent)


def _number(surfaces: Mapping[Node, Counter[str]], parent: dict[Node, Node]) -> tuple[dict[Node, int], list[Group]]:
    members: dict[Node, list[Node]] = {}
    for node in surfaces:
        members.setdefault(_root(parent, node), []).append(node)
    number: dict[Node, int] = {}
    groups: list[Group] = []
    for nodes in members.values():
        counts: Counter[str] = Counter()
        for node in nodes:
            counts.update(surfaces[node])
            number[node] = len(groups)
        groups.append(Group(nodes[0][0], choose(counts), counts))
    return number, groups


def choose(counts: Counter[str]) -> str:
    """The fullest name: Chinese before foreign, then the longest folded form, then the more frequent spelling."""
    def rank(name: str) -> tuple[bool, int, int, str]:
        return any("一" <= char <= "鿿" for char in name), len(fold(name)), counts[name], name
    return max(counts, key=rank)


def _short_names(surfaces: Iterable[Node]) -> list[tuple[Node, Node]]:
    """(short, long) where exactly one long name of the type fits and no longer chain is needed."""
    by_label: dict[str, list[Node]] = defaultdict(list)
    for node in surfaces:
        by_label[node[0]].append(node)
    pairs: list[tuple[Node, Node]] = []
    for label in sorted(_PAIRED & by_label.keys()):
        nodes = by_label[label][:MAX_NAMES]
        for short in nodes:
            fits = [long for long in nodes if abbreviates(label, short[1], long[1])]
            best = _only(label, fits)
            if best:
                pairs.append((short, best))
    return pairs


def _only(label: str, fits: list[Node]) -> Node | None:
    """The single longest candidate, when the others are its own short forms."""
    if not fits:
        return None
    best = max(fits, key=lambda node: (len(node[1]), node[1]))
    others = [node for node in fits if node != best]
    return best if all(abbreviates(label, node[1], best[1]) for node in others) else None


def _root(parent: dict[Node, Node], node: Node) -> Node:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node


def _join(parent: dict[Node, Node], first: Node, second: Node) -> None:
    a, b = _root(parent, first), _root(parent, second)
    if a != b:
        parent[b] = a
