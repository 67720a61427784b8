"""Programmes and platforms: marks, year ranges, heads such as 行动计划, places in front, 职业教育集团 and 职教集团."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.resolve.grammar.shape import Canonical, Context, Form
from kg.resolve.places import load_places
from kg.resolve.tables import read_table
from kg.resolve.text import clean, key

_RANGE = re.compile(r"[(（](?:19|20)\d\d年?(?:[-—–~至]+(?:20)?\d\d年?)?[)）]$")
_QUOTED = re.compile(
    r"^[“\"「『]([^”\"」』]{2,12})[”\"」』](行动计划|行动|计划|工程|项目|活动|试点|建设项目|建设|专项行动)?$"
)
_HEADS = ("专项行动计划", "行动计划", "专项行动", "行动", "计划", "工程", "项目", "活动")
_SAME = (
    (re.compile("职业教育集团"), "职教集团"),
    (re.compile("职业教育联盟"), "职教联盟"),
    (re.compile("大师工作坊$"), "大师工作坊"),
)
_LEVEL = re.compile(r"^(国家级|省级|市级|校级|区级|县级)(?=[一-龥“]{5})")
_ABROAD = re.compile(r"^(?:中国|中)[-—–·]*(?=[一-龥]{2})")
_IN_COUNTRY = re.compile(r"^([^()（）]+)[(（]([一-鿿]{2,8})[)）]$")
_GENERIC_REST = re.compile(
    r"^(?:职教集团|鲁班工坊|丝路学院|产教融合共同体|产教联合体|实训基地|职教联盟|产业学院|技能大师工作室|.{0,3}工坊|.{0,3}学院|.{0,4}中心|.{0,4}基地)$"
)


def program(text: str, context: Context) -> Canonical:
    """A programme's key: marks and the years in brackets left out; a province's own is told by the text's place."""
    plain = _local(_RANGE.sub("", clean(text)), context)
    return Canonical(key(plain), text)


def platform(text: str, context: Context) -> Canonical:
    """A platform's key: 职业教育集团 as 职教集团, the level left out, the place in full."""
    plain = _LEVEL.sub("", _local(clean(text), context))
    abroad = _IN_COUNTRY.match(plain)
    if abroad and abroad.group(2) in _countries():
        plain = abroad.group(2) + abroad.group(1)
    for pattern, word in _SAME:
        plain = pattern.sub(word, plain)
    head, rest = load_places().split(plain)
    if head and head.code and len(rest) >= 3:
        plain = load_places().full(head.code) + rest
    return Canonical(key(_abroad(plain)), text)


def _local(plain: str, context: Context) -> str:
    match = re.match(r"^([省市])(?=[一-龥“]{4})", plain)
    if match and context.place:
        code = load_places().at_level(context.place, match.group(1))
        return load_places().full(code) + plain[match.end() :].removeprefix("级") if code else plain
    return plain


def _abroad(plain: str) -> str:
    """中国—老挝X and 中老X are one way of saying; the long one is the key."""
    return re.sub(r"^中国[-—–·]+", "中国", plain)


def program_forms(text: str) -> Iterator[Form]:
    """A quoted name without its head, or with another head that says the same: “技能贵州”行动计划, 技能贵州."""
    plain = _RANGE.sub("", clean(text))
    quoted = _QUOTED.match(plain)
    if quoted:
        core = key(quoted.group(1))
        yield Form(core, 0.9, ("head left out",))
        for head in _HEADS:
            yield Form(core + head, 0.8, ("other head",))
    for head in ("行动计划", "专项行动", "培育计划"):
        if plain.endswith(head) and len(plain) - len(head) >= 6:
            yield Form(key(plain.removesuffix(head)), 0.84, ("head left out",))
    inner = re.search(r"[(（]([A-Za-z][A-Za-z0-9+\-]{2,9})[)）]", plain)
    if inner:
        yield Form(key(plain.replace(inner.group(), "")), 0.93, ("acronym left out",))
        yield Form(key(inner.group(1)), 0.82, ("acronym",))


def platform_forms(text: str) -> Iterator[Form]:
    """A platform without the place in front or without its head's last word."""
    plain = clean(text)
    for pattern, word in _SAME:
        plain = pattern.sub(word, plain)
    head, rest = load_places().split(plain)
    rest = re.sub(r"^[省市县区]级?", "", rest)
    if head and len(rest) >= 6 and not _GENERIC_REST.match(rest):
        yield Form(key(rest), 0.82, ("place left out",))
    if plain.startswith("全国") and len(plain) >= 10:
        yield Form(key(plain.removeprefix("全国")), 0.86, ("全国 left out",))
    quoted = _QUOTED.match(plain)
    if quoted or re.match(r"^[“\"][^”\"]{2,8}[”\"](众创空间|工作室|工坊)$", plain):
        yield Form(key(re.sub(r"^[“\"]([^”\"]+)[”\"].*$", r"\1", plain)), 0.8, ("head left out",))
    abroad = _ABROAD.match(plain)
    if abroad and plain.startswith("中国"):
        yield Form(
            "中" + key(plain[abroad.end() :])[0] + _after_country(plain[abroad.end() :]), 0.86, ("countries shortened",)
        )


def _after_country(rest: str) -> str:
    country = next((c for c in _countries() if rest.startswith(c)), "")
    return key(rest[len(country) :]) if country else key(rest)


@lru_cache(maxsize=1)
def _countries() -> tuple[str, ...]:
    return tuple(sorted((row["name"] for row in read_table("countries.csv") if row["code"]), key=len, reverse=True))
