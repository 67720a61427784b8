"""The registry: things known by name, from the shipped files and from a file of the user's.

A user's file is CSV (header `type,name` and any of `aliases` (divided by |), `code`, `place`, `former`) or JSON Lines with the
same fields (lists allowed). Its entries come before the shipped ones.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from kg.errors import InputError
from kg.ids import entity_id
from kg.resolve.grammar.read import read_name, short_forms
from kg.resolve.grammar.shape import Context, Form
from kg.resolve.places import load_places
from kg.resolve.tables import read_table
from kg.resolve.text import fold_lookalikes
from kg.resolve.text import key as key_of

TYPES = (
    "Institution",
    "Enterprise",
    "Government",
    "Organization",
    "Platform",
    "Program",
    "Competition",
    "Award",
    "Person",
    "Place",
    "Work",
    "Major",
    "Policy",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the registry. `key` is its canonical key; `code` an official code; `place` a division code; `origin` a file."""

    type: str
    name: str
    key: str
    aliases: tuple[str, ...] = ()
    code: str = ""
    place: str = ""
    origin: str = ""


@dataclass(frozen=True)
class Succession:
    """A dated change of a body: `old` became `new` (keys)."""

    type: str
    old: str
    new: str
    kind: str
    date: str
    origin: str

    @cached_property
    def ids(self) -> tuple[str, str]:
        """Own ids of the old and the new body."""
        return entity_id(self.type, self.old), entity_id(self.type, self.new)


@dataclass
class Registry:
    """Look-up by type and key. `names[(type, key)]` are official names, `aliases` the other names (several owners possible)."""

    names: dict[tuple[str, str], Entry] = field(default_factory=dict)
    aliases: dict[tuple[str, str], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    successions: list[Succession] = field(default_factory=list)
    _short: dict[str, dict[str, list[tuple[Form, Entry]]]] = field(default_factory=dict)
    _folded: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _by_id: dict[str, Entry] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Add an entry; the first of a name stays and gets the aliases of later ones; an alias may have several owners."""
        first = self.names.setdefault((entry.type, entry.key), entry)
        for alias in entry.aliases:
            owners = self.aliases[entry.type, read_name(entry.type, alias, Context()).key]
            if all(owner.key != entry.key for owner in owners):
                owners.append(first)

    def by_id(self) -> Mapping[str, Entry]:
        """Entity id -> entry, made when first asked for."""
        if len(self._by_id) != len(self.names):
            self._by_id = {entity_id(type_, key): entry for (type_, key), entry in self.names.items()}
        return self._by_id

    def named(self, type_: str, key: str) -> Entry | None:
        """The entry whose official name has this key."""
        return self.names.get((type_, key))

    def called(self, type_: str, key: str) -> list[Entry]:
        """The entries with an alias of this key."""
        return self.aliases.get((type_, key), [])

    def shortened(self, type_: str, key: str) -> list[tuple[Form, Entry]]:
        """The entries whose parts allow this short form, surest first."""
        if type_ != "Institution":
            return []
        if type_ not in self._short:
            self._short[type_] = self._index(type_)
        return self._short[type_].get(key, [])

    def resembling(self, type_: str, name: str) -> list[Entry]:
        """Entries whose names differ from `name` in characters of like shape only."""
        if not self._folded:
            for kind, known in self.names:
                folded = fold_lookalikes(key_of(self.names[kind, known].name))
                self._folded.setdefault((kind, folded), set()).add(known)
        return [
            self.names[type_, known] for known in sorted(self._folded.get((type_, fold_lookalikes(key_of(name))), ()))
        ]

    def _index(self, type_: str) -> dict[str, list[tuple[Form, Entry]]]:
        index: dict[str, list[tuple[Form, Entry]]] = defaultdict(list)
        for (kind, _), entry in self.names.items():
            if kind == type_:
                for form in short_forms(type_, entry.name).values():
                    index[form.key].append((form, entry))
        for owners in index.values():
            owners.sort(key=lambda item: (-item[0].score, item[1].key))
        return dict(index)


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """The shipped registry."""
    return _fill(Registry())


def open_registry(path: Path | None) -> Registry:
    """The shipped registry, with the entries of a user's file before it; an InputError names a bad line."""
    if path is None:
        return load_registry()
    registry = Registry()
    for entry in read_entries(path):
        registry.add(entry)
    return _fill(registry)


def _fill(registry: Registry) -> Registry:
    for row in sorted(
        read_table("institutions.csv"), key=lambda row: row["listed_until"]
    ):  # names in use before old ones
        registry.add(make_entry({"type": "Institution", **row}, "institutions.csv"))
    for file in ("bodies.csv", "enterprises.csv", "contests.csv", "programs.csv", "countries.csv"):
        for row in read_table(file):
            registry.add(make_entry(row, file))
    for row in read_table("lineage.csv"):
        for name in (row["old"], row["new"]):
            registry.add(
                make_entry({"type": row["type"], "name": name, "place": _place_of(registry, row)}, "lineage.csv")
            )
        old, new = (read_name(row["type"], row[field], Context()).key for field in ("old", "new"))
        registry.successions.append(Succession(row["type"], old, new, row["kind"], row["date"], "lineage.csv"))
    return registry


def _place_of(registry: Registry, row: Mapping[str, str]) -> str:
    known = registry.named(row["type"], read_name(row["type"], row["old"], Context()).key)
    if known:
        return known.place
    head, _ = load_places().split(row["old"])
    return head.code[:2] if head else ""


def make_entry(row: Mapping[str, object], origin: str) -> Entry:
    """An entry from a row of a registry file."""
    type_, name = str(row["type"]), str(row["name"])
    raw = row.get("aliases") or ""
    aliases = tuple(str(a) for a in raw) if isinstance(raw, list) else tuple(filter(None, str(raw).split("|")))
    return Entry(
        type_,
        name,
        read_name(type_, name, Context()).key,
        aliases,
        str(row.get("code") or ""),
        str(row.get("place") or ""),
        origin,
    )


def read_entries(path: Path) -> Iterable[Entry]:
    """Entries of a user's registry file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"expected a UTF-8 registry file (CSV or JSONL), cannot read {path}: {error}") from None
    rows = (
        _json_rows(path, text) if path.suffix in (".jsonl", ".json", ".ndjson") else csv.DictReader(text.splitlines())
    )
    for number, row in enumerate(rows, 1):
        if str(row.get("type")) not in TYPES or not row.get("name"):
            raise InputError(
                f"expected type and name in entry {number} of {path}, came {json.dumps(row, ensure_ascii=False)}"
            )
        yield make_entry(row, path.name)


def _json_rows(path: Path, text: str) -> Iterable[Mapping[str, object]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"expected JSON in line {number} of {path}: {error.msg}") from None
        if not isinstance(row, dict):
            raise InputError(f"expected a JSON object in line {number} of {path}")
        yield row
