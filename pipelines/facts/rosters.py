"""Rosters: a post of units, then the units that hold it: 副理事长单位：甲公司、乙学院, or the post as a heading and the units under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.bodies import body_before
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.once import once
from pipelines.facts.relation import Relation
from pipelines.layout.model import Block
from pipelines.page import Page
from pipelines.span import NameSpan

METHOD = "roster"
SURETY = 0.85
MEMBERS = ("Institution", "Enterprise", "Organization", "Government", "Platform")
_POST = (
    "(?:首批|首届|第[一二三四五六七八九十]+届|联合|执行|轮值|名誉|常务|副)*"
    "(?:理事长|会长|理事|监事长|监事|主任委员|主任|委员|主席|秘书长|会员|成员|发起)单位"
)
_HEAD = re.compile(
    rf"(?:^|(?<=[。；;\n]))[ \t　]*(?:[（(]?[一二三四五六七八九十0-9]{{1,3}}[)）、.．][ \t]*|[-•●·*][ \t]*)?"
    rf"(?:增选|增补|递补|推选|推举|当选|新增|新任|聘任|选举)?(?P<post>{_POST})"
    r"(?:[（(][^（()）\n]{1,12}[)）]|共?[0-9]{1,3}[家个])?(?:名单)?[ \t]*(?P<colon>[：:]|(?=\n|$))[ \t]*")
_BETWEEN = re.compile(r"[\s、，,；;]+|[及和与]|[（(][^（()）\n]{1,30}[)）]|[0-9]{1,3}[.．、][ \t]*|[*＊]")
MOST = 400
"""Blocks under a heading that are looked at."""


@dataclass(frozen=True, slots=True)
class Roster:
    """The units that hold a post of a body, and the range that lists them."""

    post: str
    body: Ref
    members: tuple[NameSpan, ...]
    start: int
    end: int


@once
def read_rosters(page: Page) -> tuple[Roster, ...]:
    """The rosters of a page, in the order of the text."""
    return tuple(_find(page))


def _find(page: Page) -> Iterator[Roster]:
    text, blocks = page.layout.text, page.layout.blocks
    for number, block in enumerate(blocks):
        if block.table >= 0:
            continue
        for found in _HEAD.finditer(text[block.start : block.end]):
            at = block.start + found.end()
            members = _list(page, at, block.end) if at < block.end else _below(page, blocks[number + 1 : number + 1 + MOST])
            body = body_before(page, block.start)
            if members and body is not None:
                yield Roster(found["post"], body, tuple(m for m in members if page.entity_of[m] != body.key), block.start + found.start(), members[-1].end)


def _list(page: Page, start: int, end: int) -> list[NameSpan]:
    """The units that follow each other from a place on, with nothing but marks and brackets between them."""
    text = page.layout.text
    members: list[NameSpan] = []
    at = _skip(text, start, end)
    for span in page.spans_in(start, end, *MEMBERS):
        if span.start < at:
            continue
        if span.start > at:
            break
        members.append(span)
        at = _skip(text, span.end, end)
    return members


def _skip(text: str, at: int, end: int) -> int:
    """The first place that no mark of a list stands at."""
    while (found := _BETWEEN.match(text, at, end)) is not None:
        at = found.end()
    return at


def _below(page: Page, blocks: tuple[Block, ...]) -> list[NameSpan]:
    """The units of the blocks under a heading, as long as these are nothing but lists of units."""
    text = page.layout.text
    members: list[NameSpan] = []
    for block in blocks:
        more = _list(page, block.start, block.end) if block.table < 0 else []
        if not more or _skip(text, more[-1].end, block.end) < block.end:
            break
        members += more
    return members


def claim_memberships(page: Page) -> Iterator[Claim]:
    """A membership for each unit of the rosters."""
    for roster in read_rosters(page):
        for member in roster.members:
            unit = Ref(page.entity_of[member])
            yield Claim("Membership", {"member": (unit,), "body": (roster.body,), "position": (roster.post,)}, member.start, member.end, SURETY, METHOD)


def is_listed(page: Page, relation: Relation) -> bool:
    """Whether an end of a relation is spoken in a roster, which says all there is to say of it."""
    spoken = [arg for arg in (relation.first, relation.second) if arg.at >= 0]
    return any(roster.start <= arg.start < roster.end for roster in read_rosters(page) for arg in spoken)
