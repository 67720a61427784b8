"""A block that is still open: its lines, and what must be known of its text to tell whether it goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.layout.heads import TEXT, Head

_END = re.compile(r"[。！？!?;；…](?:[”’）)」』】]*)$|[.](?:[”’）)]*)$")
_OPEN_END = re.compile(r"[，、,（(“‘《〈【〔—\-－和与及等的了在为将]$")
_STOPS = re.compile(r"[，。；]")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("〈", "〉"), ("【", "】"), ("〔", "〕"))
_TAIL, _START = 40, 80


@dataclass
class Paragraph:
    """`start` is its text as far as a heading may reach, `tail` its last characters, `length` counts all of them."""

    lines: list[int] = field(default_factory=list)
    head: Head = TEXT
    start: str = ""
    tail: str = ""
    length: int = 0
    sentence: bool = False
    stopped: bool = False
    balance: list[int] = field(default_factory=lambda: [0] * len(_PAIRS))

    def add(self, index: int, text: str) -> None:
        """One more line."""
        self.lines.append(index)
        if len(self.start) < _START:
            self.start += text[:_START]
        self.tail = (self.tail + text[-_TAIL:])[-_TAIL:]
        self.length += len(text)
        self.sentence = self.sentence or bool(_STOPS.search(text))
        self.stopped = self.stopped or "。" in text
        for k, (left, right) in enumerate(_PAIRS):
            self.balance[k] += text.count(left) - text.count(right)

    @property
    def ended(self) -> bool:
        """It stops at the end of a sentence or clause."""
        return is_ended(self.tail)

    @property
    def cut(self) -> bool:
        """Its last character asks for more."""
        return bool(_OPEN_END.search(self.tail))

    @property
    def unclosed(self) -> bool:
        """A quote or bracket is still open."""
        return self.length > 15 and any(count > 0 for count in self.balance)


def is_ended(text: str) -> bool:
    """The text ends with a full stop, perhaps behind closing quotes."""
    return bool(_END.search(text[-_TAIL:]))


def has_stops(text: str) -> bool:
    """The text holds a comma or full stop: it is no heading."""
    return bool(_STOPS.search(text))


def looks_titled(text: str) -> bool:
    """Short words without stops, as a heading has them; a piece of a sentence ends in one."""
    return 4 < len(text) <= 36 and not has_stops(text) and not is_ended(text) and text[-1] not in "、：:"
