"""Checks over the whole graph: ids, orphans, facts told twice, totals, redirects, the counts of the build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from kg.ids import digest, normal_form
from kg.model import Entity, EntityRef, Fact, Mention, Redirect, RoleValue
from kg.ontology import Ontology
from kg.validate.result import Result, Severity, at

FILES: Final = {"documents": "文档", "mentions": "提及", "entities": "实体", "facts": "事实", "redirects": "重定向"}


def check_entity(entity: Entity, onto: Ontology) -> Iterator[Result]:
    """An entity alone: its type and its names."""
    if entity.type not in onto.entity_types:
        yield Result("entity-type", Severity.VIOLATION, entity.id, f"未知的实体类型 {entity.type}",
                     f"unknown entity type {entity.type}", quotation=entity.name)
    if not entity.name.strip():
        yield Result("entity-name", Severity.VIOLATION, entity.id, "实体没有名称", "the entity has no name")
    if any(not alias.strip() for alias in entity.aliases):
        yield Result("entity-alias", Severity.VIOLATION, entity.id, "实体有空白的别名", "the entity has a blank alias",
                     quotation=entity.name)
    if entity.name in entity.aliases or len(set(entity.aliases)) < len(entity.aliases):
        yield Result("entity-alias-twice", Severity.WARNING, entity.id, "名称或别名重复", "a name is given twice",
                     quotation=entity.name)


class Seen:
    """What has been seen of a build so far, for the checks that need more than one record."""

    def __init__(self, onto: Ontology) -> None:
        self._onto = onto
        self._ids: set[str] = set()
        self._stretches: set[tuple[str, int, int, str]] = set()
        self._facts: dict[str, str] = {}
        self._used: set[str] = set()

    def check_id(self, id_: str, kind: str) -> Iterator[Result]:
        """The same id twice."""
        if id_ in self._ids:
            yield Result("id-twice", Severity.VIOLATION, id_, f"{FILES[kind]}编号重复",
                         f"the id is twice in {kind}.jsonl")
        self._ids.add(id_)

    def check_mention(self, mention: Mention) -> Iterator[Result]:
        """The same stretch with the same type twice."""
        self._used.add(mention.entity_id)
        key = (mention.doc_id, mention.start, mention.end, mention.type)
        if key in self._stretches:
            focus = f"{mention.doc_id}.{mention.start}-{mention.end}.{mention.type}"
            yield Result("mention-twice", Severity.VIOLATION, focus, "同一片段以同一类型标注两次",
                         "two mentions share start, end and type", mention.text, mention.doc_id, mention.start)
        self._stretches.add(key)

    def check_fact(self, fact: Fact) -> Iterator[Result]:
        """Two facts whose key roles agree, and whose single-valued roles do not differ, are one fact."""
        values = [value for found in fact.roles.values() for value in found]
        self._used.update(value.entity for value in values if isinstance(value, EntityRef))
        type_ = self._onto.fact_types.get(fact.type)
        if type_ is None:
            return
        telling = [name for name, role in type_.roles.items() if role.key or not role.many]
        keys = [[role, sorted(_text(v) for v in fact.roles.get(role, ()))] for role in telling]
        key = digest(fact.type, keys)
        first = self._facts.setdefault(key, fact.id)
        if first != fact.id:
            yield Result("fact-twice", Severity.VIOLATION, fact.id, f"与 {first} 的关键角色完全相同",
                         f"its key roles are those of {first}: one fact told twice", **at(fact.evidence))  # type: ignore[arg-type]

    def check_orphan(self, entity: Entity) -> Iterator[Result]:
        """An entity that no mention and no fact names."""
        if entity.id not in self._used:
            yield Result("entity-orphan", Severity.WARNING, entity.id, "没有任何提及或事实用到该实体",
                         "no mention and no fact names the entity", quotation=entity.name)

    def check_redirect(self, redirect: Redirect) -> Iterator[Result]:
        """A redirect leads to something that is there, from something that is not."""
        if redirect.new not in self._ids:
            yield Result("redirect-target", Severity.VIOLATION, redirect.old, f"重定向的目标 {redirect.new} 不存在",
                         f"the redirect leads to {redirect.new}, which is not in the build")
        if redirect.old in self._ids:
            yield Result("redirect-source", Severity.VIOLATION, redirect.old, "该编号仍在使用，不应重定向",
                         "the id is still in use and must not be redirected")


def check_counts(stated: Mapping[str, int], found: Mapping[str, int]) -> Iterator[Result]:
    """The lines of each file against `build.json`."""
    for kind, number in found.items():
        if stated.get(kind, number) != number:
            yield Result("count", Severity.VIOLATION, f"{kind}.jsonl",
                         f"应有 {stated[kind]} 条{FILES[kind]}，实有 {number} 条",
                         f"build.json states {stated[kind]} {kind}, there are {number}")


def check_totals(totals: Iterable[Mapping[str, Any]]) -> Iterator[Result]:
    """Totals that a text states itself (`report.json`) against what was extracted: worth a look, not an error."""
    for row in totals:
        stated, counted = int(row["stated"]), int(row["extracted"])
        if stated == counted:
            continue
        evidence = row.get("evidence", {})
        yield Result(
            "total", Severity.INFO, str(row.get("subject", "")),
            f"文中说“{row.get('category', '')}”共 {stated}，抽取到 {counted}",
            f"the text states {stated} ({row.get('category', '')}), {counted} were extracted",
            str(evidence.get("text", "")), str(evidence.get("doc_id", "")), int(evidence.get("start", -1)),
        )


def _text(value: RoleValue) -> str:
    return value.entity if isinstance(value, EntityRef) else normal_form(str(value.value))
