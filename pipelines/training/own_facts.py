"""Facts of the project's own documents: `NNN_slug.facts` beside `NNN_slug.txt`, one fact or group of names a line.

    = 全名 | 简称
    Partnership | institution=甲学院 | partner=乙公司 | form=订单班 || 甲学院与乙公司开设订单班

A line that begins with = gives a thing's full name and the other names that the document uses for it; a fact line gives type, roles and,
behind ||, the stretch of the text that states it (white space does not matter; it must occur once). Lines beginning with # are remarks.
`own/README.md` says how to write one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg import ontology
from kg.errors import InputError
from pipelines.reference.normal import clean
from pipelines.training.documents import ALWAYS_TRAINING
from pipelines.training.own import FOLDER, parse_marks

Gold = dict[str, Any]


def read_own_gold(path: Path) -> tuple[Gold, str]:
    """An own document as a gold file would give it, and its text. Raises InputError on a line that cannot be meant."""
    text, marks = parse_marks(path.with_suffix(".txt").read_text(encoding="utf-8"))
    lines = path.with_suffix(".facts").read_text(encoding="utf-8").splitlines()
    names = {(clean(text[start:end]), label) for start, end, label in marks}
    groups = dict(_read_group(number, line, names) for number, line in enumerate(lines, 1) if line.startswith("="))
    entities = _join_entities(names, groups)
    known = {entity["name"] for entity in entities}
    place = Places(text)
    facts = [_read_fact(number, line, known, place) for number, line in enumerate(lines, 1) if line.strip() and line[0] not in "=#"]
    mentions = [{"start": a, "end": b, "type": label, "text": clean(text[a:b])} for a, b, label in marks]
    gold = {"doc": path.stem, "source": path.with_suffix(".txt").name, "fold": ALWAYS_TRAINING, "mentions": mentions}
    return {**gold, "ignore": [], "entities": entities, "facts": facts}, text


def read_all_own_gold(folder: Path = FOLDER) -> list[tuple[Gold, str]]:
    """All own documents that have facts, in the order of their names."""
    return [read_own_gold(path) for path in sorted(folder.glob("*.facts"))]


class Places:
    """Where a quotation stands in a text; white space does not matter."""

    def __init__(self, text: str) -> None:
        self._at = [i for i, c in enumerate(text) if not c.isspace()]
        self._text = "".join(text[i] for i in self._at)

    def find(self, number: int, quotation: str) -> tuple[int, int]:
        """Source offsets of a quotation that occurs once."""
        plain = "".join(quotation.split())
        times = self._text.count(plain) if plain else 0
        if times != 1:
            raise InputError(f"line {number}: expected a quotation that occurs once, found {times} of {quotation!r}; lengthen or mend it")
        start = self._text.index(plain)
        return self._at[start], self._at[start + len(plain) - 1] + 1


def _read_group(number: int, line: str, names: set[tuple[str, str]]) -> tuple[str, tuple[str, ...]]:
    full, *others = (clean(part) for part in line[1:].split("|"))
    unknown = [name for name in (full, *others) if name not in {n for n, _ in names}]
    if len(unknown) > 1 or not others or (unknown and unknown != [full]):
        raise InputError(f"line {number}: expected = full name | other name …, each marked in the text, found {line!r}; mark or drop {unknown}")
    return full, tuple(others)


def _join_entities(names: Iterable[tuple[str, str]], groups: Mapping[str, Sequence[str]]) -> list[Gold]:
    full = {alias: name for name, aliases in groups.items() for alias in aliases}
    labels: dict[str, str] = {}
    aliases: dict[str, set[str]] = defaultdict(set)
    for name, label in sorted(names):
        labels.setdefault(full.get(name, name), label)
        aliases[full.get(name, name)] |= {name} - {full.get(name, name)}
    return [{"name": name, "type": label, "aliases": sorted(aliases[name])} for name, label in sorted(labels.items())]


def _read_fact(number: int, line: str, known: set[str], places: Places) -> Gold:
    statement, _, quotation = line.partition("||")
    type_, *pairs = (part.strip() for part in statement.split("|"))
    fact = ontology.load().fact_types.get(type_)
    if fact is None:
        raise InputError(f"line {number}: expected a fact type of the guidelines, found {type_!r}")
    roles: dict[str, list[str | int | float]] = defaultdict(list)
    for pair in pairs:
        role, _, value = pair.partition("=")
        if role not in fact.roles or not value:
            raise InputError(f"line {number}: expected role=value with a role of {type_} ({', '.join(fact.roles)}), found {pair!r}")
        roles[role].append(_read_value(number, fact.roles[role], value, known))
    missing = [role.name for role in fact.roles.values() if role.required and role.name not in roles]
    if missing:
        raise InputError(f"line {number}: expected the role {missing[0]} of {type_}, found none; add it")
    start, end = places.find(number, quotation)
    return {"type": type_, "roles": dict(roles), "evidence": {"start": start, "end": end}}


def _read_value(number: int, role: ontology.Role, value: str, known: set[str]) -> str | int | float:
    name = clean(value)
    if role.ranges and name in known:
        return name
    if role.ranges and not role.literal:
        raise InputError(f"line {number}: expected in {role.name} the full name of a thing that the text names, found {value!r}")
    if role.kind in ("integer", "number"):
        try:
            return int(value) if role.kind == "integer" else float(value)
        except ValueError:
            raise InputError(f"line {number}: expected a number in {role.name}, found {value!r}") from None
    return value
