"""`kg show`: the card of an entity. The twin of `kg.store.card.make_cards`."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


class Format(str, Enum):  # noqa: UP042 - typer reads the values of a str enum
    """How a card is printed."""

    text = "text"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="show")(run)


def run(
    build: Annotated[Path, typer.Argument(metavar="DIR", help="A build.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an id of an entity.")],
    limit: Annotated[int, typer.Option("--limit", min=0, help="Facts of each type to print; 0 prints all.")] = 0,
    format_: Annotated[Format, typer.Option("--format", help="text or json.")] = Format.text,
) -> None:
    """实体卡片 · Show an entity: its type, names and facts, each with its quotation, document and offsets."""
    from kg.store.card import card_data, card_lines, make_cards

    cards = make_cards(build, name)
    if format_ is Format.json:
        typer.echo(json.dumps([card_data(card) for card in cards], ensure_ascii=False, indent=1))
        return
    for number, card in enumerate(cards):
        if number:
            typer.echo()
        for line in card_lines(card, limit=limit):
            typer.echo(line)
