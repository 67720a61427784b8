"""Contests: series, edition, year, stage and region. 第六届 and 第七届, 2022 and 2023, a stage and the final are different things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.resolve.grammar.shape import Canonical, Context, Form
from kg.resolve.places import LONGEST, load_places
from kg.resolve.tables import read_table
from kg.resolve.text import clean, key, read_number

_EDITION = re.compile(r"第([一二三四五六七八九十百\d]{1,4})届|(首)届|第([一二三四五六七八九十百\d]{1,4})次")
_YEAR = re.compile(r"[(（]?(?<!\d)((?:19|20)\d\d)(?:[-—–~至](?:20)?\d\d)?(?:年度|年|学年)?[)）]?(?![\d.])")
_STAGE = re.compile(
    r"(全国赛|(?:国际|全国|中国|全球)?(?:现场)?(?:总决赛争夺赛|总决赛|半决赛|决赛|复赛|初赛|预选赛|预赛|选拔赛|排位赛|争夺赛|现场赛|国赛|省赛|市赛|校赛|省级赛|校内选拔赛))$"
)
_REGION = re.compile(r"([一-龥]{2,8}?)(赛区|分赛区|分站赛|分赛场|赛点|分赛|站)$")
_SPONSOR = re.compile(r"^[“\"']([^”\"']{1,10}杯)[”\"']|^([一-龥]{2,4}杯)")
_GROUP = re.compile(r"[(（]?((?:高职|中职|本科|教师|学生|职教|高教|青年红色筑梦之旅)(?:高专)?(?:组|赛道))[)）]?$")
_PROVINCE_GENERIC = re.compile(r"^(?:全)?([省市])(?=(?:职业院校|大学生|高职|中职|教学能力|中等职业))")


@lru_cache(maxsize=1)
def _series() -> dict[str, tuple[str, int]]:
    """Key of a contest's name or alias -> (series name, year of its first edition or 0)."""
    table: dict[str, tuple[str, int]] = {}
    for row in read_table("contests.csv"):
        first = int(row["first_year"] or 0)
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            table.setdefault(key(name), (row["name"], first))
    return table


def canonical(text: str, context: Context) -> Canonical:
    """The series' key with what tells one event from another."""
    body = clean(text)
    group, body = _take(_GROUP, body)
    edition, bare = _take_edition(body)
    year, bare = _take_year(bare)
    if "暨" in body and not key(bare).startswith("一带一路暨"):
        return Canonical(key(_edition_text(clean(text))), text)  # two contests at once: the whole name tells
    body = bare
    stage, region, body = _take_stage(body)
    series, first = _find_series(body, context)
    if edition and first and not year:
        year = str(first + edition - 1)
    if year and first and not edition:
        edition = int(year) - first + 1
    where = "|".join(filter(None, (key(region), key(stage), key(group))))
    event = "|".join(filter(None, (f"第{edition}届" if edition else "", year, where)))
    base = key(series)
    known = key(body) in _series()
    return Canonical(
        f"{base}|{event}" if event else base,
        text,
        "known contest" if known and base != key(text) else "same name",
        series=base if event else "",
        year=year,
        edition=f"第{edition}届" if edition else "",
        stage=where,
    )


def _edition_text(body: str) -> str:
    return _EDITION.sub(lambda m: f"第{read_number(m.group(1) or m.group(2) or m.group(3))}届", body)


def _take(pattern: re.Pattern[str], body: str) -> tuple[str, str]:
    match = pattern.search(body)
    return (match.group(1), body[: match.start()] + body[match.end() :]) if match and match.start() > 1 else ("", body)


def _take_edition(body: str) -> tuple[int, str]:
    match = _EDITION.search(body)
    if not match:
        return 0, body
    number = read_number(match.group(1) or match.group(2) or match.group(3))
    return number or 0, body[: match.start()] + body[match.end() :]


def _take_year(body: str) -> tuple[str, str]:
    match = _YEAR.search(body)
    if not match or len(body) - len(match.group()) < 2:
        return "", body
    return match.group(1), (body[: match.start()] + body[match.end() :]).lstrip("年度")


def _take_stage(body: str) -> tuple[str, str, str]:
    stage, region = "", ""
    match = _STAGE.search(body)
    while match and match.start() >= 2 and key(body) not in _series():
        stage, body = match.group(1) + stage, body[: match.start(1)]
        match = _STAGE.search(body)
    places = load_places()
    match = _REGION.search(body)
    for start in range(match.start() if match else len(body), len(body) - 3) if match else ():
        area = body[start : match.end() - len(match.group(2))] if match else ""
        code = places.find(area)
        if code and start >= 3:
            region, body = places.full(code) + "赛区", body[:start]
            break
    if not region:
        for start in range(len(body) - 2, max(3, len(body) - LONGEST), -1):
            code = places.find(body[start:]) if key(body[:start]) in _series() else ""
            if code:
                return stage, places.full(code) + "赛区", body[:start]
    return stage, region, body


def _find_series(body: str, context: Context) -> tuple[str, int]:
    table = _series()
    trimmed = _SPONSOR.sub("", body)
    for candidate in (body, trimmed, body.removesuffix("大赛") + "竞赛", body.removesuffix("竞赛") + "大赛"):
        found = table.get(key(candidate))
        if found:
            return found
    generic = _PROVINCE_GENERIC.match(body)
    if generic and context.place:
        code = load_places().at_level(context.place, generic.group(1))
        if code:
            return load_places().full(code) + body[generic.end() :], 0
    head, rest = load_places().split(body)
    if head and head.code and len(rest) >= 4:
        return load_places().full(head.code) + rest, 0
    return body, 0


def short_forms(text: str) -> Iterator[Form]:
    """A contest without the sponsor's cup in front, same edition, year and stage."""
    body = clean(text)
    bare = _SPONSOR.sub("", _YEAR.sub("", _EDITION.sub("", body)))
    cup = _SPONSOR.search(_YEAR.sub("", _EDITION.sub("", body)))
    if cup and len(bare) >= 6:
        yield Form(canonical(body.replace(cup.group(), "", 1), Context()).key, 0.86, ("sponsor's cup left out",))
