"""Member lists of alliances, groups and committees: a unit a row, its post beside it, the body in the title or just before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.bodies import KIND, REACH, bodies_in, body_before
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.tables.heads import ORGS, names_in, read_heads, share_of, text_at
from pipelines.facts.tables.sheet import Sheet

METHOD = "member-table"
_SEAT = re.compile("(?:理事长?|会长|委员|主任|主席|会员|成员)单位")
"""Seats that only a body with members has for its units."""
_LISTED = re.compile("成员|理事|会员|委员|组成|单位(?:名单|一览)|常务")
_POST = re.compile("(?:常务|联合|执行|轮值)?(?:副?理事长|副?会长|副?主任委员|副?主任|常务理事|理事|常务委员|委员|副?主席|副?秘书长|发起|指导|会员|成员)(?:单位)?|秘书处|牵头(?:单位)?|参与(?:单位)?")


def read_members(sheet: Sheet) -> Iterator[Claim]:
    """Claims of a table whose title or header speaks of members, under a named body."""
    roles = read_heads(sheet)
    member = _member_column(sheet, roles)
    posts = roles.get("post", -1)
    held = posts >= 0 and any(_POST.search(text) for text in sheet.column(posts))
    if member < 0 or not (held or _LISTED.search(sheet.title)) or "person" in roles or "pupil" in roles:
        return
    body = _body(sheet, roles)
    if body is None:
        return
    for row in sheet.rows:
        found = _POST.search(text_at(sheet, row, roles, "post")) if held else None
        for unit in names_in(sheet, row, member, *ORGS)[:1]:
            if unit != body:
                yield Claim("Membership", {"member": (unit,), "body": (body,), "position": (found.group() if found else "成员",)}, *sheet.line(row), 0.85, METHOD)


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
