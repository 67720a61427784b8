"""Rosters: a post of units, then the units that hold it: 副理事长单位：甲公司、乙学院, or the post as a heading and the units under it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.bodies import body_before
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.listing import list_units, units_below
from pipelines.facts.once import once
from pipelines.facts.relation import Relation
from pipelines.page import Page
from pipelines.span import NameSpan

METHOD = "roster"
SURETY = 0.85
_POST = (
    "(?:首批|首届|第[一二三四五六七八九十]+届|联合|执行|轮值|名誉|常务|副)*"
    "(?:理事长|会长|理事|监事长|监事|主任委员|主任|委员|主席|秘书长|会员|成员|发起)单位"
)
_HEAD = re.compile(
    rf"(?:^|(?<=[。；;\n]))[ \t　]*(?:[（(]?[一二三四五六七八九十0-9]{{1,3}}[)）、.．][ \t]*|[-•●·*][ \t]*)?"
    rf"(?:增选|增补|递补|推选|推举|当选|新增|新任|聘任|选举)?(?P<post>{_POST})"
    r"(?:[（(][^（()）\n]{1,12}[)）]|共?[0-9]{1,3}[家个])?(?:名单)?[ \t]*(?P<colon>[：:]|(?=\n|$))[ \t]*")
_CHOSEN = re.compile("(?:增补|增选|推选|推举|选举|聘任|吸收|接纳|同意|新增)(?:了)?")
_AS = re.compile(rf"(?:等\d*\s?[家个所]?(?:单位|企业|院校|学校)?)?(?:当选)?为(?:[^，。；\n]{{0,16}}?的)?(?P<post>{_POST})")
"""增补甲、乙为副主任委员单位."""


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
    return tuple(sorted(_find(page), key=lambda roster: roster.start))


def _find(page: Page) -> Iterator[Roster]:
    text, blocks = page.layout.text, page.layout.blocks
    for number, block in enumerate(blocks):
        if block.table >= 0:
            continue
        yield from _chosen(page, block.start, block.end)
        for found in _HEAD.finditer(text[block.start : block.end]):
            at = block.start + found.end()
            members = list_units(page, at, block.end) if at < block.end else units_below(page, (blocks[after] for after in range(number + 1, len(blocks))))
            body = body_before(page, block.start)
            if members and body is not None:
                yield Roster(found["post"], body, tuple(m for m in members if page.entity_of[m] != body.key), block.start + found.start(), members[-1].end)


def _chosen(page: Page, start: int, end: int) -> Iterator[Roster]:
    """Those whom a body takes in as holders of a post: 增补甲、乙为副主任委员单位."""
    text = page.layout.text
    for verb in _CHOSEN.finditer(text, start, end):
        members = list_units(page, verb.end(), end)
        post = _AS.match(text, members[-1].end) if members else None
        body = body_before(page, verb.start()) if post else None
        if post and body is not None:
            yield Roster(post["post"], body, tuple(m for m in members if page.entity_of[m] != body.key), verb.start(), post.end())


def claim_memberships(page: Page) -> Iterator[Claim]:
    """A membership for each unit of the rosters."""
    for roster in read_rosters(page):
        for member in roster.members:
            unit = Ref(page.entity_of[member])
            yield Claim("Membership", {"member": (unit,), "body": (roster.body,), "position": (roster.post,)}, member.start, member.end, SURETY, METHOD)


def is_listed(page: Page, relation: Relation) -> bool:
    """Whether an end of a relation is spoken in a roster, which says all there is to say of it."""
    rosters = read_rosters(page)
    for arg in (relation.first, relation.second):
        number = bisect_right(rosters, arg.start, key=lambda roster: roster.start) - 1
        if arg.at >= 0 <= number and arg.start < rosters[number].end:
            return True
    return False
