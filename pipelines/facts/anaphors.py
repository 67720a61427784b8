"""Anaphors of a sentence - 学校, 我校, 该公司, 该中心 - and what they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.facts.pointers import pointers_in
from pipelines.page import Page
from pipelines.reference.faculties import is_part_of_school
from pipelines.span import NameSpan

if TYPE_CHECKING:
    from pipelines.facts.scene import Arg

ORGS = frozenset({"Institution", "Enterprise", "Government", "Organization"})
_SCHOOL = re.compile(r"我校|我院|该校|该院|本校|学校|学院|全校")
_FIRM = re.compile(r"该公司|该集团|该企业|该厂|该行|我公司|我司|(?<=[与和同由])公司(?![名章制司])|公司(?=与|和|将|为|在|投|联|的|向|还|选|出|副|董|总|技|负|党)|集团(?=与|和|投|为|向|公司)")
_COMPOUND = frozenset("业各所中小等类名办职作友专科兄弟妹他某些两多学强范点该省市县区批业国级范高对本")


def find_anaphors(page: Page, start: int, end: int, outer: list[NameSpan], carry: tuple[Arg, ...]) -> list[Arg]:
    """Anaphors outside names in a clean range, as args with the entity they stand for."""
    from pipelines.facts.scene import Arg

    text = page.layout.text
    taken = [(s.start, s.end) for s in outer]
    pointers = pointers_in(page, start, end)
    found = [Arg(p.start, p.end, page.entities[page.entity_of[p.meant]].type, page.entity_of[p.meant], "anaphor") for p in pointers]
    taken += [(p.start, p.end) for p in pointers]
    subject = page.subject_at(start)
    for match in _SCHOOL.finditer(text, start, end):
        key = whole_school(page, _school_key(page, subject, outer, match.start()), match.group())
        if key is not None and _stands_alone(text, match.start(), match.group()) and not _inside(taken, match.start()):
            found.append(Arg(match.start(), match.end(), page.entities[key].type, key, "anaphor"))
    for match in _FIRM.finditer(text, start, end):
        key = _firm_key(page, outer, carry, match.start())
        if key is not None and not _inside(taken, match.start()):
            found.append(Arg(match.start(), match.end(), "Enterprise", key, "anaphor"))
    return sorted(found, key=lambda arg: arg.start)


def _stands_alone(text: str, at: int, word: str) -> bool:
    """学校 as a subject, not the head of 职业学校 or 各学校."""
    return word[0] in "我该本全" or at == 0 or text[at - 1] not in _COMPOUND


def _inside(taken: list[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in taken)


def _school_key(page: Page, subject: int | None, outer: list[NameSpan], at: int) -> int | None:
    """The section's school; in a text about no school, the last school named before."""
    if subject is not None and page.entities[subject].type == "Institution":
        return subject
    before = [s for s in outer if s.label == "Institution" and s.end <= at]
    return page.entity_of[before[-1]] if before else subject


def whole_school(page: Page, key: int | None, word: str) -> int | None:
    """What 学校 stands for where a faculty is spoken of: the school that the text is about; 学院 is the faculty itself."""
    if key is None or page.subject is None or not word.endswith("校") or not is_part_of_school(page.entities[key].name):
        return key
    return page.subject if page.entities[page.subject].type == "Institution" else key


def _firm_key(page: Page, outer: list[NameSpan], carry: tuple[Arg, ...], at: int) -> int | None:
    before = [s for s in outer if s.label == "Enterprise" and s.end <= at]
    if before:
        return page.entity_of[before[-1]]
    firms = [arg.key for arg in carry if arg.label == "Enterprise"]
    subject = page.subject_at(at)
    own = subject if subject is not None and page.entities[subject].type == "Enterprise" else None
    return firms[-1] if firms else own
