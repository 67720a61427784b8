"""Tables of persons: who works where and as what, who leads which workshop, who holds which post in the body of the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.posts import OWNERS
from pipelines.facts.tables.heads import names_at, names_in, read_heads, share_of, text_at
from pipelines.facts.tables.sheet import Sheet
from pipelines.layout.model import Cell

METHOD = "staff-table"
_LEADER = re.compile("负责人|主持人|领衔人|领办人|带头人")
_HOME = re.compile("所在|单位|院校|学校|学院|部门|机构|组织|公司")
_POST = re.compile("职务|职位|岗位")
_SEAT = re.compile("任职|职务|职位|身份|席位|担任")
_SEATED = ("Organization", "Platform")
_NOT_HOME = re.compile("合作|共建|外方|主办|授予|认定|委托|牵头")


def read_staff(sheet: Sheet) -> Iterator[Claim]:
    """A row with a person and a unit, or a workshop and who leads it."""
    roles = read_heads(sheet)
    if "person" not in roles or "pupil" in roles:
        return
    head = sheet.heads[roles["person"]]
    home = _home(sheet, roles["person"])
    led = roles.get("thing", -1) if _LEADER.search(head) else -1
    if led >= 0 and share_of(sheet, led, "Platform") < 0.5:
        led = -1
    seated = _titled(sheet)
    seat = next((i for i, head in enumerate(sheet.heads) if i != home and _SEAT.search(head)), -1)
    for row in sheet.rows:
        persons = names_at(sheet, row, roles, "person", "Person")
        start, end = sheet.line(row)
        if led >= 0:
            leader = _LEADER.search(head)
            title = (leader.group(),) if leader else ()
            yield from _claims(persons, names_in(sheet, row, led, "Platform"), title, (start, end))
        elif home >= 0:
            bodies = names_in(sheet, row, home, *OWNERS)[:1]
            if _POST.search(sheet.heads[home]):
                yield from _claims(persons, bodies, _posts(_behind(sheet, row, home)), (start, end))
                yield from _claims(persons, seated if seat >= 0 else [], _posts(_text(sheet, row, seat)), (start, end))
            else:
                yield from _claims(persons, bodies, _posts(text_at(sheet, row, roles, "post")), (start, end))


def _posts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split("[、，兼]", text)))


def _text(sheet: Sheet, row: Sequence[Cell], index: int) -> str:
    return sheet.text(row[index]) if 0 <= index < len(row) else ""


def _behind(sheet: Sheet, row: Sequence[Cell], index: int) -> str:
    """What a cell says behind the first body that it names: 某公司〔总工程师〕."""
    spans = sheet.spans(row[index].start, row[index].end, *OWNERS) if index < len(row) else []
    return sheet.page.layout.text[spans[0].end : row[index].end].strip() if spans else ""


def _titled(sheet: Sheet) -> list[Ref]:
    """The body that the title, or the line above, is about: 某委员会委员名单."""
    line = sheet.page.layout.text.rfind("\n", 0, max(0, sheet.table.start - 1))
    start, end = sheet.table.title or (line + 1, sheet.table.start)
    spans = sheet.spans(start, end, *_SEATED)
    return [Ref(sheet.page.entity_of[spans[0]])] if spans else []


def _home(sheet: Sheet, person: int) -> int:
    """The column of the persons' units: the nearest one behind or before that says so."""
    fit = [i for i, head in enumerate(sheet.heads)
           if i != person and _HOME.search(head) and not _NOT_HOME.search(head) and share_of(sheet, i, *OWNERS) >= 0.4]
    return min(fit, key=lambda i: (abs(i - person), i < person), default=-1)


def _claims(persons: list[Ref], bodies: list[Ref], title: tuple[str, ...], place: tuple[int, int]) -> Iterator[Claim]:
    for person in persons:
        for body in bodies:
            roles: dict[str, tuple[Ref | str | int | float, ...]] = {"organization": (body,), "person": (person,)}
            if title:
                roles["title"] = title
            yield Claim("Affiliation", roles, *place, 0.85, METHOD)
