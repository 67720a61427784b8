"""Lists of a programme's schools, bases and projects: a row each, the programme in the title, the notice or a column of groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.dates import find_dates
from pipelines.facts.levels import read_level
from pipelines.facts.tables.heads import names_at, names_in, read_heads, share_of
from pipelines.facts.tables.sheet import Sheet
from pipelines.layout.model import Block, Cell

METHOD = "programme-table"
_LISTED = re.compile("名单|立项|入选|试点|培育|项目校|建设(?:项目|单位|校)|遴选|典型|情况表?$|一览")
_CHOSEN = re.compile("名单|立项|入选|遴选|试点|培育")
_POSITIONS = (
    ("立项", re.compile("立项")), ("培育", re.compile("培育")), ("试点", re.compile("试点")), ("项目校", re.compile("项目校")),
    ("建设单位", re.compile("建设单位")), ("入选", re.compile("入选|名单|遴选")),
)
_BATCH = re.compile(r"首批|第[一二三四五六七八九十0-9]+批")
_GROUP = re.compile(r"^[”\"》]?(?:建设|试点|项目|培育|立项)?(?:学校|院校|单位|校|试点)?$")
_BRIEF = 0.5
Roles = dict[str, tuple[Ref | str | int | float, ...]]


def read_programs(sheet: Sheet) -> Iterator[Claim]:
    """Claims of a table of groups, of a list under a programme, or of the owner's own programmes."""
    roles = read_heads(sheet)
    if "pupil" in roles:
        return
    grouped = list(_read_groups(sheet))
    if grouped:
        yield from grouped
        return
    own = roles.get("thing", -1)
    if own >= 0 and share_of(sheet, own, "Program") > _BRIEF and "country" not in roles and isinstance(sheet.owner, Ref):
        for row in sheet.rows:
            cell = row[own] if own < len(row) else None
            spans = sheet.spans(cell.start, cell.end, "Program") if cell is not None else []
            if cell is not None and spans and (spans[0].end - spans[0].start) * 10 >= 6 * (cell.end - cell.start):
                program = Ref(sheet.page.entity_of[spans[0]])
                home = names_at(sheet, row, roles, "home", "Institution") or names_at(sheet, row, roles, "unit", "Institution")
                yield from (_claim(sheet, row, who, program, {}) for who in (home[:1] if "home" in roles or "unit" in roles else [sheet.owner]))
        return
    yield from _read_list(sheet, roles)


def _read_groups(sheet: Sheet) -> Iterator[Claim]:
    """“…工程”学校 in a column of groups, one of its schools a row."""
    group: Ref | None = None
    for row in sheet.rows:
        lead = next((cell for cell in row[:2] if len(row) > 2 and sheet.text(cell) and not sheet.text(cell).isdigit()), None)
        schools = [cell for cell in row if sheet.spans(cell.start, cell.end, "Institution")]
        if lead is not None and lead not in schools:
            named = sheet.spans(lead.start, lead.end, "Program")
            rest = sheet.page.layout.text[named[-1].end: lead.end].strip() if named else "?"
            group = Ref(sheet.page.entity_of[named[-1]]) if named and _GROUP.match(rest) and rest else None
        if group is not None and schools:
            for school in sheet.names(schools[0], "Institution")[:1]:
                yield _claim(sheet, row, school, group, {"position": ("项目校",)})


def _read_list(sheet: Sheet, roles: dict[str, int]) -> Iterator[Claim]:
    program, sure = _program(sheet)
    if program is None:
        return
    column = next((roles[r] for r in ("thing", "home", "unit") if r in roles and share_of(sheet, roles[r], "Platform", "Institution") >= _BRIEF), -1)
    if column < 0:
        return
    titled = sheet.title + _notice(sheet)
    position = next((name for name, pattern in _POSITIONS if pattern.search(titled)), "")
    batch = _BATCH.search(titled)
    dates = find_dates(titled, year=sheet.page.year)
    level = read_level(sheet.page.entities[program.key].name)
    more: Roles = {role: (value,) for role, value in (
        ("position", position), ("batch", batch.group() if batch else ""), ("date", dates[0].value if dates else ""), ("level", level)) if value}
    for row in sheet.rows:
        scope = [name for i in range(len(row)) if i != column for name in names_in(sheet, row, i, "Major")]
        firms = names_at(sheet, row, roles, "partner", "Enterprise") if roles.get("thing") != column else []
        for who in (*names_in(sheet, row, column, "Platform", "Institution"), *firms):
            if who != program:
                yield _claim(sheet, row, who, program, more | ({"scope": tuple(scope)} if scope else {}), sure)


def _program(sheet: Sheet) -> tuple[Ref | None, float]:
    """The programme of the table's title, else of the notice that the table is annexed to, else of the words just before."""
    entity_of = sheet.page.entity_of
    if sheet.table.title is not None and (titled := sheet.spans(*sheet.table.title, "Program")):
        return (Ref(entity_of[titled[0]]), 0.75) if _LISTED.search(sheet.title) else (None, 0.0)
    if _CHOSEN.search(sheet.title):
        head = _heads_of_notice(sheet)
        inner = sheet.spans(head[0].start, head[-1].end, "Program") if head else []
        if inner:
            return Ref(entity_of[inner[0]]), 0.75
    return None, 0.0


def _heads_of_notice(sheet: Sheet) -> list[Block]:
    """The blocks of the title of the notice that a list is annexed to."""
    layout = sheet.page.layout
    return [b for b in layout.blocks[:3] if "通知" in layout.text[b.start: b.end]]


def _notice(sheet: Sheet) -> str:
    """The title itself."""
    return " ".join(sheet.page.layout.text[b.start: b.end] for b in _heads_of_notice(sheet))[:200]


def _claim(sheet: Sheet, row: Sequence[Cell], who: Ref, program: Ref, more: Roles, sure: float = 0.7) -> Claim:
    roles: Roles = {"participant": (who,), "program": (program,)}
    return Claim("ProgramParticipation", roles | more, *sheet.line(row), sure, METHOD)
