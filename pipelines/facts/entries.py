"""Entries of announced lists: a platform and its school side by side, or after words for their parts, with nothing said in between.

甲学院 智能装备产业学院（合作企业：乙公司）, 智慧水务实训基地（牵头单位：甲学院；参与单位：乙公司、丙大学）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from pipelines.facts.candidates import BUILDER, PAIR
from pipelines.facts.relation import Relation
from pipelines.facts.scene import Arg, Sentence
from pipelines.page import Page

SURE = 0.75
_ANNOUNCED = re.compile("名单|立项|认定|公布|公示|入选|入围|获批|遴选|一览|推荐结果")
TITLE = 60
"""Characters of a text among which its title is."""
_BODY = "(?:单位|院校|学校|高校|学院)"
_OWN = re.compile(rf"(?:牵头|申报|建设|依托|承建|承担|实施|主持|立项|推荐|主建|所属|所在){_BODY}|学校(?:名称)?[：:]")
_WITH = re.compile(rf"(?:主要)?(?:合作|共建|参与|支持|联合|协作|成员|参建){_BODY}|(?:合作|共建|参与|支持|联合|参建)(?:企业|方|机构|行业)")
_MARK = re.compile(r"[\s0-9.、，,；;：:（()）—\-－|/*和与及]|等")
_NAMES = frozenset("IEOGP")


def read_entry(page: Page, sentence: Sentence) -> Iterator[Relation]:
    """The builders of the one platform of an entry, and the partners of its school."""
    if sentence.columns or sentence.block.kind == "title" or not _ANNOUNCED.search(page.layout.text[:TITLE] + sentence.section):
        return
    found = {arg.at: arg for arg in sentence.args if arg.kind == "name" and not arg.nested and arg.at >= 0}
    parts = _parts(sentence.mask)
    if parts is None or any(at not in found for at, _ in parts):
        return
    platforms = [found[at] for at, _ in parts if found[at].label == "Platform"]
    if len(platforms) != 1:
        return
    yield from _relations(sentence, platforms[0], [(found[at], own) for at, own in parts if found[at].label != "Platform"])


def _relations(sentence: Sentence, platform: Arg, bodies: list[tuple[Arg, bool]]) -> Iterator[Relation]:
    heads = [body for body, own in bodies if own and body.label == "Institution"]
    if not heads:
        return
    others = [body for body, _ in bodies if body not in heads and body.label != "Government"]
    yield from (Relation(BUILDER, body, platform, sentence, SURE) for body in (*heads, *others))
    yield from (Relation(PAIR, head, other, sentence, SURE) for head, other in product(heads, others))


def _parts(mask: str) -> list[tuple[int, bool]] | None:
    """Places of the names of an entry, and whether each stands for the school's own part; None where anything else is said."""
    out: list[tuple[int, bool]] = []
    at, own = 0, True
    while at < len(mask):
        if mask[at] in _NAMES:
            out.append((at, own))
            at += 1
        elif (told := _WITH.match(mask, at)) is not None:
            own, at = False, told.end()
        elif (told := _OWN.match(mask, at)) is not None:
            own, at = True, told.end()
        elif (told := _MARK.match(mask, at)) is not None:
            at = told.end()
        else:
            return None
    return out
