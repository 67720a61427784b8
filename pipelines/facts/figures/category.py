"""What a number counts: characters and words of the window tagged A or B by two chains; the category is the A pieces, then the B pieces.

B is the noun that follows a number and is said again at the end: 23名教师取得证书 -> 取得证书的教师.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.facts.figures.chain import Chain, count_draws, draw, draw_states, read_chain
from pipelines.facts.figures.window import Window
from pipelines.facts.figures.wording import Clause, describe_words, gather_states
from pipelines.facts.figures.words import Words, read_words
from pipelines.facts.weights import model_path

_MARKS = re.compile(r"[\s\"'“”‘’《》〈〉「」『』()\[\]·,，.。、—–\-_]")
_DIGITS = str.maketrans("123456789", "0" * 9)
SHORT = 4
"""Characters. 参赛 + 学校 is said 参赛学校, with no 的 between."""
_CUT = frozenset("，,、：:（()）")


def describe(text: str, window: Window, kind: str) -> list[list[str]]:
    """Features of each character of `text[window.left:window.right]`, the number phrase itself as one item."""
    q = window.quantity
    view = text[window.left : window.right].translate(_DIGITS)
    at = q.start - window.left
    stop = q.end - window.left
    labels = _labels(window)
    numbers = {i for o in window.others for i in range(o.start - window.left, o.end - window.left)}
    cuts = _cuts(view, at, stop)
    heads = _heads(view)
    items: list[list[str]] = []
    unit = q.unit
    for i, char in enumerate(view):
        if at <= i < stop:
            if i == at:
                items.append(["Q", f"Q{kind}", f"Qu{unit}"])
            continue
        side = "<" if i < at else ">"
        gap = at - i if i < at else i - stop + 1
        a, b, c, d = (
            view[max(0, i - 2) : max(0, i - 1)],
            view[max(0, i - 1) : i],
            view[i + 1 : i + 2],
            view[i + 2 : i + 3],
        )
        row = [
            f"{side}{char}{cuts[i]}",
            f"{b}{char}",
            f"{char}{c}",
            f"{b}{char}{c}",
            f"{side}{a}{b}_",
            f"{side}_{c}{d}",
            f"{side}g{min(gap, 9)}{cuts[i]}{kind}",
            f"m{labels.get(i, '')}{side}{int(i in numbers)}",
            f"{unit}{side}{cuts[i]}{min(gap, 3)}",
            f"h{heads[i]}{side}{cuts[i]}",
        ]
        if heads[i] < 3:
            row.append(f"h{heads[i]}{char}{c}")
        items.append(row)
    return items


def _labels(window: Window) -> dict[int, str]:
    out: dict[int, str] = {}
    for span in window.names:
        for i in range(span.start - window.left, span.end - window.left):
            out.setdefault(i, span.label[:3])
    return out


def _heads(view: str) -> list[int]:
    """Distance of each character from the start of its clause, at most 4."""
    out: list[int] = []
    for i, char in enumerate(view):
        out.append(0 if not i or view[i - 1] in _CUT else min(out[-1] + 1, 4))
        del char
    return out


def _cuts(view: str, at: int, stop: int) -> list[int]:
    """Commas between each character and the number, at most 3."""
    out = [0] * len(view)
    seen = 0
    for i in range(at - 1, -1, -1):
        out[i] = min(seen, 3)
        seen += view[i] in _CUT
    seen = 0
    for i in range(stop, len(view)):
        seen += view[i] in _CUT
        out[i] = min(seen, 3)
    return out


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


_EDGE = re.compile(r"^[，,、：:；;。（(）)\s的等达共为超近约逾]+|[，,、：:；;。（(\s达共为近约逾]+$")


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
    """The two chains that tag what is counted, over characters and over words, and the words."""

    chars: Chain
    words: Chain
    lexicon: Words


@cache
def open_speller(folder: Path) -> Speller:
    """The speller of a folder of models, opened once."""
    chars, words = (read_chain(folder / f"{name}.json.gz") for name in ("figure_chars", "figure_words"))
    return Speller(chars, words, read_words(folder / "figure_lexicon.json.gz"))


def shipped_speller() -> Speller:
    """That of the models folder."""
    return open_speller(model_path("figure_chars.json.gz").parent)


Reading = tuple[str, int, int]
Drawn = list[tuple[tuple[str, ...], float]]
"""Tags of words with the share of draws that gave them."""


def read_categories(
    text: str, figures: Sequence[tuple[Window, str]], speller: Speller
) -> Iterator[tuple[str, int, int, float]]:
    """What each number phrase of a kind counts ('' when nothing is found), the range that states it, and the chance that it is so worded.

    Both chains propose readings; taken is the one that most of them agree with as scorers compare free texts.
    """
    clauses = [Clause(text, window, speller.lexicon) for window, _ in figures]
    chars = _read_chars(text, figures, clauses, speller)
    words = _read_words(figures, clauses, speller)
    for (window, _), clause, some, others in zip(figures, clauses, chars, words, strict=True):
        yield _agree_on(text, window, clause, [*some, *others])


def _agree_on(text: str, window: Window, clause: Clause, drawn: Drawn) -> tuple[str, int, int, float]:
    shares: dict[tuple[str, ...], float] = {}
    for tags, share in drawn:
        shares[tags] = shares.get(tags, 0.0) + share
    readings: dict[str, tuple[Reading, float]] = {}
    for tags, share in shares.items():
        told = any(tag != "O" for tag in tags)
        reading = compose(text, window, clause, tags) if told else ("", window.quantity.start, window.quantity.end)
        name = flatten(reading[0])
        known = readings.get(name, (reading, 0.0))
        readings[name] = (known[0], known[1] + share / 2)
    best, chance = choose({name: share for name, (_, share) in readings.items()})
    return (*readings[best][0], chance)


def _read_chars(text: str, figures: Sequence[tuple[Window, str]], clauses: Sequence[Clause], speller: Speller) -> list[Drawn]:
    """Readings of the characters, rounded to whole words."""
    items = [describe(text, window, kind) for window, kind in figures]
    pairs = zip(clauses, draw_states(speller.chars, items), strict=True)
    return [count_draws(speller.chars, gather_states(clause, states, speller.chars.labels)) for clause, states in pairs]


def _read_words(figures: Sequence[tuple[Window, str]], clauses: Sequence[Clause], speller: Speller) -> list[Drawn]:
    items = [describe_words(clause, kind, window.quantity.unit) for clause, (window, kind) in zip(clauses, figures, strict=True)]
    return draw(speller.words, items)


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
