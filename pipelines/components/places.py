"""Schools called after their place, and classes of schools of a place (decision 8 of the guidelines)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.resources import resource
from pipelines.components.lexicon import read_words
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_CLASS = re.compile(r"(?P<place>[一-鿿]{2,8}?[省市州])(?:中等职业学校|中职学校|职业院校|高职院校|中等职业院校|高等职业院校|高校|职业学校)$")
_COUNTY = re.compile(r"(?P<city>[一-鿿]{2,3}[市州])?(?P<county>[一-鿿]{1,3}[县区])中等职业学校")
_CAMPAIGN = re.compile(r"(?P<place>[一-鿿]{2,8}?[省市州县区])\s?(?:(?:19|20)\d\d\s?年度?)?(?P<campaign>(?:职业教育|全民终身学习|全民阅读|科技|科普|推广普通话|国家安全教育)\s?(?:活动周|宣传周|宣传月|活动月|活动|周|月))")
_MEMBER = re.compile(r"成员|书记|副书记|委员")


@lru_cache(maxsize=1)
def load_places() -> tuple[frozenset[str], frozenset[str]]:
    """Provinces and prefectures, and all places down to counties."""
    folder = resource(__file__, "lexicon")
    return frozenset(read_words(folder / "lists" / "prefectures.txt")), frozenset(read_words(folder / "data" / "places.txt"))


def split_classes(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """襄阳市中等职业学校 is a class of schools: only the province or prefecture is a name."""
    prefectures = load_places()[0]
    found = []
    for span in spans:
        match = _CLASS.fullmatch(layout.slice(span.start, span.end)) if span.label == "Institution" else None
        if match and match.group("place") in prefectures:
            span = NameSpan(span.start, span.start + match.end("place"), "Place", span.confidence * 0.9, "grammar")
        found.append(span)
    return found


def join_counties(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """谷城县中等职业学校 is a school: a county has one."""
    places = load_places()[1]
    found = list(spans)
    for match in _COUNTY.finditer(layout.text):
        start = match.start("county") if not match.group("city") or match.group("city") not in places else match.start()
        county = next((match.group("county")[k:] for k in range(len(match.group("county")) - 1) if match.group("county")[k:] in places), "")
        if not county:
            continue
        if start == match.start("county"):
            start = match.end("county") - len(county)
        end = match.end()
        if any(s.start <= start and end <= s.end for s in found):
            continue
        found = [s for s in found if s.end <= start or s.start >= end]
        found.append(NameSpan(start, end, "Institution", 0.8, "grammar"))
    return found


def trim_bodies(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A body without the group whose member somebody is: 省教育厅 of 省教育厅党组成员, 市委 of 市委常委."""
    found = []
    for span in spans:
        text = layout.slice(span.start, span.end)
        rest = layout.text[span.end : span.end + 3]
        if span.label == "Government":
            if text.endswith(("党组", "党委")) and len(text) > 4 and _MEMBER.match(rest):
                span = replace(span, end=span.end - 2)
            elif text.endswith("委常委") and rest.startswith("会"):
                span = replace(span, end=span.end + 1)
            elif text.endswith("委常委"):
                span = replace(span, end=span.end - 2)
        found.append(span)
    return found


def trim_campaigns(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """A campaign without the place and year of its keeping: 甘肃省2024年〔职业教育活动周〕."""
    found = []
    for span in spans:
        match = _CAMPAIGN.fullmatch(layout.slice(span.start, span.end)) if span.label == "Program" else None
        if match and match.group("place") in load_places()[1]:
            found.append(NameSpan(span.start, span.start + match.end("place"), "Place", span.confidence * 0.9, "grammar"))
            span = replace(span, start=span.start + match.start("campaign"))
        found.append(span)
    return found


def join_foreign(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """德国工商会, 英国护理协会: a country read alone before a word for an organisation opens its name."""
    found = list(spans)
    for span in spans:
        if span.label != "Place" or layout.slice(span.start, span.end) not in load_countries():
            continue
        match = _BODY.match(layout.text, span.end)
        if match is None or any(s.start < match.end() and span.end < s.end for s in found if s.label in _ORGANISED):
            continue
        found = [s for s in found if s.end <= span.start or s.start >= match.end()]
        found.append(NameSpan(span.start, match.end(), "Organization", 0.7, "grammar"))
    return found


@lru_cache(maxsize=1)
def load_countries() -> frozenset[str]:
    """Chinese names of countries but China's."""
    words = read_words(resource(__file__, "lexicon") / "data" / "countries.txt")
    return frozenset(word for word in words if not word.startswith("中国"))


_BODY = re.compile(r"[^\s的在和与及、，。；：（）“”《》·]{1,12}?(?:组织|协会|商会|工商会|联合会|学会|基金会|理事会)")
_ORGANISED = ("Organization", "Government", "Institution", "Platform", "Competition", "Enterprise")
