"""Indicator annexes: a row an indicator, a column a year; and plain tables of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.dates import find_dates, normalise_date
from pipelines.facts.numbers import plain, read_number
from pipelines.facts.tables.columns import AMOUNT, GRADE, NUMBER, YEAR, share
from pipelines.facts.tables.sheet import Sheet
from pipelines.layout.model import Cell

METHOD = "indicator-annex"
PLAIN = "number-table"
_PERIOD_HEAD = re.compile(
    r"^(?:[^\d]{0,6})(?:19|20)\d\d(?:\s?[-—–]\s?(?:19|20)?\d\d)?\s?(?:学?年度?|级|届)?(?:[（(].*)?$"
)
_UNIT = re.compile(
    r"^(?:[万亿]?(?:人次|人日|人天|课次|课时|学时|平方米|元|人|个|门|册|亩|件|次|项)(?:/(?:生|人|项|年|次))?|[%％‰：:—\-－]|:1|所|本|期|套|台|间|家|名|"
    r"场|篇|支|天|小时|Mbps|mbps|G|T|TB|GB|台套|台（套）|分|周|份|种|国|年|件/项|平方米/生|册/生|台/百人)$"
)
_MARK = re.compile(r"^(?:其中[:：]?|[（(]\d+[)）]|\d+[.、．]|[*＊·•])\s*|[*＊#★]+$")
_GENERIC = re.compile(
    r"^(?:(?:国家级|省级|校级|市级|专业|课程|标准|资源|装备)+(?:标准)?数量?|在校生数|接入.{2,12}数量|面向第.产业|学生体质.*)$"
)
_ITEMS = re.compile("项目|内容|类别|类型|指标")
"""Heads of columns that list what was done, not by whom."""
_MEASURE = re.compile("(?:人|次|项)?数量?|人次|比例|占比|金额|经费")
"""A row that measures what the header of each column names: 省份 | 广东 | 湖南, 人数 | 265 | 51."""
_ANSWER = re.compile(r"^(?:满意度|调研[人课]次)$")


@dataclass
class _Tree:
    """Where in a numbered group of rows we are: the group's first name, its sub-head, the child before."""

    number: str = ""
    parent: str = ""
    units: set[str] = field(default_factory=set)
    head: str = ""
    sub: str = ""
    child: str = ""
    inside: bool = False
    starred: bool = False
    parents: dict[str, str] = field(default_factory=dict)


def read_indicators(sheet: Sheet) -> Iterator[Claim]:
    """Claims of a table with years in its header, else of a plain table of numbers."""
    sheet = replace(sheet, owner=_titled(sheet) or sheet.owner)
    periods = [(i, _period(head)) for i, head in enumerate(sheet.heads) if _PERIOD_HEAD.match(head)]
    if periods and not all(YEAR.match(t) for t in sheet.column(periods[0][0]) if t):
        yield from _read_annex(sheet, [value for _, value in periods])
    elif not any(GRADE.match(h) for h in sheet.heads):
        yield from _read_plain(sheet)


_BEARERS = ("Institution", "Platform", "Major", "Work")


def _titled(sheet: Sheet) -> Ref | None:
    """The one thing that the title of a table opens with: 表2 化学工程学院近三年指标."""
    if sheet.table.title is None:
        return None
    start, end = sheet.table.title
    named = sheet.spans(start, end)
    if len(named) != 1 or named[0].label not in _BEARERS:
        return None
    lead = sheet.page.layout.text[start : named[0].start]
    opens = re.fullmatch(r"[\s《“]*(?:[附]?表)?[\s\d\-—.．:：、]*[\s《“]*(?:20\d\d年?度?)?[《“]?", lead)
    return Ref(sheet.page.entity_of[named[0]]) if opens else None


def _period(head: str) -> str:
    return re.sub(r"[级届]$", "", normalise_date(head) or "")


def _read_annex(sheet: Sheet, periods: list[str]) -> Iterator[Claim]:
    tree = _Tree(starred=any("*" in sheet.text(c) for row in sheet.rows for c in row[:5]))
    first = next(i for i, head in enumerate(sheet.heads) if _PERIOD_HEAD.match(head))
    for row in sheet.rows:
        texts = [sheet.text(cell) for cell in row]
        raw = [sheet.page.layout.text[cell.start : cell.end].strip() for cell in row]
        at = _unit_at(raw, first)
        label = _label_column(sheet) if at is None else None
        names = [t for t in texts[: at if at is not None else first] if t and not _is_code(sheet, t)]
        number = next((t for t in texts[:3] if re.fullmatch(r"\d{1,2}", t)), "") or _leading(names)
        if label is not None and label < len(texts) and texts[label] and any(texts[first:]):
            names = [texts[label]]
        name, unit = _repair(names, raw[at] if at is not None else "")
        if not name and at is None:
            continue
        filled = row[at + 1 : at + 1 + len(periods)] if at is not None else row[first : first + len(periods)]
        title = _place(tree, names, name, unit, number, any(NUMBER.match(sheet.text(c)) for c in filled))
        yield from _read_notes(sheet, row, title, periods[-1])
        title, unit = (title, unit) if unit else split_unit(title)
        for cell, period in zip(filled, periods, strict=False):
            value = _value(sheet.text(cell))
            if title and value is not None and sheet.owner is not None:
                yield _claim(sheet, row, (sheet.owner, title, period, value, unit), (0.94, METHOD))


_ABROAD = re.compile(r"(?<![一-龥])(?!其中|学历|共|含)([一-龥]{2,6}?)(?:籍)?(?:留学生)?[:：]?(\d+)人(?![次日*×])")


def _read_notes(sheet: Sheet, row: tuple[Cell, ...], title: str, period: str) -> Iterator[Claim]:
    """Students from abroad by country, told in the note of their row: 老挝11人、孟加拉国8人."""
    note = row[-1] if row else None
    if "留学生" not in title or note is None or sheet.owner is None or note.end - note.start < 5:
        return
    text = sheet.page.layout.text
    for m in _ABROAD.finditer(text, note.start, note.end):
        roles: dict[str, tuple[Ref | str | int | float, ...]] = {
            "subject": (sheet.owner,),
            "indicator": (f"{m.group(1)}留学生",),
            "value": (int(m.group(2)),),
            "unit": ("人",),
        }
        yield Claim("Indicator", roles | {"period": (period,)}, m.start(), m.end(), 0.8, "indicator-note")


def _label_column(sheet: Sheet) -> int | None:
    return next(
        (i for i, head in enumerate(sheet.heads) if re.search(r"指标|项目|名称|内容", head) and "校" not in head), None
    )


def _leading(names: list[str]) -> str:
    """A row number glued to the name: 3毕业生人数."""
    found = re.match(r"^[一-龥]{0,4}?(\d{1,2})(?=[一-龥])", names[-1]) if names else None
    return found.group(1) if found else ""


def _unit_at(raw: list[str], first: int) -> int | None:
    """Index of the unit cell: the last that looks like a unit before a number or a dash."""
    for i in range(min(len(raw) - 2, first + 2), 0, -1):
        if _UNIT.match(raw[i]) and (
            NUMBER.match(raw[i + 1]) or raw[i + 1] in ("-", "—", "", "－") or len(raw[i + 1]) > 12
        ):
            if raw[i] in ("-", "—") and _UNIT.match(raw[i - 1]):
                continue
            return i
    return None


def _is_code(sheet: Sheet, text: str) -> bool:
    """Row numbers, school codes and the repeated name of the school."""
    if re.fullmatch(r"\d{1,5}", text):
        return True
    owner = sheet.owner
    return isinstance(owner, Ref) and text in (
        sheet.page.entities[owner.key].name,
        *sheet.page.entities[owner.key].aliases,
    )


def _repair(names: list[str], unit: str) -> tuple[str, str]:
    """The row's own name and its unit, a unit's first character torn off by the cell border given back."""
    name = names[-1] if names else ""
    unit = {"％": "%", "—": "-", "－": "-", "": ""}.get(unit, unit)
    for torn, rest in (("万", "元"), ("亿", "元"), ("课", "次"), ("人", "次"), ("学", "时")):
        if unit == rest and name.endswith(torn) and not name.endswith(("课时", "届人")):
            return name[: -len(torn)].rstrip(), torn + rest
    return name, unit


def _place(tree: _Tree, names: list[str], name: str, unit: str, number: str, filled: bool) -> str:
    """Full name of a row within its numbered group; moves `tree` on."""
    if number and number != tree.number:
        tree.number, tree.child, tree.inside, tree.head, tree.sub, tree.parent = number, "", False, "", "", ""
        tree.parents = {}
    began = name.startswith("其中")
    tree.inside = tree.inside and bool(tree.number)
    bare = _clean(
        re.sub(r"^[一-龥]{0,4}?\d{1,2}(?=[一-龥]{3})", "", name)
        if not re.match(r"^[一-龥]{1,4}\d", name) or number
        else name
    )
    if not filled:
        tree.head = _clean(bare.rstrip("—-")) or tree.head
        return ""
    if (glued := re.match(r"^(?:(.+?)[—\-])?[（(]\d[)）](.+?)\s(.+)$", name)) is not None:
        tree.head = glued.group(1) or tree.head
        tree.sub = glued.group(2)
        bare = glued.group(3)
    elif len(names) > 1 and _ANSWER.match(bare):
        tree.sub = _clean(names[-2])
    if _ANSWER.match(bare):
        return "-".join(part for part in (tree.head, tree.sub, bare) if part)
    return _qualify(tree, bare, unit, began)


def _qualify(tree: _Tree, bare: str, unit: str, began: bool) -> str:
    """The name of a child under its parent's where it does not stand for itself."""
    if began:
        tree.units = {unit} if not tree.inside else tree.units | {unit}
        tree.inside = True
        tree.parent = tree.parents.get(unit, tree.parent)
    again = bare == tree.child
    foreign = unit not in tree.units and not began and not again and not _GENERIC.match(bare)
    if bare == tree.parent or not tree.inside or foreign:
        if bare != tree.parent:
            tree.parent, tree.inside, tree.child = bare, False, ""
        tree.parents[unit] = bare
        return bare
    if bare.startswith("接入") and tree.child.endswith("级数量"):
        return f"{tree.parent}-{tree.child}-{bare}"
    tree.child = bare
    needed = tree.starred or _GENERIC.match(bare) or "专项补贴" in bare
    return f"{tree.parent}-{bare}" if tree.parent and needed else bare


def _clean(name: str) -> str:
    before = ""
    while name != before:
        before, name = name, _MARK.sub("", name).strip()
    return name


def _value(text: str) -> int | float | str | None:
    if re.fullmatch(r"\d+/\d+", text):
        return text
    text = re.sub(r"^([\d.]+)\s?[:：]\s?1$", r"\1", text)
    if not NUMBER.match(text):
        return None
    return read_number(plain(text))


_Stated = tuple[Ref | str, str, str, int | float | str, str]


def _claim(sheet: Sheet, row: tuple[Cell, ...], stated: _Stated, source: tuple[float, str]) -> Claim:
    who, name, period, value, unit = stated
    roles: dict[str, tuple[Ref | str | int | float, ...]] = {"subject": (who,), "indicator": (name,), "value": (value,)}
    if unit:
        roles["unit"] = (unit,)
    if period:
        roles["period"] = (period,)
    start, end = sheet.line(row)
    return Claim("Indicator", roles, start, end, *source)


def _read_plain(sheet: Sheet) -> Iterator[Claim]:
    """A label column and columns of numbers whose headers name the indicators."""
    columns = [i for i in range(len(sheet.heads)) if _counts(sheet, i)]
    label = next((i for i in range(len(sheet.heads)) if i not in columns and _labels(sheet, i)), None)
    if not columns or label is None or sheet.owner is None:
        return
    period = _title_period(sheet)
    seen: set[tuple[int, int]] = set()
    for row in sheet.rows:
        for i in columns:
            if i >= len(row) or label >= len(row) or (row[i].start, i) in seen:
                continue
            seen.add((row[i].start, i))
            text = sheet.text(row[i])
            amount = AMOUNT.match(text)
            value = _value(amount.group(1) if amount and not text.endswith(("%", "％")) else text)
            if value is not None:
                stated = _stated(sheet, row[label], i, period, value)
                unit = amount.group(2).replace("％", "%") if amount else stated[4]
                yield _claim(sheet, row, (*stated[:4], unit), (0.45, PLAIN))


def _counts(sheet: Sheet, index: int) -> bool:
    head = sheet.heads[index]
    if re.search(r"序号|代码|年份|年度|时间|日期|排名|电话|起始|编号|学号|学制|页码|名次", head) or not head:
        return False
    years = share(sheet, index, YEAR)
    return share(sheet, index, NUMBER) + share(sheet, index, AMOUNT) >= 0.6 and years < 0.9


def _labels(sheet: Sheet, index: int) -> bool:
    return sheet.heads[index] not in ("序号", "编号", "") and (
        share(sheet, index, NUMBER) < 0.5 or share(sheet, index, YEAR) > 0.8
    )


def _stated(sheet: Sheet, label: Cell, index: int, period: str, value: int | float | str) -> _Stated:
    """Whom and what a cell is about, from its row label and column header."""
    owner = sheet.owner
    assert owner is not None
    head, unit = split_unit(_full_head(sheet, index))
    text = sheet.text(label)
    unit = unit or guess_unit(head)
    if YEAR.match(text):
        return owner, head, normalise_date(text), value, unit
    spans = sheet.spans(label.start, label.end)
    covering = [
        s
        for s in spans
        if s.label not in ("Place", "Major", "Award", "Program") and 2 * (s.end - s.start) > label.end - label.start
        and (s.label == "Platform" or not _ITEMS.search(sheet.head(label.column)))
    ]
    if covering:
        return Ref(sheet.page.entity_of[covering[0]]), head, period, value, unit
    if re.match(r"^(?:合计|总计|小计|总数)$", text):
        return owner, head, period, value, unit
    if re.search(r"指标|^项目$", sheet.head(label.column)):
        return owner, _clean(text), period, value, unit
    if _MEASURE.fullmatch(text):
        return owner, head + text, period, value, guess_unit(text)
    name = text if head in ("数量", "数", "数值") else text + head
    return owner, name, period, value, unit


def _full_head(sheet: Sheet, index: int) -> str:
    """A bare 比例 takes the noun of the count before it: 录取人数, 比例 -> 录取比例."""
    head = sheet.heads[index]
    if not re.match(r"^(?:比例|占比|百分比)(?:[（(][%％][)）])?$", head) or not index:
        return head
    stem = re.match(r"^(.{2,8}?)(?:人数|数量|数)(?:[（(].{1,4}[)）])?$", sheet.heads[index - 1])
    return stem.group(1) + head if stem else head


def split_unit(head: str) -> tuple[str, str]:
    """培训人数（人） -> 培训人数, 人."""
    found = re.match(r"^(.+?)[（(]([一-龥%％/]{1,5})[)）]$", head)
    return (found.group(1), found.group(2).replace("％", "%")) if found and _UNIT.match(found.group(2)) else (head, "")


def guess_unit(head: str) -> str:
    """The unit that a header implies."""
    rules = (
        ("率|比例|占比|满意度", "%"),
        ("人次", "人次"),
        ("期数", "期"),
        ("场次", "场次"),
        ("人数|学生|教师|在校生|毕业生|员工|数$", "人"),
        ("金额|经费|投入|到款", "万元"),
    )
    return next((unit for pattern, unit in rules if re.search(pattern, head)), "个")


def _title_period(sheet: Sheet) -> str:
    """The year of a table without years: its title's, else that of the text just before it, else the report's."""
    dates = [d.value for d in find_dates(sheet.title, year=sheet.page.year) if d.kind in ("year", "month", "day")]
    if dates:
        return dates[0]
    text = sheet.page.layout.text
    before = [d for d in find_dates(text, max(0, sheet.table.start - 300), sheet.table.start) if d.kind == "year"]
    return before[-1].value if before else sheet.page.year
