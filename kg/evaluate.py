"""Score a build against stand-off gold files: mentions, linking, facts, role slots, calibration and sure facts.

The figures are those that `../shared/eval/CONTRACT.md` describes; a test compares them with its reference scorer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from kg import interchange
from kg.errors import InputError
from kg.evaluation import facts as fact_scores
from kg.evaluation import linking, names
from kg.evaluation import mentions as mention_scores
from kg.evaluation.counts import Counts, Shares, calibration_error, summarise
from kg.evaluation.gold import GoldDocument, read_gold
from kg.model import Entity, Fact, Mention

CORE = ("Institution", "Enterprise", "Government", "Organization", "Platform", "Program", "Competition", "Award")
COUNTED = ("AchievementCount", "Indicator")
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: `kind` is missed, spurious, key, missed fact or spurious fact; `start` counts in the source text."""

    kind: str
    source: str
    type: str
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Rows by measure and type (`p`, `r`, `f1`, `gold`, `pred`), extra figures, and the faults in order of document."""

    scores: dict[str, dict[str, dict[str, float]]]
    extras: dict[str, float]
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Tally:
    """Counts by measure and type while documents are scored."""

    counts: dict[str, defaultdict[str, Counts]] = field(
        default_factory=lambda: {kind: defaultdict(Counts) for kind in ("mention", "relaxed", "fact", "slot")}
    )
    links: Shares = field(default_factory=Shares)
    sure: Counts = field(default_factory=Counts)
    judged_mentions: list[tuple[float, bool]] = field(default_factory=list)
    judged_facts: list[tuple[float, bool]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def evaluate(build: str | Path, gold: str | Path) -> Evaluation:
    """Score the build folder against the folder of gold files. InputError when there is no gold to compare with."""
    folder = interchange.open_build(build).path
    files = sorted(Path(gold).glob("*.json"))
    if not files:
        raise InputError(f"expected gold files (*.json) in {gold}, found none")
    documents = {PurePosixPath(d.source).name: d.doc_id for d in interchange.iter_documents(folder)}
    entities = {entity.id: entity for entity in interchange.iter_entities(folder)}
    mentions = _group_mentions(interchange.iter_mentions(folder))
    facts = _group_facts(interchange.iter_facts(folder))
    tally = _Tally()
    for path in files:
        document = read_gold(path)
        doc_id = documents.get(document.source, "")
        _score_mentions(tally, document, mentions[doc_id])
        _score_facts(tally, document, _outside_ignored(document, doc_id, facts[doc_id]), entities)
    return _conclude(tally)


def _group_mentions(mentions: Iterable[Mention]) -> defaultdict[str, list[Mention]]:
    table: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        table[mention.doc_id].append(mention)
    return table


def _group_facts(facts: Iterable[Fact]) -> defaultdict[str, list[Fact]]:
    table: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        for doc_id in {evidence.doc_id for evidence in fact.evidence}:
            table[doc_id].append(fact)
    return table


def _outside_ignored(document: GoldDocument, doc_id: str, facts: Sequence[Fact]) -> list[Fact]:
    return [
        fact for fact in facts
        if not all(document.ignores(e.start, e.end) for e in fact.evidence if e.doc_id == doc_id)
    ]


def _score_mentions(tally: _Tally, document: GoldDocument, mentions: Sequence[Mention]) -> None:
    found = {(m.start, m.end, m.type): m for m in mentions if not document.ignores(m.start, m.end)}
    gold = {(m.start, m.end, m.type): m.text for m in document.mentions}
    for type_ in sorted({key[2] for key in (*found, *gold)}):
        score = mention_scores.score({k for k in gold if k[2] == type_}, {k for k in found if k[2] == type_})
        tally.counts["mention"][type_].add(score.strict)
        tally.counts["relaxed"][type_].add(score.relaxed)
        tally.faults += [Fault("missed", document.source, type_, k[0], gold[k]) for k in score.missed]
        tally.faults += [Fault("spurious", document.source, type_, k[0], found[k].text) for k in score.spurious]
    tally.judged_mentions += [(m.confidence, key in gold) for key, m in found.items()]
    matched = {key: document.names_of(gold[key]) for key in gold if key in found}
    tally.links.add(linking.b_cubed(matched, {key: found[key].entity_id for key in matched}))


def _score_facts(
    tally: _Tally, document: GoldDocument, facts: Sequence[Fact], entities: dict[str, Entity]
) -> None:
    for type_ in fact_scores.KEY_ROLES:
        gold = [fact for fact in document.facts if fact.type == type_]
        found = [fact for fact in facts if fact.type == type_]
        score = fact_scores.score(document, gold, found, entities)
        tally.counts["fact"][type_].add(score.strict)
        tally.counts["slot"][type_].add(score.slots)
        for kind, items in (("key", score.wrong_key), ("missed fact", score.missed)):
            tally.faults += [Fault(kind, document.source, type_, g.start, _json(g.roles)) for g in items]
        tally.faults += [
            Fault("spurious fact", document.source, type_, f.evidence[0].start, _roles_text(f, entities))
            for f in score.spurious
        ]
        tally.judged_facts += [(f.confidence, i in score.right) for i, f in enumerate(found)]
        sure = [i in score.right for i, f in enumerate(found) if f.confidence >= SURE]
        tally.sure.add(Counts(sum(sure), len(sure), len(gold)))


def _conclude(tally: _Tally) -> Evaluation:
    scores: dict[str, dict[str, dict[str, float]]] = {}
    for kind, table in tally.counts.items():
        name, members = ("core", CORE) if kind in ("mention", "relaxed") else ("graph", _graph_types())
        rows = {type_: table[type_].row() for type_ in sorted(table)}
        rows["all"] = summarise(table.values()).row()
        rows[name] = summarise(table[t] for t in table if t in members).row()
        scores[kind] = rows
    scores["link"] = {"all": tally.links.row()}
    extras = {
        "mention_calibration_error": calibration_error(tally.judged_mentions),
        "fact_calibration_error": calibration_error(tally.judged_facts),
        "sure_fact_precision": tally.sure.row()["p"],
        "sure_facts": tally.sure.found,
    }
    return Evaluation(scores, extras, tuple(tally.faults))


def _graph_types() -> tuple[str, ...]:
    return tuple(type_ for type_ in fact_scores.KEY_ROLES if type_ not in COUNTED)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _roles_text(fact: Fact, entities: dict[str, Entity]) -> str:
    return _json({role: [names.shown(value, entities) for value in values] for role, values in fact.roles.items()})
