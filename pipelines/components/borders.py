"""Borders that grammar knows better: Latin words are not cut, a place that opens a policy's title belongs to its programme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.components.places import load_places
from pipelines.layout.model import Layout
from pipelines.provinces import PLACE_WORDS
from pipelines.span import NameSpan

_LATIN = re.compile(r"[A-Za-z]")
_WORDS = re.compile(r"(?:(?:[A-Z][A-Za-z.'’-]*|of|and|the|for|in|de|&)[ ]){0,9}[A-Za-z][A-Za-z.'’–-]*$")
_TITLE_START = frozenset("〈《<“")


def mend_latin(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A name that begins or ends inside a Latin word takes in the whole word; at its front also the capitalised words before."""
    text = layout.text
    found = []
    for span in spans:
        start, end = span.start, span.end
        if start and _LATIN.match(text[start]) and _LATIN.match(text[start - 1]):
            words = _WORDS.search(text[max(0, start - 80) : start])
            if words:
                start -= len(words.group().removeprefix("the ").removeprefix("of ").removeprefix("and "))
        while end < len(text) and _LATIN.match(text[end]) and text[end].isascii() and _LATIN.match(text[end - 1]):
            end += 1
        found.append(replace(span, start=start, end=end))
    return found


def open_titles(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """关于印发〈江陵省某某行动〉: the place that opens a title belongs to the programme it precedes."""
    text = layout.text
    places = load_places()[1] | load_places()[0]
    found = []
    for span in spans:
        if span.label == "Program" and text[span.start] not in "“《":
            for size in (2, 3, 4, 5, 6, 7, 8):
                at = span.start - size
                if at > 0 and text[at:span.start] in places and text[at - 1] in _TITLE_START:
                    span = replace(span, start=at)
                    break
        found.append(span)
    return found


_YEAR = re.compile(r"(?:\d{4} ?年|第[〇一二三四五六七八九十百\d]+届)(?:第[〇一二三四五六七八九十百\d]+届)?$")


def trim_issuers(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A programme in quotation marks without the body or place before it, or its round: 教育部“〔人文交流经世项目〕”, 新一轮“〔双高计划〕”."""
    found = []
    for span in spans:
        match = _ISSUED.fullmatch(layout.slice(span.start, span.end)) if span.label == "Program" else None
        if match:
            span = replace(span, start=span.start + match.start("name"), end=span.start + match.end("name"))
        found.append(span)
    return found


def trim_batches(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """An honour without the batch it was given in and the place that gave it: 江西省第二批〔产教融合型企业〕."""
    found = []
    for span in spans:
        match = _BATCH.match(layout.slice(span.start, span.end)) if span.label == "Award" else None
        found.append(replace(span, start=span.start + match.end()) if match and match.end() < span.end - span.start - 2 else span)
    return found


def trim_contests(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A contest without the group of its results, a second word for contest behind its region, or what is told of its final."""
    found = []
    for span in spans:
        match = _BEHIND.search(layout.slice(span.start, span.end)) if span.label == "Competition" else None
        found.append(replace(span, end=span.start + match.start()) if match and match.start() > 4 else span)
    return found


def take_year(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The year or edition right before a contest belongs to its name."""
    found = []
    for span in spans:
        if span.label == "Competition":
            match = _YEAR.search(layout.text[max(0, span.start - 14) : span.start])
            if match and not any(s.start < span.start and span.end <= s.end for s in spans):
                span = replace(span, start=span.start - len(match.group()))
        found.append(span)
    return found


_TAG = re.compile(r"</?[a-z]+(?: [^<>\n]{0,80})?/?>")


def drop_markup(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Names that touch an HTML tag left in the text are none."""
    tags = [match.span() for match in _TAG.finditer(layout.text)]
    return [s for s in spans if not any(s.start < end and start < s.end for start, end in tags)]


_ISSUED = re.compile(
    rf"(?:(?:{PLACE_WORDS}|[一-鿿]{{2,3}})(?:省|市|县|区|州)|{PLACE_WORDS}|[^“”]{{0,16}}?(?:部|厅|局|委|学会|协会|总会|联合会|基金会|联盟|政府)|[^“”]{{0,4}}轮)"
    r"\s?“(?P<name>[^“”]+)”"
)
_BATCH = re.compile(r"(?:[一-鿿]{2,4}[省市])?(?:首批|第[〇一二三四五六七八九十百\d]+批次?)")
_BEHIND = re.compile(r"(?:（[^（）]{1,4}组）|(?<=赛区)比赛|(?<=[赛）])(?:公布|举行|举办)总?决赛)$")


_PRIZE = re.compile(r".{3,}奖(?:[特一二三]等奖)?")
"""A prize with a name; a bare grade is shorter."""
_FUNDED = re.compile(rf"(?:{PLACE_WORDS}|全国|[一-鿿]{{2,3}}[省市]).{{4,}}(?:项目|课题)")
"""A project or research grant of a region."""
_OF_YEAR = re.compile(r"20\d\d\s?年度?\s?$")
_YEARLY = {"Award": _PRIZE, "Program": _FUNDED}
_WHOSE = re.compile(r"(?:团体|个人)(?=(?:特等|[一二三]等|优[秀胜]|[金银铜])[奖牌])")


def mend_prizes(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A named prize, or a region's project, with the year right before it (〔2022年度某省科技进步奖二等奖〕); a grade without 团体 or 个人
    (团体〔一等奖〕)."""
    found = []
    for span in spans:
        if span.label in _YEARLY:
            name = layout.slice(span.start, span.end)
            year = _OF_YEAR.search(layout.text[max(0, span.start - 9) : span.start])
            whose = _WHOSE.match(name) if span.label == "Award" else None
            if year and _YEARLY[span.label].fullmatch(name):
                span = replace(span, start=span.start - len(year.group()))
            elif whose:
                span = replace(span, start=span.start + whose.end())
        found.append(span)
    return found
