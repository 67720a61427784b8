"""Prizes and titles: scope, year, title and grade. 一等奖 is not 二等奖, 2018 not 2022; 国家级教学成果奖 is 国家教学成果奖."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.resolve.grammar.shape import Canonical, Context, Form
from kg.resolve.places import load_places
from kg.resolve.tables import read_table
from kg.resolve.text import clean, key, read_number

_GRADE = re.compile(
    r"[(（·:：]?((?:特等|[一二三四]等|1等|2等|3等)奖?|[金银铜]奖|[金银铜]牌|优秀奖|优胜奖|入围奖|提名奖|最佳[一-龥]{1,6}奖)[)）]?$"
)
_YEAR = re.compile(r"^[(（]?((?:19|20)\d\d)(?:年度|年)?[)）]?|[(（]((?:19|20)\d\d)(?:年度|年)?[)）]")
_EDITION = re.compile(r"第([一二三四五六七八九十\d]{1,3})(届|批)|(首)(届|批)")
_FIELD = re.compile(r"[(（]((?:高等|职业|基础|继续)教育)类?[)）]")
_SCOPE = re.compile(r"^(省级|市级|省|市|自治区级|自治区)(?=[一-龥“]{3})")


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in read_table("programs.csv"):
        if row["type"] == "Award":
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                table.setdefault(key(name), row["name"])
    return table


def canonical(text: str, context: Context) -> Canonical:
    """Scope, title, edition, year and grade in one order; a province's own prize is told by the text's place."""
    body = clean(text)
    if key(body) in _titles():
        return Canonical(key(_titles()[key(body)]), text, "known title")
    grade, rest = _take_grade(body)
    year = _YEAR.search(rest)
    rest = rest[: year.start()] + rest[year.end() :] if year and len(rest) > len(year.group()) + 1 else rest
    edition = _EDITION.search(rest)
    number = (
        f"第{read_number(edition.group(1) or edition.group(3))}{edition.group(2) or edition.group(4)}"
        if edition
        else ""
    )
    rest = rest[: edition.start()] + rest[edition.end() :] if edition else rest
    title = _title(rest, context)
    when = (year.group(1) or year.group(2)) if year and rest else ""
    parts = (key(title), number, when, grade)
    return Canonical("|".join(p for p in parts if p) or key(text), text)


def _take_grade(body: str) -> tuple[str, str]:
    match = _GRADE.search(body)
    if not match:
        return "", body
    grade = match.group(1).replace("1", "一").replace("2", "二").replace("3", "三")
    return (grade if grade.endswith(("奖", "牌")) else grade + "奖"), body[: match.start()]


def _title(rest: str, context: Context) -> str:
    if not rest:
        return ""
    field = _FIELD.search(rest)
    rest = rest[: field.start()] + rest[field.end() :] if field else rest
    title = _scoped(rest + "奖" if rest.endswith("教学成果") else rest, context)
    return title + field.group(1) if field else title


def _scoped(rest: str, context: Context) -> str:
    if key(rest) in _titles():
        return _titles()[key(rest)]
    places = load_places()
    scope = _SCOPE.match(rest)
    if scope and context.place:
        code = places.at_level(context.place, scope.group(1).removesuffix("级"))
        if code:
            return places.full(code) + re.sub("^级", "", rest[scope.end() :])
    head, tail = places.split(rest)
    if head and head.code and len(tail) >= 3:
        tail = re.sub(r"^[省市]?级", "", tail)
        return places.full(head.code) + tail
    return rest


def short_forms(text: str) -> Iterator[Form]:
    """No short form of a prize is safe without the text that made it."""
    del text
    yield from ()
