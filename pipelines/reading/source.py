"""The decoded source of a document: the text that every offset counts in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """`text` is the file as decoded, line breaks untouched, a byte-order mark taken off; offsets are its code points."""

    name: str
    text: str
    encoding: str = "utf-8"
