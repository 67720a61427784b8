"""Member lists of alliances, groups and committees: a unit a row, its post beside it, the body in the title or just before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.bodies import KIND, REACH, bodies_in, body_before
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.dates import normalise_date
from pipelines.facts.tables.heads import ORGS, names_in, read_heads, share_of, text_at
from pipelines.facts.tables.sheet import Sheet
from pipelines.layout.model import Cell

METHOD = "member-table"
_SEAT = re.compile("(?:理事长?|会长|委员|主任|主席|会员|成员)单位")
"""Seats that only a body with members has for its units."""
_PEOPLE = re.compile("姓名|人员|教师|成员|委员$|理事$|会员|单位$")
"""Headers of columns whose bodies would be members themselves, or whose persons sit in them."""
_MOST = 0.8
_LISTED = re.compile("成员|理事|会员|委员|组成|单位(?:名单|一览)|常务")
_POST = re.compile("(?:常务|联合|执行|轮值)?(?:副?理事长|副?会长|副?主任委员|副?主任|常务理事|理事|常务委员|委员|副?主席|副?秘书长|发起|指导|会员|成员)(?:单位)?|秘书处|牵头(?:单位)?|参与(?:单位)?")


def read_members(sheet: Sheet) -> Iterator[Claim]:
    """Claims of a table whose title or header speaks of members, under a named body; or of one of bodies in which the text's school has seats."""
    roles = read_heads(sheet)
    posts = roles.get("post", -1)
    held = posts >= 0 and any(_POST.search(text) for text in sheet.column(posts))
    if "person" in roles or "pupil" in roles:
        return
    seats = _seats(sheet) if held else -1
    if seats >= 0 and isinstance(sheet.owner, Ref):
        yield from _read_seats(sheet, roles, seats, sheet.owner)
        return
    member = _member_column(sheet, roles)
    body = _body(sheet, roles) if member >= 0 and (held or _LISTED.search(sheet.title)) else None
    if body is None:
        return
    for row in sheet.rows:
        post = _post(sheet, row, roles) if held else "成员"
        for unit in names_in(sheet, row, member, *ORGS)[:1]:
            if unit != body:
                yield Claim("Membership", {"member": (unit,), "body": (body,), "position": (post,)}, *sheet.line(row), 0.85, METHOD)


def _read_seats(sheet: Sheet, roles: dict[str, int], column: int, school: Ref) -> Iterator[Claim]:
    for row in sheet.rows:
        date = normalise_date(text_at(sheet, row, roles, "date"), year=sheet.page.year)
        for body in names_in(sheet, row, column, "Organization", "Platform")[:1]:
            more = {"date": (date,)} if date else {}
            yield Claim(
                "Membership", {"member": (school,), "body": (body,), "position": (_post(sheet, row, roles),), **more}, *sheet.line(row), 0.85, METHOD)


def _post(sheet: Sheet, row: Sequence[Cell], roles: dict[str, int]) -> str:
    found = _POST.search(text_at(sheet, row, roles, "post"))
    return found.group() if found else "成员"


def _seats(sheet: Sheet) -> int:
    """The column of bodies in each of which the school of the text has a seat; -1 where the table is not of this kind."""
    page = sheet.page
    if not isinstance(sheet.owner, Ref) or page.entities[sheet.owner.key].type != "Institution":
        return -1
    if sheet.table.title is not None and bodies_in(page, *sheet.table.title):
        return -1
    columns = (column for column, head in enumerate(sheet.heads) if not _PEOPLE.search(head))
    return next((column for column in columns if _bodies_of(sheet, column) >= _MOST), -1)


def _bodies_of(sheet: Sheet, column: int) -> float:
    """The part of a column's filled cells that are bodies with members."""
    cells = [row[column] for row in sheet.rows if column < len(row) and sheet.text(row[column])]
    return sum(bool(bodies_in(sheet.page, cell.start, cell.end)) for cell in cells) / len(cells) if cells else 0.0


def _member_column(sheet: Sheet, roles: dict[str, int]) -> int:
    """The column of the units: the first one most of whose cells name one."""
    return next((i for i in range(len(sheet.heads)) if share_of(sheet, i, *ORGS) >= 0.5 and i != roles.get("person")), -1)


def _body(sheet: Sheet, roles: dict[str, int]) -> Ref | None:
    """The body that the title names; else the last one before the table of the kind that the title speaks of; else the one that lists of
    members are of here."""
    page = sheet.page
    if sheet.table.title is not None and (titled := bodies_in(page, *sheet.table.title)):
        return titled[-1]
    stop = sheet.table.title[0] if sheet.table.title is not None else sheet.table.start
    kind = KIND.search(sheet.title)
    if kind is None:
        return body_before(page, stop) if any(_SEAT.search(text_at(sheet, row, roles, "post")) for row in sheet.rows) else None
    alike = [ref for ref in bodies_in(page, max(0, stop - REACH), stop) if page.entities[ref.key].name.endswith(kind.group())]
    return alike[-1] if alike else None
