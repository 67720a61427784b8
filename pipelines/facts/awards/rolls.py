"""Rolls of honour: a prize in a heading, its grades below, and the winners line by line or row by row -> claims.

    2023年某省职业教育教学成果奖          the prize (or a contest)
    （一）一等奖（2项）                    a grade
    1.《某成果》 某学校、某公司 张三         a winner
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.facts.awards.details import Roles
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.levels import read_level, stated_level
from pipelines.facts.once import once
from pipelines.facts.shorts import outermost
from pipelines.facts.tables.columns import GRADE, share
from pipelines.facts.tables.heads import ORGS, read_heads
from pipelines.facts.tables.sheet import Sheet, sheets_of
from pipelines.layout.model import Block
from pipelines.page import Page
from pipelines.span import NameSpan

METHOD = "award-roll"
_CLASS = re.compile(r"[（(][^（）()\n]{2,24}[类组别][）)]")
SURE = 0.85
_NUMBERING = r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[）)]?[、.．：:\s]*"
_COUNT = r"(?:[（(][^（）()]{0,14}[）)]|[：:，,\s]|共?\d+\s?[项件个名部门篇人]|获得?者|名单|获奖|作品|项目|得主)*"
_SENTENCE = re.compile(r"。|获得|荣获|评为|评出|认定为|推荐|公示期")
_ADVISOR = re.compile(r"指导|教练|导师|辅导")
_BESIDE = re.compile(r"合作|共建|联合|参与|支持|企业|推荐|备注|所在地")
"""Columns of those who stand beside a winner."""
_PERSONAL = re.compile(r"先进|标兵|名师|园丁|教师|教练|裁判|指导|专家|个人|工作者|大师|能手|劳模|之星")
"""A prize that persons are given, not their school."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPENING = re.compile(r"(?:名单|结果|情况)[^。]{0,20}(?:如下|公布|公示|通报)")
_TRACK = re.compile(rf"^(?:{_NUMBERING})?(.{{2,20}}?(?:组|赛道|赛项|类别?|项目))(?:[（(：:].*)?$")
_LISTED = re.compile("名单|一览|入选|认定|获奖")
_SHELF = re.compile("[^，；。\n]{4,}")
_BARE = re.compile(r"(?:[\s|0-9.、，,；;：:（）()]|(?<=\|)[一-龥]{2,6}(?=[\s|（）()]|$))*")
_ROLL = re.compile(r"[”》]?(?:名单|入选|认定|的(?:通知|决定|公告|公示|通报))")
_ANNOUNCES = re.compile("公布|认定|确定|表彰|授予|命名|公示|名单|入选")
_NOTICE = re.compile(r"(?:办公室|办公厅)?\s?关于(?:公布|印发|表彰|表扬|认定|确定|授予|命名|通报)")
TITLE = 120
"""Characters of a text among which its title is."""
FEW = 2
"""Winners that make a list of one line."""
LONGEST = 160
"""Characters of a line that is still a winner and no paragraph."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the winners: the prize or contest and the depth of the line that names it, the grade, the track. `alone`: the line
    holds nothing but the prize, its number and a count, or announces the list of those who hold it."""

    base: NameSpan | None = None
    level: int = 0
    alone: bool = False
    grade: NameSpan | None = None
    track: str = ""
    track_level: int = 0


@dataclass(frozen=True, slots=True)
class Winner:
    """The names of one line or row."""

    start: int
    end: int
    works: tuple[Ref, ...]
    units: tuple[Ref, ...]
    persons: tuple[Ref, ...]
    advisors: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Rolls:
    """What the rolls of a page state, in the order of the text, and where the prizes begin that stand above winners."""

    claims: tuple[Claim, ...]
    heads: frozenset[int]

    def is_winner(self, place: int) -> bool:
        """Whether a place is in the line of a winner of a contest."""
        number = bisect_right(self.claims, place, key=lambda claim: claim.start) - 1
        return number >= 0 and place < self.claims[number].end and self.claims[number].type == "CompetitionResult"


@once
def find_rolls(page: Page) -> Rolls:
    """The rolls of a page."""
    told = sorted(_read(page), key=lambda item: item[1].start)
    heads = {span.start for above, _ in told for span in (above.base, above.grade) if span is not None}
    return Rolls(tuple(claim for _, claim in told), frozenset(heads))


def _read(page: Page) -> Iterator[tuple[Heading, Claim]]:
    """Each claim with what stands above it."""
    sheets = {sheet.table.start: sheet for sheet in sheets_of(page)}
    above, listing = Heading(), False
    for block in page.layout.blocks:
        if block.kind in ("contents", "header", "caption"):
            continue
        if block.table >= 0:
            sheet = sheets.get(page.layout.tables[block.table].start)
            if sheet is not None:
                titled = list(_read_titled(sheet))
                yield from ((Heading() if titled else above, claim) for claim in titled or _read_table(sheet, above))
            continue
        if above.base is not None and listing and _is_entry(page, block, above):
            yield from ((above, claim) for claim in _state(page, above, _read_winner(page, block.start, block.end)))
            continue
        if above.base is not None and above.base.label == "Award" and (shelf := _read_shelf(page, block)):
            yield from ((above, claim) for winner in shelf for claim in _state(page, above, winner))
            continue
        told = _read_heading(page, block, above)
        listing = told is not None
        above = told or above


def _read_heading(page: Page, block: Block, above: Heading) -> Heading | None:
    """What a line says about the winners below it; None when it is no heading of a roll."""
    names = outermost(page.spans_in(block.start, block.end, "Award", "Competition"))
    awards = [s for s in names if s.label == "Award"]
    if above.base is not None and len(awards) == 1 and _is_alone(page, block, awards[0]) and (
        _is_grade(page, awards[0]) or above.base.label == "Competition"
    ):
        return replace(above, grade=awards[0], track="" if 0 < block.level <= above.track_level else above.track)
    if block.kind == "paragraph":
        return _read_opening(page, block, names, above)
    if block.kind not in ("title", "heading"):
        return None
    bases = [s for s in names if not _is_grade(page, s) and not _names_programme(page, s)]
    if bases:
        grade = next((s for s in awards if _is_grade(page, s)), None)
        base = max(bases, key=lambda s: s.end - s.start)
        announced = _ROLL.match(page.layout.text, base.end, block.end) and _ANNOUNCES.search(page.layout.text, block.start, block.end)
        alone = _is_alone(page, block, base) or announced is not None
        return Heading(base, block.level, base.label == "Award" and alone, grade)
    if block.kind == "title" or above.base is None:
        return above
    if 0 < block.level <= above.level:
        return Heading()
    track = _TRACK.search(page.layout.text[block.start : block.end])
    return replace(above, grade=None, track=track.group(1) if track else "", track_level=block.level)


def _read_opening(page: Page, block: Block, names: Sequence[NameSpan], above: Heading) -> Heading | None:
    """现将…大赛获奖名单公布如下 names the contest where the title does not."""
    bases = [s for s in names if not _is_grade(page, s)]
    if above.base is not None or not bases or not _OPENING.search(page.layout.text[block.start : block.end]):
        return None
    return Heading(bases[0])


def _is_grade(page: Page, span: NameSpan) -> bool:
    return GRADE.match(re.sub(r"\s", "", page.layout.text[span.start : span.end])) is not None


def _names_programme(page: Page, span: NameSpan) -> bool:
    """A designation that names a programme is no honour: who holds it takes part in the programme (`enrolled`)."""
    return span.label == "Award" and bool(page.spans_in(span.start, span.end, "Program"))


def _is_alone(page: Page, block: Block, span: NameSpan) -> bool:
    """Whether a line holds an award and nothing but its number and a count."""
    text = page.layout.text
    before, after = text[block.start : span.start].strip(), text[span.end : block.end].strip()
    return re.fullmatch(f"(?:{_NUMBERING})?[【“]?", before) is not None and re.fullmatch(rf"[】”]?{_COUNT}", after) is not None


def _is_entry(page: Page, block: Block, above: Heading) -> bool:
    text = page.layout.text[block.start : block.end]
    if len(text) > LONGEST or _SENTENCE.search(text) or (above.grade is None and not (above.alone and _is_bare(page, block))):
        return False
    labels = {s.label for s in page.spans_in(block.start, block.end)}
    return not labels & {"Award", "Competition"} and bool(labels & {"Work", "Institution", "Person"})


def _is_bare(page: Page, block: Block) -> bool:
    """Whether a line is nothing but bodies, persons and majors, with a word or two for a post."""
    text, at = page.layout.text, block.start
    between = ""
    for span in outermost(page.spans_in(block.start, block.end, "Person", "Major", *ORGS)):
        between += text[at : span.start] + "|"
        at = span.end
    return at > block.start and _BARE.fullmatch(between + text[at : block.end]) is not None


def _read_winner(page: Page, start: int, end: int) -> Winner:
    """The names of a line; persons behind 指导教师 are advisors."""
    found: dict[str, list[Ref]] = {"Work": [], "unit": [], "Person": [], "advisor": []}
    last = start
    for span in page.spans_in(start, end, "Work", "Person", *ORGS):
        if span.start < last:
            continue
        role = "unit" if span.label in ORGS else span.label
        if role == "Person" and (found["advisor"] or _ADVISOR.search(page.layout.text[max(last, span.start - 8) : span.start])):
            role = "advisor"
        found[role].append(Ref(page.entity_of[span]))
        last = span.end
    return Winner(start, end, *(tuple(dict.fromkeys(refs)) for refs in found.values()))


def _read_table(sheet: Sheet, above: Heading) -> Iterator[Claim]:
    """Claims of a table of winners under a prize; contest tables that give the grade in a column are read elsewhere."""
    columns = read_heads(sheet)
    page = sheet.page
    own = next((i for i in range(len(sheet.heads)) if share(sheet, i, GRADE) >= 0.5), -1)
    if above.base is not None and above.base.label == "Award" and above.alone and above.grade is None and own < 0:
        yield from _read_holders(sheet, above)
        return
    if above.base is None or (own >= 0) == (above.base.label == "Competition" or above.grade is not None):
        return  # a grade that neither stands above nor in a column, or in both
    for row in sheet.rows:
        cells = [cell for i, cell in enumerate(row) if i not in (own, columns.get("post")) and not _BESIDE.search(sheet.head(i))]
        grade = next((s for s in sheet.spans(row[own].start, row[own].end, "Award")), None) if 0 <= own < len(row) else above.grade
        if not cells or any(sheet.spans(c.start, c.end, "Competition") for c in cells):
            continue
        parts = [_read_winner(page, cell.start, cell.end) for cell in cells]
        people = [(p.persons + p.advisors, sheet.head(c.column)) for p, c in zip(parts, cells, strict=True)]
        start, end = sheet.line(row)
        winner = Winner(
            start, end, _union(p.works for p in parts), _union(p.units for p in parts),
            _union(refs for refs, head in people if not _ADVISOR.search(head)), _union(refs for refs, head in people if _ADVISOR.search(head)),
        )
        yield from _state(page, replace(above, grade=grade), winner)


def _read_titled(sheet: Sheet) -> Iterator[Claim]:
    """Claims of a list that a designation is the title of."""
    page, title = sheet.page, sheet.table.title
    names = sheet.spans(*title, "Award", "Competition", "Program") if title is not None else []
    if len(names) != 1 or names[0].label != "Award" or _is_grade(page, names[0]) or not _LISTED.search(sheet.title):
        return
    if not any(share(sheet, i, GRADE) >= 0.5 for i in range(len(sheet.heads))):
        yield from _read_holders(sheet, Heading(names[0]))


def _read_holders(sheet: Sheet, above: Heading) -> Iterator[Claim]:
    """Who holds a designation: what each row names first, a work or platform, else the school."""
    page = sheet.page
    for row in sheet.rows:
        cells = [cell for i, cell in enumerate(row) if not _BESIDE.search(sheet.head(i))]
        found = next((s for labels in (("Work", "Platform"), ("Institution",)) for c in cells for s in sheet.spans(c.start, c.end, *labels)), None)
        if found is not None:
            who = (Ref(page.entity_of[found]),)
            start, end = sheet.line(row)
            yield from _state(page, above, Winner(start, end, (), who, (), ()))


def _read_shelf(page: Page, block: Block) -> list[Winner]:
    """The winners of a line that lists schools with their works and nothing else: 某学院《甲》《乙》，某学校《丙》等。"""
    found: list[Winner] = []
    for piece in _SHELF.finditer(page.layout.text, block.start, block.end):
        winner = _read_winner(page, piece.start(), piece.end())
        if len(winner.units) != 1 or not winner.works or winner.persons or winner.advisors:
            return []
        found.append(winner)
    return found if len(found) >= FEW else []


def _union(groups: Iterator[tuple[Ref, ...]]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(ref for group in groups for ref in group))


def _state(page: Page, above: Heading, winner: Winner) -> Iterator[Claim]:
    """The claims of one winner."""
    if above.base is None:
        return
    base = Ref(page.entity_of[above.base])
    name = page.entities[base.key].name
    year, level = _YEAR.search(name), stated_level(name) or read_level(name)
    roles: Roles = {"level": (level,)} if level else {}
    if above.base.label == "Competition":
        date = year.group() if year else page.year
        roles |= {"date": (date,)} if date else {}
        yield from _result(page, above, winner, roles | {"competition": (base,)})
        return
    date, grantor = year.group() if year else page.year, _grantor(page)
    roles |= {"date": (date,)} if date else {}
    roles |= {"grantor": (grantor,)} if grantor is not None else {}
    award: Ref | str = base
    if above.grade is not None:
        grade = re.sub(r"\s", "", page.layout.text[above.grade.start : above.grade.end])
        award = base if name.endswith(grade) else name + _class_of(page, above.base) + grade
    for who in _recipients(name, winner):
        yield Claim("Honor", {"recipient": (who,), "award": (award,), **roles}, winner.start, winner.end, SURE, METHOD)


def _grantor(page: Page) -> Ref | None:
    """The office whose notice the text is: 某省教育厅关于公布…的通知."""
    opening = page.spans_in(0, min(TITLE, len(page.layout.text)), "Government")
    return next((Ref(page.entity_of[s]) for s in opening if _NOTICE.match(page.layout.text, s.end)), None)


def _class_of(page: Page, base: NameSpan) -> str:
    """The class that stands in brackets behind a prize in its heading: 优秀教材〔（高等教育类）〕."""
    found = _CLASS.match(page.layout.text, base.end, base.end + LONGEST)
    return found.group() if found else ""


def _recipients(name: str, winner: Winner) -> Sequence[Ref]:
    """Whose prize it is: a work's with the units behind it; a person's where the prize is for persons; else the units'."""
    if winner.works:
        return winner.works + winner.units
    if winner.persons and (not winner.units or _PERSONAL.search(name)):
        return winner.persons
    return winner.units


def _result(page: Page, above: Heading, winner: Winner, roles: Roles) -> Iterator[Claim]:
    """A line under a grade of a contest: one work or team is one result, a bare list of schools one for each; a prize for persons is an honour."""
    if above.grade is None or not (winner.units or winner.persons):
        return
    award = Ref(page.entity_of[above.grade])
    if _PERSONAL.search(page.layout.text[above.grade.start : above.grade.end]) and winner.persons and not winner.works:
        for person in winner.persons:
            kept: Roles = {role: roles[role] for role in roles if role != "competition"}
            yield Claim("Honor", {"recipient": (person,), "award": (award,), **kept}, winner.start, winner.end, SURE, METHOD)
        return
    more: Roles = {"work": winner.works[:1]} if winner.works else {}
    more |= {"person": winner.persons} if winner.persons and winner.units else {}
    more |= {"advisor": winner.advisors} if winner.advisors else {}
    more |= {"track": (above.track,)} if above.track else {}
    bare = not winner.works and not winner.persons
    owners: list[tuple[Ref, ...]] = [(unit,) for unit in winner.units] if bare else [winner.units[:1] or winner.persons]
    for who in owners:
        yield Claim("CompetitionResult", {"recipient": who, "award": (award,), **roles, **more}, winner.start, winner.end, SURE, METHOD)
