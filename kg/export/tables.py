"""A build as flat tables, streamed: what CSV and Parquet share. A row is a tuple in the order of the table's columns.

`wide` adds a table for each fact type (`by_type/Honor`), with a column for each role: for people who read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import interchange
from kg.export.counts import Counts
from kg.export.names import Names
from kg.interchange import Build
from kg.model import Document, Entity, EntityRef, Fact, Mention, Redirect, RoleValue, Scalar
from kg.ontology import FactType, Ontology

Cell = str | int | float | None
Row = tuple[Cell, ...]
Tagged = tuple[str, Row]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: English name, Chinese header, and kind of its cells (text, integer, number)."""

    name: str
    zh: str
    kind: str = "text"


def _columns(*given: str) -> tuple[Column, ...]:
    return tuple(Column(*column.split("|")) for column in given)


TABLES: Final[Mapping[str, tuple[Column, ...]]] = {
    "documents": _columns("doc_id|文档编号", "source|来源", "title|标题", "sha256|校验值", "chars|字符数|integer",
                          "subject|主体编号", "date|日期", "place|地点"),
    "entities": _columns("id|实体编号", "type|类型", "type_label|类型名称", "name|名称", "aliases|别名"),
    "aliases": _columns("entity_id|实体编号", "alias|别名"),
    "mentions": _columns("doc_id|文档编号", "start|起点|integer", "end|终点|integer", "text|字面", "type|类型",
                         "entity_id|实体编号", "confidence|置信度|number", "method|方法"),
    "facts": _columns("id|事实编号", "type|类型", "type_label|类型名称", "confidence|置信度|number", "method|方法",
                      "documents|文档数|integer", "quotation|引文"),
    "roles": _columns("fact_id|事实编号", "fact_type|事实类型", "role|角色", "role_label|角色名称",
                      "position|次序|integer", "kind|值种类", "entity_id|实体编号", "value|值", "number|数值|number"),
    "evidence": _columns("fact_id|事实编号", "doc_id|文档编号", "start|起点|integer", "end|终点|integer", "text|引文"),
    "shortcuts": _columns("relation|关系", "relation_label|关系名称", "source_id|起点编号", "source|起点",
                          "target_id|终点编号", "target|终点", "fact_id|事实编号"),
    "properties": _columns("owner_id|所属编号", "key|属性", "position|次序|integer", "kind|值种类", "value|值"),
    "redirects": _columns("old|原编号", "new|现编号", "reason|原因"),
}
KINDS: Final = {bool: "boolean", int: "integer", float: "number", str: "text"}


class Tables:
    """The rows of a build, each tagged with its table. Names of entities are looked up on disk beside `folder`."""

    def __init__(self, build: Build, onto: Ontology, folder: Path, *, wide: bool = False) -> None:
        self._build = build
        self._onto = onto
        self._folder = folder
        self._wide = wide

    def rows(self, counts: Counts) -> Iterator[Tagged]:
        """Every row; `counts` grows with the records."""
        with Names(self._folder) as names:
            for entity in interchange.iter_entities(self._build.path):
                names.add(entity.id, entity.name)
                yield from self._entity(entity)
                counts.entities += 1
            for fact in interchange.iter_facts(self._build.path):
                yield from self._fact(fact, names)
                counts.facts += 1
        for document in interchange.iter_documents(self._build.path):
            yield _document(document)
            counts.documents += 1
        for mention in interchange.iter_mentions(self._build.path):
            yield _mention(mention)
            counts.mentions += 1
        counts.redirects = 0
        for redirect in interchange.iter_redirects(self._build.path):
            yield _redirect(redirect)
            counts.redirects += 1

    def _entity(self, entity: Entity) -> Iterator[Tagged]:
        type_ = self._onto.entity_types.get(entity.type)
        label = type_.label.zh if type_ else ""
        yield ("entities", (entity.id, entity.type, label, entity.name, "；".join(entity.aliases)))
        for alias in entity.aliases:
            yield ("aliases", (entity.id, alias))
        yield from _properties(entity.id, entity.properties)

    def _fact(self, fact: Fact, names: Names) -> Iterator[Tagged]:
        type_ = self._onto.fact_types.get(fact.type)
        quotation = fact.evidence[0].text if fact.evidence else ""
        documents = len({e.doc_id for e in fact.evidence})
        label = type_.label.zh if type_ else ""
        yield ("facts", (fact.id, fact.type, label, fact.confidence, fact.method, documents, quotation))
        for role, values in fact.roles.items():
            declared = type_.roles.get(role) if type_ else None
            start: Row = (fact.id, fact.type, role, declared.label.zh if declared else "")
            for position, value in enumerate(values, 1):
                yield ("roles", (*start, position, *_value(value, names)))
        for e in fact.evidence:
            yield ("evidence", (fact.id, e.doc_id, e.start, e.end, e.text))
        yield from self._shortcuts(fact, names)
        yield from _properties(fact.id, fact.properties)
        if self._wide and type_ is not None:
            yield (wide_table(fact.type), _wide_row(fact, type_, names))

    def _shortcuts(self, fact: Fact, names: Names) -> Iterator[Tagged]:
        for shortcut in self._onto.shortcuts:
            if shortcut.fact_type != fact.type:
                continue
            start: Row = (shortcut.name, shortcut.label.zh)
            for source in entities_of(fact, shortcut.source_role):
                for target in entities_of(fact, shortcut.target_role):
                    ends: Row = (source, names.name(source), target, names.name(target), fact.id)
                    yield ("shortcuts", (*start, *ends))


def wide_table(fact_type: str) -> str:
    """Name of the table of a fact type."""
    return f"by_type/{fact_type}"


def wide_columns(fact_type: FactType) -> tuple[Column, ...]:
    """Its columns: the roles in the order of the ontology, then where the fact is stated."""
    roles = tuple(Column(role.name, role.label.zh) for role in fact_type.roles.values())
    return (*roles, *_columns("quotation|引文", "confidence|置信度|number", "documents|文档编号", "fact_id|事实编号"))


def _wide_row(fact: Fact, fact_type: FactType, names: Names) -> Row:
    cells = ["；".join(_shown(value, names) for value in fact.roles.get(role, ())) for role in fact_type.roles]
    quotation = fact.evidence[0].text if fact.evidence else ""
    documents = "；".join(sorted({e.doc_id for e in fact.evidence}))
    return (*cells, quotation, fact.confidence, documents, fact.id)


def _shown(value: RoleValue, names: Names) -> str:
    return names.name(value.entity) if isinstance(value, EntityRef) else str(value.value)


def entities_of(fact: Fact, role: str) -> list[str]:
    """Ids of the entities that fill a role."""
    return [value.entity for value in fact.roles.get(role, ()) if isinstance(value, EntityRef)]


def _value(value: RoleValue, names: Names) -> Row:
    """kind, entity id, value as text, value as a number."""
    if isinstance(value, EntityRef):
        return ("entity", value.entity, names.name(value.entity), None)
    number = float(value.value) if isinstance(value.value, int | float) else None
    return (KINDS[type(value.value)], None, str(value.value), number)


def _properties(owner: str, properties: Mapping[str, Scalar | tuple[Scalar, ...]]) -> Iterator[Tagged]:
    for key, value in properties.items():
        for position, item in enumerate(value if isinstance(value, tuple) else (value,), 1):
            yield ("properties", (owner, key, position, KINDS[type(item)], str(item)))


def _document(d: Document) -> Tagged:
    return ("documents", (d.doc_id, d.source, d.title, d.sha256, d.chars, d.subject, d.date, d.place))


def _mention(m: Mention) -> Tagged:
    return ("mentions", (m.doc_id, m.start, m.end, m.text, m.type, m.entity_id, m.confidence, m.method))


def _redirect(r: Redirect) -> Tagged:
    return ("redirects", (r.old, r.new, r.reason))
