"""Names a figure may be about though its sentence does not say them: those of title and heading, and those meant by a bare 中心, 协会, 他."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipelines.facts.figures.window import Window
from pipelines.page import Page
from pipelines.span import NameSpan

_TITLE = 60
_BACK = 700
_MANY = 40
_HEAD = re.compile(
    r"(工作室|资源库|共同体|联合体|订单班|学徒班|合作区|工作站|实验室|培训班|协会|学会|商会|联盟|集团|中心|工坊|基地|学院|平台|大赛|竞赛|比赛|公司|学校|"
    r"项目|专业|工程|计划|会议|论坛|团队|系统|小组|课程|公园|医院|委员会|行指委|分院|班|厂|社|会)$"
)
_PERSON = re.compile(r"[他她]|其(?=[一-龥]{1,6}(?:获|发表|主持|带))")
_ZONE = re.compile(r"^[^一-龥]*(?:\d{4}年?度?)?(?!共青团|中共|关于|全[省市县])([一-龥]{2,8}?(?:省|市|自治州|州|自治区|县|区))(?!级|域)")


def title_end(page: Page) -> int:
    """Where the title of a page ends: its first block, at most sixty characters."""
    first = page.layout.blocks[0] if page.layout.blocks else None
    return min(first.end, first.start + _TITLE) if first is not None else 0


def find_titled(page: Page, window: Window, starts: Sequence[int], labels: frozenset[str]) -> list[tuple[str, NameSpan]]:
    """Names of the title and of the heading above, at most two each: (way of standing, name)."""
    ranges = [("title", 0, title_end(page))]
    if window.block.section >= 0:
        head = page.layout.blocks[window.block.section]
        ranges.append(("head", head.start, head.end))
    return [(how, span) for how, start, end in ranges for span in _outer(page, starts, start, end, labels)[:2]]


def _outer(page: Page, starts: Sequence[int], start: int, end: int, labels: frozenset[str]) -> list[NameSpan]:
    out: list[NameSpan] = []
    for span in page.spans[bisect_left(starts, start) : bisect_left(starts, end)]:
        if span.label in labels and span.end <= end and (not out or span.start >= out[-1].end):
            out.append(span)
    return out


def find_zone(page: Page) -> str:
    """The place that opens the title of a report on a whole county or city, or ''."""
    text = page.layout.text[: title_end(page)]
    found = _ZONE.match(text)
    school = re.search(r"学校|学院|大学|职教中心|职业教育中心", text)
    return found.group(1) if found and not school else ""


def find_meant(page: Page, window: Window, starts: Sequence[int], labels: frozenset[str]) -> list[NameSpan]:
    """Names said before that a bare noun of the sentence stands for: the last that ends so, one a noun."""
    text = page.layout.text
    clause = text[window.begin : window.quantity.start]
    person = _PERSON.search(clause)
    bare = _blank(clause, window)
    first = bisect_left(starts, window.begin - _BACK)
    stop = bisect_left(starts, window.begin)
    out: list[NameSpan] = []
    seen: set[str] = set()
    for span in reversed(page.spans[max(first, stop - _MANY) : stop]):
        if span.label not in labels or span.end > window.begin:
            continue
        found = _HEAD.search(text, span.start, span.end)
        noun = "他" if span.label == "Person" else found.group() if found else ""
        if noun and noun not in seen and (person if noun == "他" else noun in bare):
            seen.add(noun)
            out.append(span)
    return out


def _blank(clause: str, window: Window) -> str:
    """A clause with its names blanked out."""
    chars = list(clause)
    for span in window.names:
        for i in range(span.start - window.begin, min(span.end - window.begin, len(chars))):
            chars[i] = " "
    return "".join(chars)
