"""A build as flat tables, streamed: what CSV and Parquet share. A row is a tuple in the order of the table's columns.

`wide` adds a table for each fact type (`by_type/Honor`), with a column for each role: for people who read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.export.counts import Counts
from kg.export.names import Names
from kg.export.walk import walk
from kg.interchange import Build
from kg.model import Document, Entity, EntityRef, Fact, Mention, Redirect, Scalar
from kg.ontology import FactType, Ontology, Shortcut

Cell = str | int | float | None
Row = tuple[Cell, ...]
RECORDS: Final = 500  # between two chances to take the rows


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


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same for all facts of a type: its label, those of its roles, its short cuts, its wide table."""

    label: str
    role_labels: Mapping[str, str]
    shortcuts: tuple[Shortcut, ...]
    wide: list[Row] | None


class Tables:
    """The rows of a build by table. Names of entities are looked up on disk beside `folder`."""

    def __init__(self, build: Build, onto: Ontology, folder: Path, *, wide: bool = False) -> None:
        self._build, self._onto, self._folder = build, onto, folder
        self.rows: dict[str, list[Row]] = {table: [] for table in TABLES}
        if wide:
            self.rows |= {wide_table(type_): [] for type_ in onto.fact_types}
        self._plans: dict[str, _Plan] = {}

    def batches(self, counts: Counts) -> Iterator[None]:
        """Some records at a time go to `rows`, from where the caller takes them; `counts` grows with the records."""
        with Names(self._folder) as names:
            self._name = names.__getitem__
            handlers: Mapping[str, Callable[[Any], None]] = {
                "entities": lambda entity: self._entity(entity, names), "facts": self._fact,
                "documents": self._document, "mentions": self._mention, "redirects": self._redirect,
            }
            for number, _ in enumerate(walk(self._build, counts, handlers), 1):
                if number % RECORDS == 0:
                    yield
            yield

    def _entity(self, entity: Entity, names: Names) -> None:
        names.add(entity.id, entity.name)
        type_ = self._onto.entity_types.get(entity.type)
        label = type_.label.zh if type_ else ""
        self.rows["entities"].append((entity.id, entity.type, label, entity.name, "；".join(entity.aliases)))
        for alias in entity.aliases:
            self.rows["aliases"].append((entity.id, alias))
        self._properties(entity.id, entity.properties)

    def _fact(self, fact: Fact) -> None:
        plan = self._plans.get(fact.type) or self._plan(fact.type)
        rows, evidence = self.rows, fact.evidence
        quotation = evidence[0].text if evidence else ""
        documents = {e.doc_id for e in evidence}
        rows["facts"].append((fact.id, fact.type, plan.label, fact.confidence, fact.method, len(documents), quotation))
        shown = self._roles(fact, plan)
        for e in evidence:
            rows["evidence"].append((fact.id, e.doc_id, e.start, e.end, e.text))
        for shortcut in plan.shortcuts:
            self._shortcut(fact, shortcut)
        self._properties(fact.id, fact.properties)
        if plan.wide is not None:
            cells = [shown.get(role, "") for role in plan.role_labels]
            plan.wide.append((*cells, quotation, fact.confidence, "；".join(sorted(documents)), fact.id))

    def _roles(self, fact: Fact, plan: _Plan) -> Mapping[str, str]:
        """Add a row for each value; gives the values of each role in one text."""
        add, name, shown = self.rows["roles"].append, self._name, {}
        id_, type_, labels = fact.id, fact.type, plan.role_labels
        for role, values in fact.roles.items():
            texts, position = [], 0
            for value in values:
                position += 1
                if isinstance(value, EntityRef):
                    text = name(value.entity)
                    add((id_, type_, role, labels.get(role, ""), position, "entity", value.entity, text, None))
                else:
                    text, kind, number = _literal(value.value)
                    add((id_, type_, role, labels.get(role, ""), position, kind, None, text, number))
                texts.append(text)
            shown[role] = texts[0] if position == 1 else "；".join(texts)
        return shown

    def _plan(self, fact_type: str) -> _Plan:
        type_ = self._onto.fact_types.get(fact_type)
        labels = {role: declared.label.zh for role, declared in type_.roles.items()} if type_ else {}
        shortcuts = tuple(s for s in self._onto.shortcuts if s.fact_type == fact_type)
        plan = _Plan(type_.label.zh if type_ else "", labels, shortcuts, self.rows.get(wide_table(fact_type)))
        self._plans[fact_type] = plan
        return plan

    def _shortcut(self, fact: Fact, shortcut: Shortcut) -> None:
        targets = entities_of(fact, shortcut.target_role)
        if not targets:
            return
        add, name, relation, label = self.rows["shortcuts"].append, self._name, shortcut.name, shortcut.label.zh
        for source in entities_of(fact, shortcut.source_role):
            for target in targets:
                add((relation, label, source, name(source), target, name(target), fact.id))

    def _properties(self, owner: str, properties: Mapping[str, Scalar | tuple[Scalar, ...]]) -> None:
        for key, value in properties.items():
            for position, item in enumerate(value if isinstance(value, tuple) else (value,), 1):
                self.rows["properties"].append((owner, key, position, KINDS[type(item)], str(item)))

    def _document(self, d: Document) -> None:
        self.rows["documents"].append((d.doc_id, d.source, d.title, d.sha256, d.chars, d.subject, d.date, d.place))

    def _mention(self, m: Mention) -> None:
        self.rows["mentions"].append((m.doc_id, m.start, m.end, m.text, m.type, m.entity_id, m.confidence, m.method))

    def _redirect(self, r: Redirect) -> None:
        self.rows["redirects"].append((r.old, r.new, r.reason))


def wide_table(fact_type: str) -> str:
    """Name of the table of a fact type."""
    return f"by_type/{fact_type}"


def wide_columns(fact_type: FactType) -> tuple[Column, ...]:
    """Its columns: the roles in the order of the ontology, then where the fact is stated."""
    roles = tuple(Column(role.name, role.label.zh) for role in fact_type.roles.values())
    return (*roles, *_columns("quotation|引文", "confidence|置信度|number", "documents|文档编号", "fact_id|事实编号"))


def entities_of(fact: Fact, role: str) -> list[str]:
    """Ids of the entities that fill a role."""
    return [value.entity for value in fact.roles.get(role, ()) if isinstance(value, EntityRef)]


def _literal(value: Scalar) -> tuple[str, str, float | None]:
    """A literal as text, its kind, and its number when it is one."""
    if isinstance(value, str):
        return (value, "text", None)
    return (str(value), KINDS[type(value)], float(value))
