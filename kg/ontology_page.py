"""The documentation page of an ontology, from the ontology: Markdown tables in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.ontology import FactType, Ontology, Role

KINDS = {
    "text": ("文本", "text"), "date": ("日期", "date"), "period": ("时段", "period"), "integer": ("整数", "integer"),
    "number": ("数字", "number"), "quantity": ("带单位的数量", "count with its unit"),
}
_INTRO = """# 本体 · Ontology

Written from `ontology.ttl` by `kg ontology --docs`; a test fails when it is stale. Version {version}.

Namespace `https://w3id.org/zhijiao-kg/ontology#`. Reused: ORG, schema.org, PROV-O, SKOS, DCTERMS, Web Annotation
(quotations: `oa:TextPositionSelector`, `oa:TextQuoteSelector`), Data Cube (indicators).
SHACL shapes stand in the same file.
"""


def page(onto: Ontology) -> str:
    """The whole page."""
    parts = [
        _INTRO.format(version=onto.version),
        "## 实体类型 · Entity types\n\n" + _entity_table(onto),
        "## 事实类型 · Fact types\n\n**Bold** roles are key roles: two facts are the same when these agree. "
        "`!` marks a role that must be filled, `?` one that usually is, `*` one that may have several values.\n",
        *(_fact_section(type_, onto) for type_ in onto.fact_types.values()),
        "## 捷径 · Short cuts\n\nRelations between entities, derived from facts.\n\n" + _shortcut_table(onto),
        "## 词表 · Vocabularies\n\nA closed vocabulary allows no other value; the others name the usual ones.\n",
        *_schemes(onto),
    ]
    return "\n".join(parts)


def _entity_table(onto: Ontology) -> str:
    rows = [
        (f"`{t.name}`", t.label.zh, t.label.en, t.definition.zh, t.definition.en, t.example.zh, "✓" if t.core else "")
        for t in onto.entity_types.values()
    ]
    return _table(("type", "名称", "name", "定义", "definition", "例", "core"), rows)


def _fact_section(type_: FactType, onto: Ontology) -> str:
    head = f"### {type_.label.zh} · `{type_.name}`\n\n{type_.definition.zh} {type_.definition.en}\n"
    example = f"例 · example: {type_.example.zh} — {type_.example.en}\n"
    rows = [
        (_role_name(role), role.label.zh, _filled_by(role, onto), role.definition.zh, role.definition.en)
        for role in type_.roles.values()
    ]
    return f"{head}\n{example}\n" + _table(("role", "角色", "filled by", "定义", "definition"), rows)


def _role_name(role: Role) -> str:
    name = f"**{role.name}**" if role.key else role.name
    return f"{name}{'!' if role.required else '?' if role.expected else ''}{'*' if role.many else ''}"


def _filled_by(role: Role, onto: Ontology) -> str:
    types = [f"{onto.entity_types[name].label.zh} `{name}`" for name in role.ranges if name in onto.entity_types]
    kinds = [" ".join(KINDS[role.kind])] if role.literal else []
    scheme = [f"({onto.schemes[role.scheme].label.zh} `{role.scheme}`)"] if role.scheme else []
    return ", ".join([*types, " ".join([*kinds, *scheme])]).strip(", ")


def _shortcut_table(onto: Ontology) -> str:
    rows = [
        (f"`{s.name}`", s.label.zh, f"`{s.fact_type}`", f"{s.source_role} → {s.target_role}", f"`kg:{s.property}`")
        for s in onto.shortcuts
    ]
    return _table(("relation", "名称", "of", "from → to", "RDF"), rows)


def _schemes(onto: Ontology) -> Iterator[str]:
    for scheme in onto.schemes.values():
        closed = "closed 封闭" if scheme.closed else "open 开放"
        terms = "、".join(f"{notation} ({text.en})" for notation, text in scheme.terms.items())
        yield f"**{scheme.label.zh}** `{scheme.name}` ({closed}): {terms}\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines) + "\n"
