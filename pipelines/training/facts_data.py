"""Training pairs: every candidate of the annotated documents with what the gold facts say of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

from pipelines.facts.board import Proposal
from pipelines.facts.candidates import SPECS, orient, pairs
from pipelines.facts.features import describe, name_of
from pipelines.facts.scene import Arg, Sentence, read_sentences
from pipelines.folds import fold_of
from pipelines.layout import analyse
from pipelines.page import Page
from pipelines.reference import refer
from pipelines.reference.normal import fold
from pipelines.span import NameSpan

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A gold fact: folded names (with aliases) of each role, its literal values, and its clean range."""

    type: str
    roles: Mapping[str, Names]
    values: Mapping[str, tuple[str, ...]]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate: the pair itself with its sentence and page; `part` is the reading it is of. `truth[spec]` is 1 (a gold fact of this sentence), 0 (none), -1 (the same fact stated elsewhere);
    `values` are the optional roles of the matched facts by spec; `own`: of one of our own documents."""

    document: str
    part: str
    fold: int
    page: Page
    sentence: Sentence
    proposal: Proposal
    features: tuple[str, ...]
    truth: Mapping[int, int]
    values: Mapping[int, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    own: bool = False


def read_gold(path: Path) -> tuple[dict, str]:  # type: ignore[type-arg]
    """A gold file and the text that it annotates."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    return gold, (path.parent.parent / "text" / gold["source"]).read_bytes().decode("utf-8")


def fold_of_gold(gold: Mapping) -> int:  # type: ignore[type-arg]
    """The fold of an annotated document; own documents bring theirs along, since they are never held out."""
    return int(gold["fold"]) if "fold" in gold else fold_of(gold["source"])


def gold_page(gold: Mapping, text: str, spans: Sequence[Sequence] | None = None) -> Page:  # type: ignore[type-arg]
    """A page over the gold names, or over given (start, end, label, confidence, …) source spans."""
    layout = analyse(text)
    marks = [(m["start"], m["end"], m["type"], 1.0) for m in gold["mentions"]] if spans is None else [tuple(s[:4]) for s in spans]
    names = set()
    for start, end, label, sure in marks:
        found = layout.from_source(start, end)
        if found and found[0] < found[1]:
            names.add(NameSpan(found[0], found[1], label, sure))
    return refer(layout, sorted(names))


def gold_facts(gold: Mapping, page: Page) -> list[GoldFact]:  # type: ignore[type-arg]
    """The gold facts with aliases folded in, in clean coordinates."""
    table: dict[str, set[str]] = defaultdict(set)
    for entity in gold["entities"]:
        names = {fold(n) for n in (entity["name"], *entity["aliases"])}
        for name in names:
            table[name] |= names
    out = []
    for fact in gold["facts"]:
        place = page.layout.from_source(fact["evidence"]["start"], fact["evidence"]["end"])
        roles = {r: frozenset().union(*({fold(str(v))} | table[fold(str(v))] for v in vs)) for r, vs in fact["roles"].items()}
        values = {r: tuple(str(v) for v in vs) for r, vs in fact["roles"].items()}
        out.append(GoldFact(fact["type"], roles, values, *(place or (0, 0))))
    return out


def build_rows(gold: Mapping, page: Page, part: str = "gold") -> Iterable[Row]:  # type: ignore[type-arg]
    """The candidates of a page with their truth."""
    facts: dict[str, list[GoldFact]] = defaultdict(list)
    for fact in gold_facts(gold, page):
        facts[fact.type].append(fact)
    names = {e.key: frozenset(fold(n) for n in (e.name, *e.aliases)) for e in page.entities}
    number = fold_of_gold(gold)
    for sentence in read_sentences(page):
        for a, b, fits in pairs(sentence):
            truth: dict[int, int] = {}
            values: dict[int, Mapping[str, tuple[str, ...]]] = {}
            for spec in fits:
                first, second = orient(SPECS[spec], a, b, page.subject)
                ends = [names[x.key] if x.key >= 0 else frozenset({fold(name_of(page, x))}) for x in (first, second)]
                truth[spec], match = _truth(facts[SPECS[spec].type], spec, ends, sentence)
                if match:
                    values[spec] = match.values
            yield Row(gold["source"], f"{gold['source']} {part}", number, page, sentence, (a, b, fits), tuple(map(intern, describe(page, sentence, a, b))), truth, values)


def _truth(facts: list[GoldFact], number: int, ends: list[Names], sentence: Sentence) -> tuple[int, GoldFact | None]:
    spec = SPECS[number]
    elsewhere = 0
    for fact in facts:
        first, second = fact.roles.get(spec.role_a), fact.roles.get(spec.role_b)
        if first is None or second is None or not (ends[0] & first and ends[1] & second):
            continue
        if fact.start < sentence.end + 1 and fact.end > sentence.start - 1:
            return 1, fact
        elsewhere = -1
    return elsewhere, None


__all__ = ["Arg", "GoldFact", "Row", "build_rows", "fold_of_gold", "gold_facts", "gold_page", "read_gold"]
