"""Contest lists and counts of prizes: a row, or a cell of a grade column, is a CompetitionResult."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.dates import find_dates, is_long, normalise_date
from pipelines.facts.held import days_of
from pipelines.facts.levels import read_level, stated_level
from pipelines.facts.numbers import read_count
from pipelines.facts.tables.columns import GRADE, YEAR, read_columns
from pipelines.facts.tables.sheet import Sheet
from pipelines.layout.model import Cell
from pipelines.span import NameSpan

METHOD = "contest-table"
Roles = dict[str, tuple[Ref | str | int | float, ...]]
_GRADES_IN_HEAD = re.compile(r"(?:特等|一等|二等|三等|优秀|优胜|金|银|铜)(?:奖|牌)|(?:特|一|二|三)等$")
_AMOUNT = re.compile(r"^(\d{1,4})\s?[项个枚件人块次名]{0,2}(?:[（(][^（）()]*[）)])?$")
_GROUP = re.compile("(?:高职|中职|职业院校|本科|学生|教师)组(?=部分|获奖|比赛|成绩|名单|结果)")
"""The group of contestants that a table's title names."""
_BEHIND = re.compile(r"\s?(?:[（“(](?!第|总?决赛|[省国市校]赛|20\d\d|.*等奖)([^（）()“”，。\d]{2,16})[）”)]|[—\-]{0,2}([^（）()“”，。\d]{2,16})赛项)\s?")
"""What stands behind a contest in its cell and is no stage, year or grade of it: in marks, or called 赛项."""
_FINAL = re.compile(r"(?<![总半预])决赛$")
_RESULTS = re.compile(r"获奖|竞赛|大赛|比赛|赛事|技能节|奖牌")


def read_contests(sheet: Sheet) -> Iterator[Claim]:
    """Claims of a contest list, or of a table that counts prizes by grade."""
    graded = [i for i, head in enumerate(sheet.heads) if _GRADES_IN_HEAD.search(head)]
    if len(graded) >= 2:
        yield from _read_counts(sheet, graded)
        return
    columns = read_columns(sheet)
    if "grade" not in columns or not any(GRADE.match(re.sub(r"\s", "", t)) for t in sheet.column(columns["grade"])):
        return
    contest = sheet.nearest("Competition")
    if "competition" not in columns and (contest is None or not _is_contest(sheet, columns)):
        return
    for row in sheet.rows:
        claim = _read_row(sheet, row, columns)
        if claim is not None:
            yield claim


def _is_contest(sheet: Sheet, columns: dict[str, int]) -> bool:
    heads = "".join(sheet.heads)
    return bool(_RESULTS.search(sheet.title + sheet.section + heads)) or bool(
        {"advisor", "item", "work", "person"} & set(columns)
    )


def _read_row(sheet: Sheet, row: Sequence[Cell], columns: dict[str, int]) -> Claim | None:
    def cell(role: str) -> Cell | None:
        index = columns.get(role)
        return row[index] if index is not None and index < len(row) else None

    grade = cell("grade")
    if grade is None or not sheet.text(grade):
        return None
    contest, named, sure = _competition(sheet, cell("competition"))
    who = _recipient(sheet, cell("recipient"))
    if contest is None or who is None:
        return None
    roles: Roles = {"recipient": (who,), "competition": (contest,), "award": (_award(sheet, grade),)}
    roles |= _items(sheet, cell("item"), cell("work"), named)
    group = _GROUP.search(sheet.title)
    track = _track_behind(sheet, cell("competition")) or (group.group() if group else "")
    if track:
        roles.setdefault("track", (track,))
    roles |= _people(sheet, cell("person"), "person") | _people(sheet, cell("advisor"), "advisor")
    level = _level(sheet, cell("level"), named, sheet.text(grade))
    date, dated = _date(sheet, cell("date"), named, contest)
    roles |= {k: (v,) for k, v in (("level", level), ("date", date)) if v}
    start, end = sheet.line(row)
    known = 1.0 if isinstance(who, Ref) else 0.8
    return Claim("CompetitionResult", roles, start, end, round(0.9 * sure * dated * known, 3), METHOD)


def _competition(sheet: Sheet, cell: Cell | None) -> tuple[Ref | str | None, str, float]:
    """The contest of a row (or of the table), its name in full, and how sure that is."""
    if cell is not None and sheet.text(cell):
        spans = sheet.spans(cell.start, cell.end, "Competition")
        if not spans:
            return sheet.text(cell), sheet.text(cell), 0.8
        key = sheet.page.entity_of[max(spans, key=lambda s: s.end - s.start)]
        return Ref(key), sheet.page.entities[key].name, 1.0
    found = sheet.nearest("Competition")
    if found is None:
        return None, "", 0.0
    key = sheet.page.entity_of[_whole(sheet, found[0])]
    return Ref(key), sheet.page.entities[key].name, found[1]


def _whole(sheet: Sheet, contest: NameSpan) -> NameSpan:
    """The contest itself where its 决赛 is named: a list of winners is the contest's."""
    if not _FINAL.search(sheet.page.layout.text, contest.start, contest.end):
        return contest
    inside = sheet.page.spans_in(contest.start, contest.end, "Competition")
    return next((span for span in inside if (span.start, span.end) == (contest.start, contest.end - len("决赛"))), contest)


def _recipient(sheet: Sheet, cell: Cell | None) -> Ref | str | None:
    if cell is not None and sheet.text(cell):
        found = sheet.names(cell, "Institution", "Organization", "Place", "Enterprise")
        return found[0] if found else sheet.text(cell)
    return sheet.owner


def _award(sheet: Sheet, cell: Cell) -> Ref | str:
    found = sheet.names(cell, "Award")
    return found[0] if found else re.sub(r"\s", "", sheet.text(cell))


_ENTRIES = re.compile(
    r"创新|创业|挑战杯|互联网|文明风采|广告|视频|征文|艺术|设计|作品|朗诵|诵读|书画|摄影|微课|文创|案例|班主任|教学能力|纪录片|情景剧|节能"
)


def _items(sheet: Sheet, item: Cell | None, work: Cell | None, contest: str) -> Roles:
    """Work and track: a named work, 《…》 or an entry of a contest of works is a work; else it is the contest's 赛项."""
    roles: Roles = {}
    for cell in (work, item):
        text = sheet.text(cell) if cell is not None else ""
        if not text or cell is None:
            continue
        bare = text.strip("《》")
        named = [s for s in sheet.spans(cell.start, cell.end, "Work") if (s.end - s.start) * 10 >= 6 * len(bare)]
        works = bool(named) or "《" in text or _is_work(sheet.head(cell.column), contest)
        value = Ref(sheet.page.entity_of[named[0]]) if named else bare
        roles.setdefault("work" if works else "track", (value,))
    return roles


def _track_behind(sheet: Sheet, cell: Cell | None) -> str:
    """The track that stands behind a contest in its cell: 某大赛（货运代理）, 某大赛货运代理赛项."""
    spans = sheet.spans(cell.start, cell.end, "Competition") if cell is not None else []
    found = _BEHIND.fullmatch(sheet.page.layout.text, max(s.end for s in spans), cell.end) if cell is not None and spans else None
    return re.sub("赛项$", "", found.group(1) or found.group(2)) if found else ""


def _is_work(head: str, contest: str) -> bool:
    if re.search(r"赛道|组别|类别|^赛项$|专业", head):
        return False
    mixed = re.search(r"赛项|^项目$|竞赛项目|比赛项目|项目[（(/／]作品|作品[（(/／]项目", head)
    return bool(_ENTRIES.search(contest)) if mixed else True


def _people(sheet: Sheet, cell: Cell | None, role: str) -> Roles:
    if cell is None or not sheet.text(cell):
        return {}
    found: list[Ref | str | int | float] = list(sheet.names(cell, "Person"))
    if not found:
        parts = re.split(r"[、，,；;\s/（()）]+", re.sub(r"等\d*[人名]?", "", sheet.text(cell)))
        found = [p for p in parts if re.fullmatch(r"[一-龥·]{2,8}", p) and p != "团体"]
    return {role: tuple(found)} if found else {}


def _level(sheet: Sheet, cell: Cell | None, contest: str, grade: str) -> str:
    """The level in its own cell or said with the grade (省级一等奖, 国家一等奖), else that of the contest or of the table's title."""
    stated = (stated_level(sheet.text(cell)) if cell is not None else "") or stated_level(grade) or ("国家级" if grade.startswith("国家") else "")
    return stated or read_level(contest) or stated_level(sheet.title)


def _date(sheet: Sheet, cell: Cell | None, name: str, contest: Ref | str) -> tuple[str, float]:
    """Row, title, name of the contest, last date before the table that is no part of a name, day of the contest, year of the report."""
    if cell is not None and (own := normalise_date(sheet.text(cell), year=sheet.page.year)):
        return own, 1.0
    named = re.search(r"20\d\d(?=年|[）)]|[^\d])", name)
    titled = find_dates(sheet.title, year=sheet.page.year)
    if titled:
        return titled[0].value, 0.97
    if named:
        return named.group(), 1.0
    text = sheet.page.layout.text
    start = max(0, sheet.table.start - 1500)
    names = sheet.spans(start, sheet.table.start, "Competition", "Policy", "Award")
    before = [
        d
        for d in find_dates(text, start, sheet.table.start, year=sheet.page.year)
        if d.kind != "span" and not is_long(d.value) and not any(s.start <= d.start and d.end <= s.end for s in names)
    ]
    held = days_of(sheet.page).get(contest.key, "") if isinstance(contest, Ref) else ""
    told = [d.value for d in before if d.kind != "relative"] or [held] * bool(held) or [d.value for d in before]
    return told[-1] if told else sheet.page.year, 0.8


def _read_counts(sheet: Sheet, graded: list[int]) -> Iterator[Claim]:
    """Rows are years, schools or contests; columns are grades, under 国赛/省赛 perhaps."""
    contest, name, _ = _competition(sheet, None)
    for row in sheet.rows:
        labels = [c for i, c in enumerate(row) if i not in graded and sheet.text(c) and not re.fullmatch(r"\d{1,3}", sheet.text(c))]
        if not labels or any(re.search(r"合计|总计|小计|^共计", sheet.text(c)) for c in labels):
            continue
        who, date, event, named = sheet.owner, "", contest, name
        for label in labels:
            if YEAR.match(sheet.text(label)):
                date = normalise_date(sheet.text(label))
            elif sheet.spans(label.start, label.end, "Competition"):
                event, named, _ = _competition(sheet, label)
            elif label is labels[0] or sheet.names(label, "Institution", "Organization"):
                who = _recipient(sheet, label)
        for i in graded:
            amount = _AMOUNT.match(sheet.text(row[i])) if i < len(row) else None
            count = read_count(amount.group(1)) if amount is not None else None
            if count and who is not None and event is not None:
                yield _counted(sheet, row, (who, event, named, date), i, count)


def _counted(
    sheet: Sheet, row: Sequence[Cell], whose: tuple[Ref | str, Ref | str, str, str], index: int, count: int
) -> Claim:
    who, event, name, date = whose
    head = sheet.heads[index]
    found = _GRADES_IN_HEAD.search(head)
    assert found is not None
    level = stated_level(head) or ("市级" if head.startswith("市") else "") or read_level(name)
    when = date or _date(sheet, None, name, event)[0]
    roles: Roles = {"recipient": (who,), "competition": (event,), "award": (found.group(),), "count": (count,)}
    roles |= {k: (v,) for k, v in (("level", level), ("date", when)) if v}
    start, end = sheet.line(row)
    return Claim("CompetitionResult", roles, start, end, 0.93, METHOD)
