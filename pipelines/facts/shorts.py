"""Outer names of a sentence, and the short names that only repeat the one before in brackets: 全称（简称）, 全称（以下简称学院）."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.page import Page
from pipelines.span import NameSpan


def outermost(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Spans that stand in no other; `spans` by start, longer first."""
    out: list[NameSpan] = []
    for span in spans:
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


_BRACKET = re.compile(r"[”\"》]?\s{0,2}[，,]?[（(\[【]?[^（()）一-龥]{0,2}(?:以下)?(?:统?简称|下称|又称|原名|原称|现名|以下称|英文名)?为?[:：]?[\s“\"‘「《]{0,3}")


def set_aside(page: Page, outer: list[NameSpan]) -> tuple[list[NameSpan], dict[NameSpan, NameSpan]]:
    """Outer spans without those that only repeat the one before in brackets - 全称（简称） -, and these with their owners."""
    kept: list[NameSpan] = []
    aside: dict[NameSpan, NameSpan] = {}
    for span in outer:
        owner = kept[-1] if kept else None
        if owner and page.entity_of[owner] == page.entity_of[span] and _BRACKET.fullmatch(page.layout.text, owner.end, span.start):
            aside[span] = owner
            continue
        kept.append(span)
    return kept, aside


_CLOSED = re.compile(r"[”\"’」》]?\s?[）)\]】]")
_DEFINED = re.compile(r"\s?[（(](?:以下)?(?:统?简称|下称|又称)为?[:：]?\s?[“\"]?[^（()）\n]{1,16}[）)]")
"""A short name in brackets that is no name by itself: （以下简称学院）."""


def end_with_shorts(text: str, aside: dict[NameSpan, NameSpan], owner: NameSpan) -> int:
    """Where a name ends together with the short names in brackets behind it, the brackets included."""
    end = max((short.end for short, full in aside.items() if full == owner), default=owner.end)
    closed = (_CLOSED if end > owner.end else _DEFINED).match(text, end)
    return closed.end() if closed else end
