"""Facts found against facts wanted, of one type in one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.counts import Counts
from kg.evaluation.gold import GoldDocument, GoldFact
from kg.evaluation.names import agree, names_of
from kg.model import Entity, Fact

KEY_ROLES: Mapping[str, tuple[str, ...]] = {
    "Partnership": ("institution", "partner"),
    "PlatformBuilding": ("platform", "builder"),
    "Membership": ("member", "body"),
    "CompetitionResult": ("recipient", "competition", "award", "work", "date"),
    "Honor": ("recipient", "award"),
    "ProgramParticipation": ("participant", "program"),
    "OverseasProject": ("project", "country", "organizer"),
    "Hosting": ("host", "event"),
    "Affiliation": ("person", "unit", "organization"),
    "AchievementCount": ("subject", "category", "count", "period"),
    "Indicator": ("subject", "indicator", "period", "value"),
}

Names = frozenset[str]
Slots = Mapping[str, Sequence[Names]]


@dataclass(frozen=True, slots=True)
class Score:
    """`right` are indices of the found facts whose keys all agree with their gold fact."""

    strict: Counts
    slots: Counts
    right: frozenset[int]
    wrong_key: tuple[GoldFact, ...]
    missed: tuple[GoldFact, ...]
    spurious: tuple[Fact, ...]


def score(
    document: GoldDocument, gold: Sequence[GoldFact], found: Sequence[Fact], entities: Mapping[str, Entity]
) -> Score:
    """Pair gold and found facts of one type, best pairs first, and count agreeing keys and role values."""
    wanted = [_gold_slots(document, fact) for fact in gold]
    given = [_found_slots(fact, entities) for fact in found]
    pairs = _pair(wanted, given, KEY_ROLES[gold[0].type] if gold else ())
    right = frozenset(j for strict, _, _, j in pairs if strict)
    paired, used = {i for _, _, i, _ in pairs}, {j for _, _, _, j in pairs}
    return Score(
        Counts(len(right), len(found), len(gold)),
        Counts(sum(slots for _, slots, _, _ in pairs), _size(given), _size(wanted)),
        right,
        tuple(gold[i] for strict, _, i, _ in pairs if not strict),
        tuple(fact for i, fact in enumerate(gold) if i not in paired),
        tuple(fact for j, fact in enumerate(found) if j not in used),
    )


def _pair(wanted: Sequence[Slots], given: Sequence[Slots], keys: Sequence[str]) -> list[tuple[bool, int, int, int]]:
    """(keys agree, agreeing slots, gold index, found index), each fact once."""
    candidates = []
    for i, gold in enumerate(wanted):
        for j, found in enumerate(given):
            slots = count_slots(gold, found)
            if slots:
                candidates.append((keys_agree(gold, found, keys), slots, i, j))
    candidates.sort(key=lambda pair: (not pair[0], -pair[1], pair[2], pair[3]))
    paired: set[int] = set()
    used: set[int] = set()
    chosen = []
    for pair in candidates:
        if pair[2] not in paired and pair[3] not in used:
            paired.add(pair[2])
            used.add(pair[3])
            chosen.append(pair)
    return chosen


def keys_agree(gold: Slots, found: Slots, keys: Sequence[str]) -> bool:
    """Whether every key value that the gold fact fills is among the found ones."""
    return all(any(agree(key, g, f) for f in found.get(key, ())) for key in keys for g in gold.get(key, ()))


def count_slots(gold: Slots, found: Slots) -> int:
    """The number of gold role values that the found fact has, each found value used once."""
    count = 0
    for role, values in gold.items():
        left = list(found.get(role, ()))
        for value in values:
            hit = next((i for i, other in enumerate(left) if agree(role, value, other)), None)
            if hit is not None:
                del left[hit]
                count += 1
    return count


def _gold_slots(document: GoldDocument, fact: GoldFact) -> dict[str, list[Names]]:
    filled = {role: [document.names_of(value) for value in values] for role, values in fact.roles.items()}
    return {role: names for role, names in filled.items() if names}


def _found_slots(fact: Fact, entities: Mapping[str, Entity]) -> dict[str, list[Names]]:
    filled = {role: [names_of(value, entities) for value in values] for role, values in fact.roles.items()}
    return {role: kept for role, names in filled.items() if (kept := [n for n in names if n - {""}])}


def _size(facts: Sequence[Slots]) -> int:
    return sum(len(values) for fact in facts for values in fact.values())
