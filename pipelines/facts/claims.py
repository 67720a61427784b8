"""Relations of one type -> claims: one a pair of things, the surest sentence first, optional roles filled from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pipelines.facts.candidates import SPECS
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.optional import filled
from pipelines.facts.relation import Relation, stretch
from pipelines.facts.relations import relate
from pipelines.facts.scene import Arg
from pipelines.page import Page

Value = Ref | str | int | float
Optional = Callable[[Page, Relation], Mapping[str, tuple[Value, ...]]]


def value_of(arg: Arg) -> Value:
    """What a role holds for an arg: its entity, or its literal."""
    return arg.text if arg.key < 0 else Ref(arg.key)


def read_claims(
    page: Page, type_: str, optional: Optional, *, keep: Callable[[Relation], bool] | None = None, also: Iterable[Relation] = (),
    joint: frozenset[str] = frozenset(),
) -> Iterator[Claim]:
    """One claim for each pair of key fillers of a fact type, from the scorer's relations and those given `also`. `joint` roles take the
    values of all the sentences that state the pair, the others those of the surest that has one."""
    groups: dict[tuple[int, int, str], list[Relation]] = {}
    for relation in (*relate(page), *also):
        if relation.type == type_ and (keep is None or keep(relation)):
            key = (relation.first.key, relation.second.key, SPECS[relation.spec].role_b)
            groups.setdefault(key, []).append(relation)
    for relations in groups.values():
        yield _merge(page, sorted(relations, key=lambda r: -r.confidence), optional, joint)


def _merge(page: Page, relations: list[Relation], optional: Optional, joint: frozenset[str]) -> Claim:
    best = relations[0]
    spec = SPECS[best.spec]
    roles: dict[str, tuple[Value, ...]] = {spec.role_a: (value_of(best.first),), spec.role_b: (value_of(best.second),)}
    for relation in relations:
        for role, values in filled(optional(page, relation)).items():
            known = roles.setdefault(role, values)  # type: ignore[arg-type]
            if role in joint:
                roles[role] = tuple(dict.fromkeys((*known, *values)))  # type: ignore[arg-type]
    start, end = stretch(best)
    return Claim(spec.type, roles, start, end, round(best.confidence, 3), f"relations/{spec.type}")
