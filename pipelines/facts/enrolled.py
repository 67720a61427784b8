"""Who is enrolled in a programme: a heading that names the programme and its seats, and the units under it.

    某省“双高计划”建设单位名单            the programme and the seat
    一、高水平专业群（2个）                a group
    甲职业学院（现代通信技术专业群）        a unit, with its scope
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.levels import read_level
from pipelines.facts.listing import whole_list
from pipelines.layout.model import Block
from pipelines.page import Page

METHOD = "programme-roll"
SURE = 0.75
_SEAT = re.compile(r"(?:立项|重点)?(?:建设|培育|试点|项目|实施|承担)(?:建设|培育|试点)?(?:单位|院校|学校|高校|校|企业|省份|城市)|立项|试点|培育|入选")
_LISTED = re.compile("名单|如下|一览|[:：]$")
_BATCH = re.compile(r"首批|首轮|第[一二三四五六七八九十0-9]+(?:批|轮)")


@dataclass(frozen=True, slots=True)
class Heading:
    """The programme above a list, the seat that its units take, the batch, and the level that programme or designation says."""

    program: Ref
    seat: str
    batch: str
    level: str


def read_enrolled(page: Page) -> Iterator[Claim]:
    """The participations of the units listed under programmes, in the order of the text."""
    above: Heading | None = None
    for block in page.layout.blocks:
        if block.table >= 0 or block.kind in ("contents", "header", "caption"):
            above = None
            continue
        units = whole_list(page, block) if above is not None else []
        if above is not None and units:
            for number, unit in enumerate(units):
                stop = units[number + 1].start if number + 1 < len(units) else block.end
                yield _claim(page, above, Ref(page.entity_of[unit]), (unit.start, stop))
            continue
        above = _read_heading(page, block) or (above if _is_group(page, block) else None)


def _claim(page: Page, above: Heading, who: Ref, place: tuple[int, int]) -> Claim:
    scope = tuple(Ref(page.entity_of[s]) for s in page.spans_in(*place, "Major"))
    told = {"position": above.seat, "batch": above.batch, "level": above.level, "date": page.year}
    more: dict[str, tuple[Ref | str | int | float, ...]] = {role: (value,) for role, value in told.items() if value}
    return Claim("ProgramParticipation", {"participant": (who,), "program": (above.program,), **more, **({"scope": scope} if scope else {})}, *place, SURE, METHOD)


def _read_heading(page: Page, block: Block) -> Heading | None:
    """The programme of a line that announces a list of those in it; None where it names none, or anything else beside it."""
    text = page.layout.text[block.start : block.end]
    programs = _named(page, block)
    seat = _SEAT.search(text)
    if len(programs) != 1 or seat is None or not _LISTED.search(text):
        return None
    batch = _BATCH.search(text)
    told = [page.entities[programs[0].key].name, *(page.layout.text[s.start : s.end] for s in page.spans_in(block.start, block.end, "Award"))]
    return Heading(programs[0], seat.group(), batch.group() if batch else "", next((level for name in told if (level := read_level(name))), ""))


def _named(page: Page, block: Block) -> list[Ref]:
    """The programmes named in a block, by themselves or in a designation: 某省“双高计划”建设单位."""
    out: list[Ref] = []
    last = block.start
    for span in page.spans_in(block.start, block.end):
        if span.label == "Program" and span.start >= last:
            out.append(Ref(page.entity_of[span]))
        if span.label != "Award" and span.start >= last:
            last = span.end
    return list(dict.fromkeys(out))


def _is_group(page: Page, block: Block) -> bool:
    """A heading of a part of the list, or an address: 各高等职业学校："""
    text = page.layout.text[block.start : block.end]
    named = any(s.label in ("Competition", "Program") for s in page.spans_in(block.start, block.end))
    return not named and (block.kind in ("title", "heading") or text.rstrip().endswith(("：", ":")))
