"""What the network of relations sees of a sentence and of a pair in it.

A sentence is its mask: each character as a short vector (the encoder's embedding, projected), each name as the vector of what
its name ends in and the letter of its type. A pair is where its two ends stand in the mask, and a few kinds."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipelines.components.encoder import Encoder
from pipelines.facts.features import link_of, name_of
from pipelines.facts.scene import LETTER, Arg, Sentence
from pipelines.facts.shape import BLOCKS, KINDS, LABELS, LINKS, PARTS
from pipelines.page import Page

Floats = NDArray[np.float32]
SHORT = 64
"""Numbers of a character."""
TAIL = 2
"""Characters at the end of a name that speak for it."""
SECTION = 20
"""Characters of a section's heading that are looked at."""
HEADER = 4
"""Characters at the end of a column's header that are looked at."""
NAMED = 4 * SHORT
_LETTERS = {letter: number for number, letter in enumerate(LETTER.values())}
_OTHER_BLOCK = len(BLOCKS)
WIDE = 2 * SHORT + len(_LETTERS) + _OTHER_BLOCK + 1
"""Numbers of a place in the mask: character, end of a name, type of a name, kind of block."""
CHOICES = (len(KINDS) + 1, len(KINDS) + 1, len(LABELS) + 1, len(LABELS) + 1, 5, len(PARTS), len(PARTS), len(LINKS) + 1, 7, 8, 4, 4, 4, 4)
"""How many values each kind of a pair has."""
OFFSETS = np.cumsum([0, *CHOICES[:-1]])
PLACES = 6
"""Numbers that `place_pair` gives: the two ends, what stands between them, the clause of the second."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Short vectors of characters: the encoder's embeddings, moved by `centre`, scaled by `scale` and projected."""

    encoder: Encoder
    centre: Floats
    scale: Floats
    project: Floats
    _chars: dict[str, Floats] = field(default_factory=dict)
    _tails: dict[str, Floats] = field(default_factory=dict)

    def char(self, char: str) -> Floats:
        """The vector (SHORT) of a character."""
        found = self._chars.get(char)
        if found is None:
            found = ((self.encoder.parts["words"][self.encoder.find(char)] - self.centre) / self.scale) @ self.project
            self._chars[char] = found
        return found

    def text(self, text: str) -> Floats:
        """The mean vector (SHORT) of a text's characters."""
        return np.mean([self.char(char) for char in text], axis=0, dtype=np.float32) if text else np.zeros(SHORT, np.float32)

    def tail(self, name: str) -> Floats:
        """The vector (SHORT) of a name's end."""
        end = name[-TAIL:]
        found = self._tails.get(end)
        if found is None:
            found = self._tails[end] = self.text(end)
        return found


def draw_sentence(page: Page, sentence: Sentence, glossary: Glossary) -> Floats:
    """(characters of the mask, WIDE); an empty mask counts as one blank place."""
    mask = sentence.mask
    names = {arg.at: arg for arg in sentence.args if arg.at >= 0 and not arg.nested}
    drawn = np.zeros((max(1, len(mask)), WIDE), np.float32)
    for at, char in enumerate(mask):
        if char in _LETTERS and at in names:
            drawn[at, SHORT : 2 * SHORT] = glossary.tail(name_of(page, names[at]))
            drawn[at, 2 * SHORT + _LETTERS[char]] = 1
        else:
            drawn[at, :SHORT] = glossary.char(char)
    drawn[:, 2 * SHORT + len(_LETTERS) + BLOCKS.get(sentence.block.kind, _OTHER_BLOCK)] = 1
    return drawn


def draw_section(sentence: Sentence, glossary: Glossary) -> Floats:
    """(SHORT) of the heading above."""
    return glossary.text(sentence.section[:SECTION])


def draw_names(page: Page, sentence: Sentence, a: Arg, b: Arg, glossary: Glossary) -> Floats:
    """(NAMED) of the ends of both names and of the table headers above them."""
    heads = [glossary.text(sentence.header_of(arg)[-HEADER:]) if sentence.columns else np.zeros(SHORT, np.float32) for arg in (a, b)]
    return np.concatenate([glossary.tail(name_of(page, a)), glossary.tail(name_of(page, b)), *heads])


def place_pair(sentence: Sentence, a: Arg, b: Arg) -> tuple[int, ...]:
    """(first, second, begin and end between them, begin and end of the second's clause); an end that is not spoken is -1."""
    low = high = 0
    if a.at >= 0 <= b.at and a.at != b.at:
        one, two = (a, b) if a.at < b.at else (b, a)
        low, high = (one.right + 1, two.left) if one.right < two.left else (one.at + 1, two.at)
    begin, end = 0, len(sentence.mask)
    if b.at >= 0:
        begin = sentence.clauses[b.clause]
        end = sentence.clauses[b.clause + 1] if b.clause + 1 < len(sentence.clauses) else end
    return a.at, b.at, low, max(low, high), begin, end


def sort_pair(page: Page, sentence: Sentence, a: Arg, b: Arg) -> tuple[int, ...]:
    """The kinds of a pair, each below its number in CHOICES."""
    both = a.at >= 0 <= b.at
    order = 0 if a.at < 0 else 1 if b.at < 0 else 2 if a.at == b.at else 3 if a.at < b.at else 4
    subject = page.subject_at(sentence.start)
    return (
        KINDS[a.kind], KINDS[b.kind], LABELS.get(a.label, len(LABELS)), LABELS.get(b.label, len(LABELS)), order,
        PARTS.get(a.role, 0), PARTS.get(b.role, 0), LINKS[link_of(sentence, a, b)] if b.at >= 0 else len(LINKS),
        min(abs(a.clause - b.clause), 5) if both else 6, min(7, abs(a.at - b.at).bit_length()) if both else 0,
        2 * (a.key == subject) + (b.key == subject), 2 * a.nested + b.nested, min(a.right - a.left, 3), min(b.right - b.left, 3),
    )

