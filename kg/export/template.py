"""A text with slots, made from a sample of it: what is written a million times is laid out once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter


class Template:
    """`sample` with other values in place of each of `slots`, two or more texts; where two fit, the first is taken.

    >>> Template(b"<a> says <b>, <b> says 100 %", [b"<a>", b"<b>"]).fill(b"A", b"B")
    b'A says B, B says 100 %'
    """

    def __init__(self, sample: bytes, slots: Sequence[bytes]) -> None:
        self._pieces = re.split(b"(" + b"|".join(map(re.escape, slots)) + b")", sample)
        self._pick = itemgetter(*(slots.index(piece) for piece in self._pieces[1::2]))

    def fill(self, *values: bytes) -> bytes:
        """The text with a value for each slot."""
        pieces = self._pieces.copy()
        pieces[1::2] = self._pick(values)
        return b"".join(pieces)
