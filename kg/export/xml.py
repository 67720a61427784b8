"""Text for XML 1.0: escaped, line ends kept, and control characters, which XML cannot hold, shown by their pictures."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile("[&<>\"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def escape(value: str) -> str:
    """Text for an attribute or an element.

    >>> escape('A & B <甲>\\x0c')
    'A &amp; B &lt;甲&gt;␌'
    """
    return _SPECIAL.sub(_replace, value) if _SPECIAL.search(value) else value


def _replace(found: re.Match[str]) -> str:
    character = found.group()
    named = _NAMED.get(character)
    if named is not None:
        return named
    return chr(0x2400 + ord(character)) if ord(character) < 0x20 else "\ufffd"
