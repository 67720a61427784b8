"""Names as they are compared inside a document: width, blanks, quotes and brackets set aside."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_DROPPED = str.maketrans("", "", " \t\r\n\u3000\"'“”‘’《》〈〉「」『』()[]〔〕·,，.。、—–-_")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The form in which two spellings of one name are equal; never empty for a name that is not."""
    plain = unicodedata.normalize("NFKC", name).lower()
    return plain.translate(_DROPPED) or plain


def is_subsequence(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in the same order."""
    rest = iter(long)
    return all(char in rest for char in short)


def clean(surface: str) -> str:
    """A surface without line breaks, with blanks only where Latin words meet."""
    parts = surface.split()
    text = parts[0] if parts else ""
    for part in parts[1:]:
        latin = text[-1].isascii() and text[-1].isalpha() and part[0].isascii() and part[0].isalpha()
        text += (" " if latin else "") + part
    return text
