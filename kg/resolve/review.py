"""What a person should look at in a build: unsure pairs of names, doubtful and disputed facts, each with its quotations."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.interchange import iter_entities, iter_facts, iter_mentions, open_build
from kg.model import EntityRef, Fact, Mention
from kg.resolve.records import Decision

RESOLUTION = "resolution.jsonl"
DOUBTFUL = 0.6
AROUND = 24
QUOTES = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A question: a pair of entities (`kind` pair) or one fact (`kind` fact). `quotes` are (document id, text)."""

    kind: str
    left: str
    right: str
    title: str
    reason: str
    score: float
    quotes: tuple[tuple[str, str], ...] = ()
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """The question as a JSON object."""
        return {
            "kind": self.kind,
            "left": self.left,
            "right": self.right,
            "title": self.title,
            "reason": self.reason,
            "score": self.score,
            "quotes": [{"doc_id": d, "text": t} for d, t in self.quotes],
            "roles": {role: list(values) for role, values in self.roles.items()},
        }


def find_items(folder: Path, decisions: Sequence[Decision] = ()) -> list[Item]:
    """The open questions of a build, doubtful facts after unsure pairs; what is decided is left out."""
    open_build(folder)
    pairs = [row for row in _pairs(folder) if not _is_decided(row, decisions)]
    wanted = {row[side] for row in pairs for side in ("left", "right")}
    quotes = _quotes(folder, wanted)
    settled = {d.left for d in decisions if d.kind in ("reject", "correct")}
    return [*(_pair_item(row, quotes) for row in pairs), *_fact_items(folder, settled)]


def _pairs(folder: Path) -> list[dict[str, Any]]:
    path = folder / RESOLUTION
    if not path.exists():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return sorted(
        (row for row in rows if row.get("verdict") == "unsure"),
        key=lambda row: (-row["score"], row["left"], row["right"]),
    )


def _is_decided(row: Mapping[str, Any], decisions: Iterable[Decision]) -> bool:
    pair = sorted((row["left"], row["right"]))
    return any(d.kind in ("same", "different") and sorted((d.left, d.right)) == pair for d in decisions)


def _quotes(folder: Path, wanted: set[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    texts: dict[str, str] = {}
    for mention in iter_mentions(folder):
        if mention.entity_id in wanted and len(found[mention.entity_id]) < QUOTES:
            if mention.doc_id not in texts:
                texts[mention.doc_id] = (folder / "texts" / f"{mention.doc_id}.txt").read_bytes().decode("utf-8")
            found[mention.entity_id].append((mention.doc_id, _around(texts[mention.doc_id], mention)))
    return found


def _around(text: str, mention: Mention) -> str:
    before, after = text[max(0, mention.start - AROUND) : mention.start], text[mention.end : mention.end + AROUND]
    return f"…{before}【{text[mention.start : mention.end]}】{after}…".replace("\r", "").replace("\n", " ")


def _pair_item(row: Mapping[str, Any], quotes: Mapping[str, list[tuple[str, str]]]) -> Item:
    both = (*quotes.get(row["left"], ()), *quotes.get(row["right"], ()))
    title = f"{row['left_name']} = {row['right_name']} ? ({row['type']})"
    return Item("pair", row["left"], row["right"], title, row["reason"], row["score"], both)


def _fact_items(folder: Path, settled: set[str]) -> list[Item]:
    names = {entity.id: entity.name for entity in iter_entities(folder)}
    items = [_fact_item(fact, names) for fact in iter_facts(folder) if _is_doubtful(fact) and fact.id not in settled]
    return sorted(items, key=lambda item: (item.score, item.left))


def _is_doubtful(fact: Fact) -> bool:
    return fact.confidence < DOUBTFUL or bool(fact.properties.get("conflict"))


def _fact_item(fact: Fact, names: Mapping[str, str]) -> Item:
    roles = {
        role: tuple(names.get(v.entity, v.entity) if isinstance(v, EntityRef) else str(v.value) for v in values)
        for role, values in fact.roles.items()
    }
    disputed = fact.properties.get("conflict", ())
    reason = (
        f"texts disagree about {'、'.join(map(str, disputed))}"
        if isinstance(disputed, tuple) and disputed
        else "low confidence"
    )
    title = f"{fact.type}: " + "; ".join(f"{role}={'、'.join(values)}" for role, values in roles.items())
    return Item(
        "fact", fact.id, "", title, reason, fact.confidence, tuple((e.doc_id, e.text) for e in fact.evidence), roles
    )
