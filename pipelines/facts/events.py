"""Conferences, festivals and other events that are hosted but are no entity: literals of the text."""

from __future__ import annotations

import re

_KIND = (
    "论坛|研讨会|年会|推进会|大会|会议|交流会|对接会|对话会|招聘会|双选会|座谈会|洽谈会|现场会|观摩会|发布会|开学典礼|毕业典礼|启动仪式|揭牌仪式|签约仪式|结业式|"
    "活动周|宣传周|文化节|艺术节|技能节|运动会|开放日活动|体验日活动|培训班|研修班|展演|成果展|项目展|获奖项目展|峰会|对话|讲座|赛项|系列活动"
)
_BODY = r"[^，。；;：:！!？?\s、]{3,40}?"
_ACTIVE = re.compile(rf"(?:主办|承办|协办|举办|召开|举行|组办|合办|策划|组织)(?:了|的|举办)?(?P<event>(?:{_BODY})(?:{_KIND})(?:{_BODY}(?:仪式|研讨会|论坛|年会|活动))?)(?=[，。；、和及与在的（(”]|$)")
_PASSIVE = re.compile(rf"(?:^|[，。；：日,])(?:由[^，。；]{{2,40}}(?:主办|承办|举办)(?:、[^，。；]{{2,40}}(?:承办|协办))?的)?(?P<event>(?:{_BODY})(?:{_KIND}))(?:在|于|由|[^，。；]{{0,12}}(?:举行|召开|举办|启幕|开幕))")
_GENERIC = re.compile(r"^(?:各类|一系列|多场|多次|系列|专题|相关|[0-9０-９一二三四五六七八九十]+(?:场|次|期|届))")
MIN_LENGTH = 6


def find_events(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """(start, end, literal) of hosted events in a clean range that touch no name's border."""
    found: dict[int, tuple[int, int, str]] = {}
    for pattern in (_ACTIVE, _PASSIVE):
        for match in pattern.finditer(text, start, end):
            first, last = match.span("event")
            literal = text[first:last]
            if len(literal) < MIN_LENGTH or _GENERIC.match(literal) or any(a < last and first < b for a, b in taken):
                continue
            found.setdefault(first, (first, last, literal.strip("“”")))
    kept: list[tuple[int, int, str]] = []
    for event in sorted(found.values()):
        if not kept or event[0] >= kept[-1][1]:
            kept.append(event)
    return kept
