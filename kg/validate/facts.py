"""Checks of one fact against the ontology: its type, its roles and what fills them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Final

from kg.model import EntityRef, Fact, Literal, RoleValue
from kg.ontology import FactType, Ontology, Role
from kg.validate.dates import is_date
from kg.validate.result import Result, Severity, at

_DIGIT: Final = re.compile(r"\d|[一二三四五六七八九十百千万两数几]")
_RATIO: Final = re.compile(r"-?\d[\d.,]*(?:[:/：~-]\d[\d.,]*)?%?")  # 18:1 and 226/404 are values of indicators too
_ALTERNATIVES: Final = {"Affiliation": ("person", "unit")}


def check_fact(
    fact: Fact, types: Mapping[str, str], onto: Ontology, *, names: Mapping[str, str] | None = None
) -> Iterator[Result]:
    """Results for a fact; `types` are the types of all entities by id, `names` (for messages) their names."""
    type_ = onto.fact_types.get(fact.type)
    if type_ is None:
        yield _broken(fact, "fact-type", f"未知的事实类型 {fact.type}", f"unknown fact type {fact.type}")
        return
    yield from _check_required(fact, type_)
    for name, values in fact.roles.items():
        role = type_.roles.get(name)
        if role is None:
            yield _broken(fact, "role-name", f"{type_.label.zh}没有角色 {name}", f"{fact.type} has no role {name}")
        else:
            if len(values) > 1 and not role.many:
                yield _several(fact, role, [_shown(value, names or {}) for value in values])
            yield from _check_role(fact, role, types, onto)
    yield from _check_ends(fact, onto)
    if not 0 <= fact.confidence <= 1:
        yield _broken(fact, "confidence", f"置信度 {fact.confidence} 不在 0 与 1 之间",
                      f"confidence {fact.confidence} is not between 0 and 1")


def _check_required(fact: Fact, type_: FactType) -> Iterator[Result]:
    for role in type_.roles.values():
        if role.required and not fact.roles.get(role.name):
            yield _broken(fact, "role-missing", f"{type_.label.zh}缺少“{role.label.zh}”",
                          f"{fact.type} lacks its {role.name}")
        elif role.expected and not fact.roles.get(role.name):
            yield Result("role-unfilled", Severity.INFO, fact.id, f"{type_.label.zh}没有“{role.label.zh}”",
                         f"{fact.type} has no {role.name}", **at(fact.evidence))  # type: ignore[arg-type]
    choice = _ALTERNATIVES.get(fact.type, ())
    if choice and sum(bool(fact.roles.get(name)) for name in choice) != 1:
        yield _broken(fact, "role-choice", f"{type_.label.zh}须有且仅有 {' 或 '.join(choice)} 之一",
                      f"{fact.type} needs exactly one of {' or '.join(choice)}")


def _several(fact: Fact, role: Role, shown: list[str]) -> Result:
    severity = Severity.VIOLATION if role.key else Severity.INFO
    values = "、".join(shown)
    return Result("role-many", severity, fact.id, f"“{role.label.zh}”只能有一个值，却有 {values}",
                  f"{role.name} takes one value, came {values}", **at(fact.evidence))  # type: ignore[arg-type]


def _check_role(fact: Fact, role: Role, types: Mapping[str, str], onto: Ontology) -> Iterator[Result]:
    for value in fact.roles[role.name]:
        if isinstance(value, EntityRef):
            yield from _check_entity(fact, role, value, types)
        else:
            yield from _check_literal(fact, role, value, onto)


def _check_entity(fact: Fact, role: Role, value: EntityRef, types: Mapping[str, str]) -> Iterator[Result]:
    type_ = types.get(value.entity)
    if type_ is None:
        yield _broken(fact, "role-entity", f"“{role.label.zh}”指向不存在的实体 {value.entity}",
                      f"{role.name} names {value.entity}, which is no entity of the build")
    elif not role.ranges:
        yield _broken(fact, "role-literal", f"“{role.label.zh}”须为文本或数字，却是实体",
                      f"{role.name} takes a literal, came an entity ({type_})")
    elif type_ not in role.ranges:
        yield _broken(fact, "role-range", f"“{role.label.zh}”不能是 {type_}，须为 {'、'.join(role.ranges)}",
                      f"{role.name} takes {' or '.join(role.ranges)}, came {type_}")


def _check_literal(fact: Fact, role: Role, value: Literal, onto: Ontology) -> Iterator[Result]:
    if not role.literal:
        yield _broken(fact, "role-text", f"“{role.label.zh}”须为实体，却是文本 {value.value}",
                      f"{role.name} takes an entity, came the text {value.value!r}")
        return
    scheme = onto.schemes.get(role.scheme)
    if scheme is not None and scheme.closed and value.value not in scheme.terms:
        yield _broken(fact, "level", f"“{role.label.zh}”须为 {'、'.join(scheme.terms)} 之一，却是 {value.value}",
                      f"{role.name} takes one of {', '.join(scheme.terms)}, came {value.value!r}")
    elif not _fits(value.value, role.kind):
        yield _broken(fact, f"literal-{role.kind}", f"“{role.label.zh}”的值 {value.value!r} 不合要求（{role.kind}）",
                      f"{role.name} takes a literal of kind {role.kind}, came {value.value!r}")


def _fits(value: object, kind: str) -> bool:
    """Whether a literal is of a kind of the ontology."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if kind in ("date", "period"):
        return isinstance(value, str) and is_date(value)
    if kind == "integer":
        return isinstance(value, int) and is_number and value >= 0
    if kind == "number":
        return is_number or (isinstance(value, str) and bool(_RATIO.fullmatch(value)))
    if kind == "quantity":
        return is_number or (isinstance(value, str) and bool(_DIGIT.search(value)))
    return isinstance(value, str) and bool(value.strip())


def _check_ends(fact: Fact, onto: Ontology) -> Iterator[Result]:
    """A relation of a thing to itself says nothing."""
    for shortcut in onto.shortcuts:
        ends = (fact.roles.get(shortcut.source_role, ()), fact.roles.get(shortcut.target_role, ()))
        if shortcut.fact_type == fact.type and {v for v in ends[0] if isinstance(v, EntityRef)} & {*ends[1]}:
            yield _broken(fact, "role-self", f"“{shortcut.label.zh}”的两端是同一实体",
                          f"{shortcut.source_role} and {shortcut.target_role} are the same entity")


def _broken(fact: Fact, check: str, zh: str, en: str) -> Result:
    return Result(check, Severity.VIOLATION, fact.id, zh, en, **at(fact.evidence))  # type: ignore[arg-type]


def _shown(value: RoleValue, names: Mapping[str, str]) -> str:
    return names.get(value.entity, value.entity) if isinstance(value, EntityRef) else str(value.value)
