"""`kg ontology`: types, roles and relations of the graph. The twin of `kg.ontology.load`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kg.ontology import Ontology, load
from kg.ontology_page import page


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="ontology")(run)


def run(
    file: Annotated[Path | None, typer.Option("--file", help="Another Turtle file than the shipped one.")] = None,
    docs: Annotated[bool, typer.Option("--docs", help="Print the documentation page, Markdown.")] = False,
    turtle: Annotated[bool, typer.Option("--turtle", help="Print the ontology itself, Turtle with SHACL.")] = False,
) -> None:
    """显示本体 · Show the entity types, the fact types with their roles, and the short cuts."""
    onto = load(file)
    if turtle:
        sys.stdout.write(onto.path.read_text(encoding="utf-8"))
    elif docs:
        sys.stdout.write(page(onto))
    else:
        _print_tables(onto)


def _print_tables(onto: Ontology) -> None:
    console = Console()
    entities = Table("type", "名称", "name", title=f"实体类型 · Entity types ({onto.version})")
    for type_ in onto.entity_types.values():
        entities.add_row(type_.name, type_.label.zh, type_.label.en)
    console.print(entities)
    facts = Table("type", "名称", "roles (key roles in bold)", title="事实类型 · Fact types")
    for fact in onto.fact_types.values():
        roles = ", ".join(f"[bold]{escape(r.name)}[/]" if r.key else escape(r.name) for r in fact.roles.values())
        facts.add_row(fact.name, fact.label.zh, roles)
    console.print(facts)
    shortcuts = Table("relation", "名称", "of", "from → to", title="捷径 · Short cuts")
    for s in onto.shortcuts:
        shortcuts.add_row(s.name, s.label.zh, s.fact_type, f"{s.source_role} → {s.target_role}")
    console.print(shortcuts)
