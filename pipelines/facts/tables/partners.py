"""Tables of partners: a school and who works with it side by side in a row, or the partners alone in a table of the school's own text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.dates import normalise_date
from pipelines.facts.tables.heads import ORGS, names_in, share_of
from pipelines.facts.tables.sheet import Sheet
from pipelines.layout.model import Cell

METHOD = "partner-table"
SURE = 0.75
_WITH = re.compile(r"^(?:主要|校企)?(?:合作|共建|联合)(?:企业|单位|院校|学校|高校|机构|方)(?:名称|[（(].{1,6}[）)])?$")
_FIRM = re.compile("^(?:企业|单位|公司|行业?企业)(?:名称|全称)?$")
_SHARED = re.compile("^(?:校企)?(?:合作|共建|联合)(?:形式|方式|模式|内容|项目|事项|平台|载体|基地|专业|成果|时间|年限|年份|起始|协议)")
_TITLE = re.compile("校企(?:合作|共建|联合)|(?:合作|共建|联合培养|订单培养)(?:企业|单位)|(?:订单班?|学徒制|产业学院)[^，。]{0,8}(?:一览|统计|情况|名录|明细|汇总|名单)")
"""Headers and titles that tell that the firms of a table are worked with."""
_FORM = re.compile("(?:合作|共建)?(?:形式|方式|模式|内容)$")
_LONG = 8
"""A form of more characters is a description."""
_WHEN = re.compile("时间|年份|日期|起始年?$|签约年?$")
_AND = re.compile("[、/，,；;]")
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of partners, of the units that they work with, of forms, dates and platforms; -1 where there is none."""

    partner: int
    unit: int
    form: int
    date: int
    platform: int


def read_partners(sheet: Sheet) -> Iterator[Claim]:
    """Partnerships of the rows of a table with a column of partners and one of the units that they work with, and the platforms they build."""
    columns = _columns(sheet)
    if columns is None:
        return
    for row in sheet.rows:
        own = names_in(sheet, row, columns.unit, *ORGS)[:1] if columns.unit >= 0 else [sheet.owner] if isinstance(sheet.owner, Ref) else []
        for unit in own:
            for partner in names_in(sheet, row, columns.partner, *ORGS):
                yield from _claims(sheet, row, columns, (unit, partner))


def _columns(sheet: Sheet) -> Columns | None:
    many = range(len(sheet.heads))
    partner = next((i for i in many if _WITH.search(sheet.heads[i]) and share_of(sheet, i, *ORGS) >= _HALF), -1)
    if partner < 0 and (_TITLE.search(sheet.title) or any(map(_SHARED.search, sheet.heads))):
        partner = next((i for i in many if _FIRM.search(sheet.heads[i]) and share_of(sheet, i, "Enterprise") >= _HALF), -1)
    if partner < 0:
        return None
    unit = next((i for i in many if i != partner and share_of(sheet, i, *ORGS) >= _HALF), -1)
    form, date = (next((i for i in many if i != partner and pattern.search(sheet.heads[i])), -1) for pattern in (_FORM, _WHEN))
    platform = next((i for i in many if i not in (partner, unit) and share_of(sheet, i, "Platform") >= _HALF), -1)
    return Columns(partner, unit, form, date, platform)


def _claims(sheet: Sheet, row: Sequence[Cell], columns: Columns, pair: tuple[Ref, Ref]) -> Iterator[Claim]:
    """The partnership of two units one of which is a school, and the platform that the row says they build."""
    first, second = sorted(pair, key=lambda ref: sheet.page.entities[ref.key].type != "Institution")
    if first == second or sheet.page.entities[first.key].type != "Institution":
        return
    place = sheet.line(row)
    forms = tuple(form for part in _AND.split(_cell(sheet, row, columns.form)) if 0 < len(form := part.strip()) <= _LONG)
    dates = tuple(filter(None, (normalise_date(_cell(sheet, row, columns.date), year=sheet.page.year),)))
    built = tuple(names_in(sheet, row, columns.platform, "Platform"))
    more = {role: values for role, values in (("form", forms), ("product", built), ("date", dates)) if values}
    yield Claim("Partnership", {"institution": (first,), "partner": (second,), **more}, *place, SURE, METHOD)
    for platform in built:
        for builder in (first, second):
            when = {"date": dates} if dates else {}
            yield Claim("PlatformBuilding", {"platform": (platform,), "builder": (builder,), "builder_role": ("共建",), **when}, *place, SURE, METHOD)


def _cell(sheet: Sheet, row: Sequence[Cell], index: int) -> str:
    return sheet.text(row[index]) if 0 <= index < len(row) else ""
