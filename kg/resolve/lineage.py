"""Lineage: 更名, 升格 and 合并 as dated events, from the registry and from texts.

A renamed body goes on: a text written after the change means the new body by either name, a text from before the old one.
A merged body ends: its name keeps its own id. Both lead to today's body by `successor` and `current`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.ids import entity_id
from kg.model import Reading
from kg.resolve.grammar.read import read_name
from kg.resolve.grammar.shape import Context
from kg.resolve.nodes import Nodes
from kg.resolve.registry import Registry, Succession

CONTINUES = frozenset({"更名", "升格", "改名", "改制"})
BODIES = ("Institution", "Enterprise", "Organization", "Government", "Platform")


@dataclass(frozen=True, slots=True)
class Step:
    """A succession between own ids."""

    old: str
    new: str
    kind: str
    date: str
    origin: str


def gather(readings: Sequence[Reading], nodes: Nodes, registry: Registry) -> list[Step]:
    """The steps whose new or old body some document names; texts are heard after the registry."""
    steps: dict[tuple[str, str], Step] = {}
    for change in (*registry.successions, *_stated(readings, nodes, registry)):
        old, new = change.ids
        if (old in nodes.by_id or new in nodes.by_id) and old != new:
            steps.setdefault((old, new), Step(old, new, change.kind, change.date, change.origin))
    return sorted(steps.values(), key=lambda step: (step.old, step.date, step.new))


def _stated(readings: Sequence[Reading], nodes: Nodes, registry: Registry) -> Iterable[Succession]:
    found = []
    for reading in readings:
        context = nodes.contexts[reading.document.doc_id]
        for change in reading.name_changes:
            for type_ in BODIES:
                keys = [_entry_key(type_, name, context, registry) for name in (change.old_name, change.new_name)]
                if any(entity_id(type_, name) in nodes.by_id for name in keys):
                    found.append(Succession(type_, keys[0], keys[1], change.kind, change.date, reading.document.doc_id))
                    break
    return sorted(found, key=lambda s: (s.type, s.old, s.new, s.date or "9", s.origin))


def _entry_key(type_: str, name: str, context: Context, registry: Registry) -> str:
    key = read_name(type_, name, context).key
    owners = registry.called(type_, key)
    return owners[0].key if len(owners) == 1 and not registry.named(type_, key) else key


def body_at(own: str, year: str, *, steps: Mapping[str, list[Step]], present: frozenset[str]) -> str:
    """The body that a name means in a text of `year` which also names the `present` bodies."""
    seen = {own}
    while True:
        step = next((s for s in steps.get(own, ()) if s.kind in CONTINUES and _is_after(s, year, present)), None)
        if step is None or step.new in seen:
            return own
        own = step.new
        seen.add(own)


def _is_after(step: Step, year: str, present: frozenset[str]) -> bool:
    """After the year of the change, or within it when the text uses the new name. A new name in a text without a date may
    be a plan, and proves nothing."""
    if not year or not step.date:
        return False
    return year > step.date[:4] or (year == step.date[:4] and step.new in present)


def by_old(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """Steps by the body that ends or changes its name."""
    table: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        table[step.old].append(step)
    return table


def current(own: str, steps: Mapping[str, list[Step]]) -> str:
    """Today's body: the end of the chain of successors."""
    seen = {own}
    while steps.get(own):
        own = max(steps[own], key=lambda step: (step.date, step.new)).new
        if own in seen:
            return own
        seen.add(own)
    return own
