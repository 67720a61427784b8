"""What makes a graph of ours readable in Neo4j Browser: style, favourites, parameters and a guide."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from kg import interchange, ontology
from kg.cookbook.catalogue import Question, load_questions
from kg.model import Entity, EntityRef
from kg.store.naming import link_types
from kg.whole import replace_folder

FOLDER_ID = "zhijiao-kg"
COLOURS = (
    "#4C8EDA", "#F79767", "#DA7194", "#C990C0", "#57C7E3", "#8DCC93", "#ECB5C9", "#FFC454", "#D9C8AE", "#569480",
    "#A5ABB6", "#848484", "#F16667",
)
FACT_COLOUR, DOCUMENT_COLOUR, RUN_COLOUR = "#FFE081", "#E0E4EA", "#C0C7D3"
ORDINARY = {"border-color": "#5F6770", "text-color-internal": "#2A2C34"}
START = "MATCH path = (s:Institution)-[]->(:Entity) RETURN path LIMIT 60"
Style = Mapping[str, Mapping[str, str]]


def make_style() -> Style:
    """GraSS rules: colour and caption by type. Facts are small and yellow; entities carry their Chinese names."""
    onto = ontology.load()
    rules: dict[str, dict[str, str]] = {
        "node": {"diameter": "50px", "color": "#A5ABB6", "border-width": "2px", "font-size": "10px", **ORDINARY},
        "relationship": {"color": "#A5ABB6", "shaft-width": "1px", "font-size": "8px", "padding": "3px",
                         "text-color-external": "#000000", "text-color-internal": "#FFFFFF", "caption": "<type>"},
        "node.Entity": {"color": "#A5ABB6", "caption": "{name}", **ORDINARY},
        "node.Fact": {"color": FACT_COLOUR, "caption": "{caption}", "diameter": "40px", **ORDINARY},
        "node.Document": {"color": DOCUMENT_COLOUR, "caption": "{title}", "diameter": "65px", **ORDINARY},
        "node.Build": {"color": RUN_COLOUR, "caption": "{id}", **ORDINARY},
    }
    for number, name in enumerate(onto.entity_types):
        rules[f"node.{name}"] = {"color": COLOURS[number % len(COLOURS)], "caption": "{name}", **ORDINARY}
    for name in onto.fact_types:
        rules[f"node.{name}"] = {"color": FACT_COLOUR, "caption": "{caption}", "diameter": "40px", **ORDINARY}
    for name in link_types(onto):
        rules[f"relationship.{name}"] = {"caption": "<type>"}
    return rules


def write_grass(style: Style) -> str:
    """Style rules as GraSS text, for `:style` or to drop on the Browser."""
    blocks = []
    for selector, rule in style.items():
        lines = [f"  {key}: {_grass_value(key, value)};" for key, value in rule.items()]
        blocks.append("\n".join([f"{selector} {{", *lines, "}"]))
    return "\n\n".join(blocks) + "\n"


def write_favourite(question: Question, *, examples: Mapping[str, Any]) -> str:
    """A question as a favourite: its title, `:param` lines with the reader's own names, the query."""
    lines = [f"// {question.title.zh} · {question.title.en}"]
    lines += [f":param {{ {p.name}: {json.dumps(_example(p, examples), ensure_ascii=False)} }};" for p in question.parameters]
    return "\n".join([*lines, question.cypher])


def _example(parameter: Any, examples: Mapping[str, Any]) -> Any:
    if parameter.default is not None:
        return parameter.default
    return examples.get(parameter.name, parameter.parse(parameter.example))


def choose_examples(build_dir: Path) -> dict[str, Any]:
    """Values for the questions' parameters from the reader's own graph: what takes part in most facts."""
    build = interchange.open_build(build_dir)
    uses: dict[str, dict[str, int]] = {}
    fact = ""
    for item in interchange.iter_facts(build.path):
        fact = fact or item.id
        for role, values in item.roles.items():
            for value in values:
                if isinstance(value, EntityRef):
                    counts = uses.setdefault(role, {})
                    counts[value.entity] = counts.get(value.entity, 0) + 1
    entities = {entity.id: entity for entity in interchange.iter_entities(build.path)}
    names = {role: _most_used(counts, entities) for role, counts in uses.items()}
    school = _first_of(names, "institution", "recipient", "participant", "subject", "builder")
    chosen = {
        "school": school, "name": school, "first": school, "second": _first_of(names, "partner", "competition", "program"),
        "contest": names.get("competition"), "award": names.get("award"), "platform": names.get("platform"),
        "alliance": names.get("body") or names.get("platform"), "program": names.get("program"), "fact": fact,
        "build": build.build_id, "country": names.get("country"),
    }
    return {name: value for name, value in chosen.items() if value}


def _most_used(counts: Mapping[str, int], entities: Mapping[str, Entity]) -> str:
    best = max(counts, key=lambda id_: (counts[id_], id_))
    return entities[best].name if best in entities else ""


def _first_of(names: Mapping[str, str], *roles: str) -> str:
    return next((names[role] for role in roles if names.get(role)), "")


def write_pack(build_dir: Path, out: Path) -> Path:
    """Write style, favourites, parameters and guide for a build into a new folder, whole or not at all."""
    examples = choose_examples(build_dir)
    with replace_folder(out) as part:
        (part / "style.grass").write_text(write_grass(make_style()), encoding="utf-8")
        (part / "favorites").mkdir()
        for name, question in load_questions().items():
            text = write_favourite(question, examples=examples)
            (part / "favorites" / f"{name}.cypher").write_text(text, encoding="utf-8")
        (part / "params.cypher").write_text(write_params(examples), encoding="utf-8")
        (part / "guide.html").write_text(write_guide(build_dir, examples), encoding="utf-8")
    return out


def write_params(examples: Mapping[str, Any]) -> str:
    """`:param` lines to paste, one for each parameter of the cookbook."""
    lines = [f":param {{ {name}: {json.dumps(value, ensure_ascii=False)} }}" for name, value in examples.items()]
    return "\n".join(lines) + "\n"


def write_guide(build_dir: Path, examples: Mapping[str, Any]) -> str:
    """A page that teaches the model on the reader's own graph; every query can be copied into the Browser."""
    onto = ontology.load()
    counts = interchange.open_build(build_dir).counts
    kinds = [(t.label.zh, t.name, t.definition.zh) for t in onto.entity_types.values()]
    kinds += [(f.label.zh, f.name, f.definition.zh) for f in onto.fact_types.values()]
    rows = "".join(f"<tr><td>{escape(zh)}</td><td><code>{escape(name)}</code></td><td>{escape(text)}</td></tr>"
                   for zh, name, text in kinds)
    asked = "".join(f"<h3>{escape(q.title.zh)} · {escape(q.title.en)}</h3>"
                    f"<pre>{escape(write_favourite(q, examples=examples))}</pre>" for q in load_questions().values())
    totals = "、".join(f"{name} {count}" for name, count in counts.items())
    return GUIDE.format(totals=escape(totals), rows=rows, questions=asked, start=escape(START),
                        school=escape(str(examples.get("school", ""))))


def _grass_value(key: str, value: str) -> str:
    return f"'{value}'" if key == "caption" else value


GUIDE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>职业教育知识图谱：入门 · Guide</title>
<style>body{{font:15px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}}pre{{background:#f4f5f7;padding:.8em;
white-space:pre-wrap}}td{{border-top:1px solid #ddd;padding:.2em .8em .2em 0;vertical-align:top}}</style>
<h1>职业教育知识图谱 · A guide to your graph</h1>
<p>{totals}</p>
<p>实体（<code>:Entity</code>）由事实（<code>:Fact</code>）联系：事实用 <code>ROLE_…</code> 指向参与的实体，用 <code>STATED_IN</code>
指向陈述它的文档，关系上有原文与起止位置。<code>PARTNERS_WITH</code>、<code>WON</code> 等是由事实导出的捷径，属性 <code>fact</code>
是事实编号。 · Entities are joined by facts; a fact points to who takes part (<code>ROLE_…</code>) and to the documents that state it
(<code>STATED_IN</code>, with quotation and offsets). Short cuts such as <code>PARTNERS_WITH</code> carry the id of their fact.</p>
<h2>第一步 · First steps</h2>
<pre>{start}</pre>
<pre>MATCH (e:Entity) WHERE '{school}' IN e.names
MATCH path = (e)&lt;-[]-(:Fact)-[:STATED_IN]-&gt;(:Document)
RETURN path LIMIT 25</pre>
<h2>类型 · Types</h2><table>{rows}</table>
<h2>问题 · Questions</h2>{questions}</html>
"""
