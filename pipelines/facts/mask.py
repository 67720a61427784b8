"""The masked text of a sentence - each outer name one letter, digits as 0 - and the lists that stand in it."""

from __future__ import annotations

import re

Slot = tuple[int, int, str]
"""Start, end and letter of a name, a pointer or an event."""

def draw_mask(text: str, start: int, end: int, slots: list[Slot]) -> tuple[str, tuple[int, ...]]:
    """The masked text and, for each of its characters, the clean position it stands for."""
    parts: list[str] = []
    positions: list[int] = []
    here = start
    for first, last, letter in slots:
        parts.append(_plain(text[here:first]))
        positions.extend(range(here, first))
        parts.append(letter)
        positions.append(first)
        here = last
    parts.append(_plain(text[here:end]))
    positions.extend(range(here, end))
    return "".join(parts), tuple(positions)


_DIGITS = str.maketrans("123456789ABCDEGIKLMNOPRSWY", "0" * 9 + "abcdegiklmnoprswy")


def _plain(text: str) -> str:
    return text.translate(_DIGITS)


def find_ranks(slots: list[Slot], positions: tuple[int, ...]) -> list[int]:
    """Mask index of each slot."""
    out: list[int] = []
    index = 0
    for first, _, _ in slots:
        while positions[index] != first:
            index += 1
        out.append(index)
    return out


def find_groups(mask: str, ranks: list[int]) -> dict[int, tuple[int, int]]:
    """Mask index of an arg -> first and last index of the coordinated list it stands in."""
    bounds: dict[int, tuple[int, int]] = {}
    run: list[int] = []
    for rank in ranks:
        if run and not _linked(mask, run[-1], rank):
            bounds.update(dict.fromkeys(run, (run[0], run[-1])))
            run = []
        run.append(rank)
    bounds.update(dict.fromkeys(run, (run[0], run[-1] if run else -1)) if run else {})
    return bounds


_ORG = "IEGO"
_ASIDE = re.compile("（[^（）]{1,24}）")


def _linked(mask: str, left: int, right: int) -> bool:
    a, b = mask[left], mask[right]
    if a == "S" or b == "S" or (a != b and not (a in _ORG and b in _ORG)):
        return False
    link = _ASIDE.sub("", mask[left + 1: right]).strip("”“《》\"")
    return link in ("、", "和", "及", "以及", "", " ", "/", "与", "暨", "，") and not (link in ("，", "与") and a in "NL")
