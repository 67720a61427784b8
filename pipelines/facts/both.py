"""What two or three bodies named before do together: 双方共建乙, 两校合办丙, 三方联合成立丁."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipelines.facts.candidates import BUILDER, ORGS, PAIR
from pipelines.facts.modality import is_open, is_pending
from pipelines.facts.relation import Relation
from pipelines.facts.scene import Arg, Sentence

SURE = 0.75
_ALL = re.compile(
    r"(?P<who>(?:校企|校地|校校|政校|院企)?双方|两校|两院|校企两家|三方|三校)(?:共同|联合|合作|携手|还|又|已|随后|先后|签约|商定|深度|正式|0{1,4}年|0{1,2}月|，|在[^，。；]{1,14}?)*"
    r"(?P<verb>共建|合建|合办|联办|建设|建成|建立|成立|组建|打造|开办|开设|设立|创办|牵头)[了有]?(?:成立|组建|建设)?(?:的)?[^，。；、P]{0,12}?[“]?(?P<list>P(?:(?:、|和|及|与|以及|”“|”、“)P){0,8})")
_BEHIND = 24


def read_both(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Relation]:
    """The builders that a sentence calls 双方 or 三方, and their partnership; they are the last ones named in it or in the sentences before."""
    for match in _ALL.finditer(sentence.mask):
        if is_open(sentence.mask[max(0, match.start() - _BEHIND // 2): match.end()]) or is_pending(sentence.mask[match.end(): match.end() + _BEHIND]):
            continue
        bodies = _bodies(sentence, match, before)
        start, end = match.span("list")
        platforms = [arg for arg in sentence.args if start <= arg.at < end and arg.label == "Platform" and not arg.nested]
        yield from (Relation(BUILDER, body, platform, sentence, SURE) for platform in platforms for body in bodies)
        for one, other in combinations(bodies, 2) if platforms else ():
            first, second = sorted((one, other), key=lambda arg: arg.label != "Institution")
            if first.label == "Institution":
                yield Relation(PAIR, first, second, sentence, SURE)


def _bodies(sentence: Sentence, match: re.Match[str], before: Sequence[Sentence]) -> list[Arg]:
    """The last two or three bodies that were named, none where there are not so many; schools where 两校 is said."""
    who = match["who"]
    many, labels = (3 if who[0] == "三" else 2), ({"Institution"} if who.endswith(("校", "院")) else ORGS)
    found: dict[int, Arg] = {}
    here = [arg for arg in sentence.args if 0 <= arg.at < match.start() and not arg.nested]
    for place, args in ((0, here), *((1, one.args) for one in reversed(before))):
        named = [arg for arg in args if arg.label in labels and not arg.nested and arg.at >= 0]
        for arg in reversed(named):
            found.setdefault(arg.key, arg if place == 0 else replace(arg, at=-1, left=-1, right=-1, clause=0))
        if found:
            break
    if len(found) < many:
        own = next((arg for arg in (*sentence.extra, *(arg for one in before for arg in one.extra)) if arg.kind == "subject" and arg.label in labels), None)
        if own is not None:
            found.setdefault(own.key, own)
    return list(found.values()) if len(found) == many else []
