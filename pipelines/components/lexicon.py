"""Word lists as one automaton: where does a word of which class begin, go on and end?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.resources import resource


def read_words(path: Path) -> list[str]:
    """Words of a list file, one a line; empty lines and comments left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def read_heads(path: Path) -> Iterator[tuple[str, list[str]]]:
    """(class, words) of the head list."""
    for line in read_words(path):
        name, _, words = line.partition("\t")
        yield name, words.split()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of several classes in one automaton; `classes[n]` are the classes of its n-th word."""

    automaton: AhoCorasick
    classes: tuple[tuple[str, ...], ...]
    names: tuple[str, ...]

    def matches(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, class) of every word in `text`, overlapping ones too."""
        for word, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            for name in self.classes[word]:
                yield start, end, name


def make_lexicon(lists: dict[str, list[str]]) -> Lexicon:
    """A lexicon of class -> words."""
    members: dict[str, list[str]] = {}
    for name, words in lists.items():
        for word in words:
            if name not in members.setdefault(word, []):
                members[word].append(name)
    return Lexicon(AhoCorasick(list(members), matchkind=MatchKind.Standard), tuple(map(tuple, members.values())), tuple(lists))


@lru_cache(maxsize=1)
def load_names() -> Lexicon:
    """Lists of whole names: our own by type, schools, places, countries, parts of company names, contests."""
    folder = resource(__file__, "lexicon")
    lists = {path.stem: read_words(path) for path in sorted((folder / "names").glob("*.txt"))}
    for path in sorted((folder / "data").glob("*.txt")):
        if path.stem != "heads":
            lists[path.stem] = read_words(path)
    return make_lexicon(lists)


@lru_cache(maxsize=1)
def load_heads() -> Lexicon:
    """Words at the end of names, and trigger words."""
    return make_lexicon(dict(read_heads(resource(__file__, "lexicon", "data", "heads.txt"))))
