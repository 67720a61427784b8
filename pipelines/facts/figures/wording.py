"""Features of the words round a number phrase, for the chain that tags which of them name what is counted."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.facts.figures.window import Window
from pipelines.facts.figures.words import Words

CUT = frozenset("，,、：:（()）；")
_DIGITS = str.maketrans("123456789", "0" * 9)
_FAR, _NEAR = 9, 4


class Clause:
    """The window cut into words: `ranges` in clean text, `at` the place of the number phrase among them, `words` as features see them."""

    def __init__(self, text: str, window: Window, lexicon: Words) -> None:
        q = window.quantity
        left = [(window.left + a, window.left + b) for a, b in lexicon.cut(text[window.left : q.start])]
        right = [(q.end + a, q.end + b) for a, b in lexicon.cut(text[q.end : window.right])]
        self.ranges = [*left, (q.start, q.end), *right]
        self.at = len(left)
        numbers = {i for o in window.others for i in range(o.start, o.end)}
        self.words = ["#0" if a in numbers else text[a:b].translate(_DIGITS) for a, b in self.ranges]
        self.words[self.at] = "#" + q.unit
        self.cuts = self._count_cuts()
        self.labels = _labels(window)

    def _count_cuts(self) -> list[int]:
        """Commas between each word and the number, at most 3."""
        cuts = [0] * len(self.words)
        seen = 0
        for i in range(self.at - 1, -1, -1):
            cuts[i] = min(seen, 3)
            seen += self.words[i] in CUT
        seen = 0
        for i in range(self.at + 1, len(self.words)):
            seen += self.words[i] in CUT
            cuts[i] = min(seen, 3)
        return cuts

    def near(self, side: range) -> list[str]:
        """Words of the number's own clause on one side."""
        return [self.words[i] for i in side if self.cuts[i] == 0 and self.words[i] not in CUT]


def _labels(window: Window) -> dict[int, str]:
    out: dict[int, str] = {}
    for span in window.names:
        for i in range(max(span.start, window.left), min(span.end, window.right)):
            out.setdefault(i, ("B" if i == span.start else "I") + span.label[:3])
    return out


def describe_words(clause: Clause, kind: str, unit: str) -> list[list[str]]:
    """Features of each word."""
    heads = _heads(clause)
    tails = _tails(clause)
    before = clause.near(range(clause.at))
    after = clause.near(range(clause.at + 1, len(clause.words)))
    shape = f"rc{min(len(after), 4)}lc{min(len(before), 5)}"
    first, last = after[0] if after else "-", before[-1] if before else "-"
    rows = []
    for i, word in enumerate(clause.words):
        if i == clause.at:
            rows.append(["Q", f"Q{kind}", f"Qu{unit}"])
            continue
        side = "<" if i < clause.at else ">"
        gap = min(abs(i - clause.at), _FAR)
        place = f"{side}{clause.cuts[i]}"
        own = clause.cuts[i] == 0
        row = _round(clause.words, i, side, place)
        row += _names(clause, i, side, place)
        row += [
            f"g{gap}{place}{kind}",
            f"u{unit}{place}{gap}",
            f"wu{word}|{unit}",
            f"h{heads[i]}{place}",
            f"E{tails[i]}{place}",
            f"h{heads[i]}e{tails[i]}{place}{len(after) > 0}",
            f"R{first}{place}{gap if own else 'x'}",
            f"{shape}{place}{min(gap, 3)}",
            f"ln{last}{place}{gap if side == '>' else ''}",
        ]
        if side == "<" and own:
            row.append(f"wR{word}|{first}")
        if heads[i] < 2:
            row.append(f"wh{word}{heads[i]}")
        rows.append(row)
    return rows


def _round(words: Sequence[str], i: int, side: str, place: str) -> list[str]:
    """A word with its neighbours."""
    word = words[i]
    left, right = words[i - 1] if i else "^", words[i + 1] if i + 1 < len(words) else "$"
    far_left, far_right = words[i - 2] if i > 1 else "^", words[i + 2] if i + 2 < len(words) else "$"
    return [
        f"w{word}{place}",
        f"w{word}",
        f"p{left}|{word}",
        f"n{word}|{right}",
        f"P{left}{side}",
        f"N{right}{side}",
        f"pp{far_left}|{left}",
        f"nn{right}|{far_right}",
        f"e{word[-1]}{place}",
        f"s{word[0]}{place}",
        f"k{len(word)}{place}",
    ]


def _names(clause: Clause, i: int, side: str, place: str) -> list[str]:
    start = clause.ranges[i][0]
    label = clause.labels.get(start, "")
    return [f"l{label}{place}", f"lp{clause.labels.get(start - 1, '')}|{label}{side}"]


def _heads(clause: Clause) -> list[int]:
    """Words between each word and the start of its clause, at most 4."""
    out: list[int] = []
    for i in range(len(clause.words)):
        out.append(0 if not i or clause.words[i - 1] in CUT else min(out[-1] + 1, _NEAR))
    return out


def _tails(clause: Clause) -> list[int]:
    """Words between each word and the end of its clause (or the number), at most 4."""
    out = [0] * len(clause.words)
    for i in range(len(clause.words) - 2, -1, -1):
        ends = clause.words[i + 1] in CUT or i + 1 == clause.at
        out[i] = 0 if ends else min(out[i + 1] + 1, _NEAR)
    return out


def gather(clause: Clause, tags: Sequence[str]) -> tuple[str, ...]:
    """Tags of characters, the number phrase one of them, as tags of words: that of most of a word's characters."""
    out, at = [], 0
    for number, (start, end) in enumerate(clause.ranges):
        own = tags[at : at + (1 if number == clause.at else end - start)]
        first, second = own.count("A"), own.count("B")
        out.append("O" if 2 * (first + second) < len(own) else "A" if first >= second else "B")
        at += len(own)
    return tuple(out)
