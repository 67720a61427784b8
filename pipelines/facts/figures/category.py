"""What a number counts: the words of the window tagged A or B by a chain; the category is the A pieces, then the B pieces.

B is the noun that follows a number and is said again at the end: 23名教师取得证书 -> 取得证书的教师.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.facts.figures.chain import Chain, Drawn, draw, read_chain
from pipelines.facts.figures.window import Window
from pipelines.facts.figures.wording import Clause, describe_words
from pipelines.facts.figures.words import Words, read_words
from pipelines.facts.weights import model_path

_MARKS = re.compile(r"[\s\"'“”‘’《》〈〉「」『』()\[\]·,，.。、—–\-_]")
SHORT = 4
"""Characters. 参赛 + 学校 is said 参赛学校, with no 的 between."""


def compose(text: str, window: Window, clause: Clause, tags: Sequence[str]) -> tuple[str, int, int]:
    """The category and the clean range from its first tagged word to its last, the number included; of the number, a tag takes the first
    character."""
    q = window.quantity
    chosen = [(start, end, tag) for (start, end), tag in zip(clause.ranges, tags, strict=True) if tag != "O"]
    parts = [(start, start + 1 if start == q.start else end, tag) for start, end, tag in chosen]
    first, second = ("".join(text[start:end] for start, end, tag in parts if tag == wanted) for wanted in "AB")
    joint = "的" if len(first) > SHORT and second and not first.endswith("的") else ""
    begin, stop = min([q.start, *(start for start, _, _ in parts)]), max([q.end, *(end for _, end, _ in parts)])
    return settle(tidy(first + joint + second), q.unit), begin, stop


def settle(category: str, unit: str) -> str:
    """Usual names of a few figures that texts abbreviate: 占地…亩 is 占地面积."""
    if unit in ("亩", "平方米", "万平方米", "公顷") and category.endswith("占地"):
        return category.removeprefix("校园").removeprefix("学校") + "面积"
    return category


_EDGE = re.compile(r"^(?:[，,、：:；;。（(）)\s的等达为超近约逾]|共(?![同享建青]))+|[，,、：:；;。（(\s达共为近约逾]+$")


def tidy(category: str) -> str:
    """A category without punctuation at its edges and with its quotation marks paired."""
    text = _EDGE.sub("", category)
    if text.count("“") != text.count("”"):
        text = text.strip("“”")
    if text.count("《") != text.count("》"):
        text = text.strip("《》")
    return text


@dataclass(frozen=True, slots=True)
class Speller:
    """The chain that tags what is counted, and the words that clauses are cut into."""

    chain: Chain
    lexicon: Words


@cache
def open_speller(folder: Path) -> Speller:
    """The speller of a folder of models, opened once."""
    return Speller(read_chain(folder / "figure_words.json.gz"), read_words(folder / "figure_lexicon.json.gz"))


def shipped_speller() -> Speller:
    """That of the models folder."""
    return open_speller(model_path("figure_words.json.gz").parent)


Reading = tuple[str, int, int]

def read_categories(
    text: str, figures: Sequence[tuple[Window, str]], speller: Speller
) -> Iterator[tuple[str, int, int, float]]:
    """What each number phrase of a kind counts ('' when nothing is found), the range that states it, and the chance that it is so worded.

    The chain proposes readings; taken is the one that most of them agree with as scorers compare free texts.
    """
    clauses = [Clause(text, window, speller.lexicon) for window, _ in figures]
    items = [describe_words(clause, kind, window.quantity.unit) for clause, (window, kind) in zip(clauses, figures, strict=True)]
    for (window, _), clause, drawn in zip(figures, clauses, draw(speller.chain, items), strict=True):
        yield _agree_on(text, window, clause, drawn)


def _agree_on(text: str, window: Window, clause: Clause, drawn: Drawn) -> tuple[str, int, int, float]:
    readings: dict[str, tuple[Reading, float]] = {}
    for tags, share in drawn:
        told = any(tag != "O" for tag in tags)
        reading = compose(text, window, clause, tags) if told else ("", window.quantity.start, window.quantity.end)
        name = flatten(reading[0])
        known = readings.get(name, (reading, 0.0))
        readings[name] = (known[0], known[1] + share)
    best, chance = choose({name: share for name, (_, share) in readings.items()})
    return (*readings[best][0], chance)


def choose(shares: Mapping[str, float]) -> tuple[str, float]:
    """The wording with the most agreement, and that agreement (0-1)."""
    names = [name for name in shares if name]
    if not names:
        return "", 0.0
    agreed = {name: sum(shares[other] for other in names if agree(name, other)) for name in names}
    best = max(names, key=lambda name: (round(agreed[name], 6), shares[name], name))
    return best, agreed[best]


def agree(one: str, other: str) -> bool:
    """Whether one wording holds the other and is not much longer."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return len(short) * 10 >= 6 * len(long) and short in long


def flatten(name: str) -> str:
    """A wording without marks, white space and case."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).lower()
