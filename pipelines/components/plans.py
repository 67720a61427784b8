"""Plans and projects of which only the last words were found: 〔江陵省特色院校建设计划〕, 〔江陵省骨干专业（群）建设项目〕."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_TAIL = re.compile(r"(?:特色|骨干|重点|优质|高水平)?(?:院校|学校|高校|专业群?|课程|团队|基地|人才)?(?:建设|培育|培养|提升|发展|改革){0,2}(?:计划|工程|项目|行动)")
_OPEN = re.compile(r"[，。、；：！？“”‘’《》（）()\s\t]|入选|列入|纳入|获批|承担|承接|实施|立项|参与|申报|通过|启动|推进|落实|[为是系被的]|[首第][一二三四五六七八九十\d]*批")
_GROUP = re.compile(r"[（(]群[）)][一-龥]{0,6}?(?:建设)?(?:计划|工程|项目)")
_FAR = 24


_QUOTED = re.compile(r"“(?P<name>[^“”]{2,}(?:计划|工程|行动))”(?:(?:建设|资助|培育|支持)?项目|骨干(?:高职|院校|高职院校)?)")
_SIDE = re.compile(r"“(?P<one>[^“”]{2,})”“(?P<two>[^“”]{2,})”")


def trim_plans(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A plan in quotation marks ends with them, whatever project of it follows: “〔某某行动计划〕”建设项目; two side by side are two."""
    found: list[NameSpan] = []
    for span in spans:
        text = layout.slice(span.start, span.end) if span.label == "Program" else ""
        whole, side = _QUOTED.fullmatch(text), _SIDE.fullmatch(text)
        parts = [whole.span("name")] if whole else [side.span("one"), side.span("two")] if side else [(0, span.end - span.start)]
        found += (replace(span, start=span.start + start, end=span.start + end) for start, end in parts)
    return found


def widen_plans(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A programme that is nothing but a general word begins with the honour it stands in, or behind the verb or mark before it; one that
    goes on behind （群） ends there."""
    text = layout.text
    hosts = [span for span in spans if span.label == "Award"]
    found: list[NameSpan] = []
    for span in spans:
        group = _GROUP.match(text, span.end) if span.label in ("Award", "Program") else None
        if group:
            span = replace(span, end=group.end(), label="Program")
        elif span.label == "Program" and _TAIL.fullmatch(layout.slice(span.start, span.end)):
            span = replace(span, start=_begin(text, span, hosts))
        found.append(span)
    return found


def _begin(text: str, span: NameSpan, hosts: Sequence[NameSpan]) -> int:
    """Where the whole name begins; the span's own start when nothing tells."""
    low = max((host.start for host in hosts if host.start < span.start and span.end <= host.end), default=max(0, span.start - _FAR))
    openings = [match.end() for match in _OPEN.finditer(text, low, span.start)]
    start = openings[-1] if openings else low
    return start if span.start - start >= 2 else span.start
