"""Cards for notebooks: an entity with its facts, a fact with its quotations in context. HTML and plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg import ontology
from kg.store.card import Card, CardFact, card_lines

STYLE = (
    "font-family:'WenQuanYi Micro Hei','Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif;font-size:13px;"
    "line-height:1.5;border:1px solid #bbb;border-left:4px solid #0072B2;border-radius:4px;padding:8px 12px;"
    "margin:4px 0;max-width:60em;color:#222;background:#fff"
)
GREY = "color:#666"
MARKED = "background:#FFE9A8;color:#222"
SHOWN = 5
"""Facts of a type that a card shows before it folds the others."""


@dataclass(frozen=True, slots=True)
class EntityCard:
    """The cards of all entities with a name, as a rule one. `str()` gives text, a notebook shows HTML."""

    cards: tuple[Card, ...]

    @property
    def facts(self) -> Mapping[str, tuple[CardFact, ...]]:
        """Facts by type, of all entities of that name."""
        merged: dict[str, tuple[CardFact, ...]] = {}
        for card in self.cards:
            for type_, facts in card.facts.items():
                merged[type_] = merged.get(type_, ()) + facts
        return merged

    def __str__(self) -> str:
        return "\n\n".join("\n".join(card_lines(card, limit=SHOWN)) for card in self.cards)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return "".join(_card_html(card) for card in self.cards)


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation in its context: `before`, the quoted `text`, `after`, and where it stands."""

    source: str
    start: int
    end: int
    before: str
    text: str
    after: str

    def __str__(self) -> str:
        return f"{self.source} {self.start}-{self.end}: …{self.before}【{self.text}】{self.after}…"


@dataclass(frozen=True, slots=True)
class QuotationCard:
    """The passages that state a fact."""

    fact_id: str
    passages: tuple[Passage, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.passages))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return f'<div style="{STYLE}">' + "".join(_passage_html(passage) for passage in self.passages) + "</div>"


def _passage_html(passage: Passage) -> str:
    return (
        f'<p style="margin:4px 0">…{escape(passage.before)}<mark style="{MARKED}">{escape(passage.text)}</mark>'
        f'{escape(passage.after)}…<br><span style="{GREY}">{escape(passage.source)}, '
        f"{passage.start}–{passage.end}</span></p>"
    )


def _card_html(card: Card) -> str:
    onto = ontology.load()
    entity = card.entity
    label = onto.entity_types[entity.type].label
    facts = sum(map(len, card.facts.values()))
    lines = [
        f'<div style="{STYLE}"><b style="font-size:16px">{escape(entity.name)}</b> '
        f'<span style="{GREY}">{escape(label.zh)} · {escape(entity.type)}</span>',
    ]
    if entity.aliases:
        lines.append(f'<div style="{GREY}">又称 {escape("、".join(entity.aliases))}</div>')
    lines.append(f'<div style="{GREY}">提及 {card.mentions} 次，事实 {facts} 条</div>')
    for type_, group in card.facts.items():
        title = onto.fact_types[type_].label.zh
        lines.append(f'<div style="margin-top:6px"><b>{escape(title)} {type_}</b> ({len(group)})</div>')
        lines.append(_facts_html(group))
    return "".join(lines) + "</div>"


def _facts_html(facts: Sequence[CardFact]) -> str:
    shown = "".join(map(_fact_html, facts[:SHOWN]))
    rest = "".join(map(_fact_html, facts[SHOWN:]))
    more = f"<details><summary>还有 {len(facts) - SHOWN} 条</summary>{rest}</details>" if rest else ""
    return f'<ul style="margin:2px 0">{shown}</ul>{more}'


def _fact_html(fact: CardFact) -> str:
    roles = "；".join(f"{escape(role)}: {escape('、'.join(values))}" for role, values in fact.roles.items())
    quotations = "".join(
        f'<div style="{GREY}"><q style="{MARKED}">{escape(" ".join(q.text.split()))}</q> '
        f"{escape(q.source)} {q.start}–{q.end}</div>"
        for q in fact.quotations
    )
    return f"<li>{roles}{quotations}</li>"
