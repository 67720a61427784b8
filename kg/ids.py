"""Stable ids, hashed from content: no clock, no random, no counter."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata


def digest(*parts: object, size: int = 10) -> str:
    """Hex digest of raw values; the parts are kept apart, so ("ab", "c") differs from ("a", "bc")."""
    raw = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.blake2b(raw.encode("utf-8"), digest_size=size).hexdigest()


def sha256(text: str) -> str:
    """SHA-256 of the decoded text, as `documents.jsonl` states it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(text: str) -> str:
    """Id of a document: depends on its text alone, not on its path."""
    return "d" + digest("document", text)


def entity_id(type_: str, key: str) -> str:
    """Id of an entity from its type and the key that identifies it (registry code or normalised name)."""
    return "e" + digest("entity", type_, key)


def normal_form(name: str) -> str:
    """A name as compared: NFKC, lower case, no white space, quotes, brackets or dashes.

    >>> normal_form("“挑战杯”全国大学生课外学术科技作品竞赛（2021）")
    '挑战杯全国大学生课外学术科技作品竞赛2021'
    """
    folded = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[\s\"'“”‘’《》〈〉<>「」『』()\[\]〔〕·,，.。、—–\-_]", "", folded) or folded
