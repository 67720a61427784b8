"""The secondary roles of a prize: count, level, grantor, date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipelines.facts.claim import Ref
from pipelines.facts.dates import find_dates, is_founding, is_long
from pipelines.facts.figures.window import Window
from pipelines.facts.held import days_of
from pipelines.facts.levels import read_level, stated_level
from pipelines.facts.numbers import read_count
from pipelines.page import Page

Roles = dict[str, tuple[Ref | str | int | float, ...]]
_UNIT = "项|个|名|人次|人|枚|次|件|门|部|支|本|篇|块|所|座|种|组|套|家|位|金|团队"
_AFTER = re.compile(
    rf"^[”》]?(?:奖项?|称号|荣誉|表彰)?(?:共|各|等)?\s?(\d{{1,4}}|[一二两三四五六七八九十]{{1,3}})\s?(?:{_UNIT})"
)
_BEFORE = re.compile(rf"(?<![\d第.])(?<!课程|专业|学科)(\d{{1,4}}|[一二两三四五六七八九十]{{1,3}})\s?(?:{_UNIT})[“《]?(?:[一-龥]{{0,4}})$")
_LEVEL_WORDS = (
    (r"全国|国家级|国赛", "国家级"),
    (r"全省|省级|自治区级|省赛|全区", "省级"),
    (r"全市|市级|市赛|州级", "市级"),
    (r"校级", "校级"),
)
_GRANT = re.compile(r"(?:授予|评为|认定|命名|表彰|评选|确定|批准|列为|公布|颁发|授牌|通报|表扬|立项|遴选|备案)")
_GRANTED_BY = re.compile(r"[”》]?[\s（(，,；;]*(?:授予|颁发|认定|评选|表彰)(?:单位|部门|机构)[：:]?\s*")
GRANTORS = frozenset({"Government", "Organization", "Platform", "Institution", "Enterprise"})
"""What may confer an award."""
_LISTED = re.compile(r"[\s·•\-]*((?:19|20)\d\d)[\s\u3000|]")
"""A line of a list of honours opens with its bare year."""
_OF_LIST = re.compile(r"等\s?$")
"""What stands before a number that sums up a list: 甲、乙等3项成果."""
_ONE_OF = re.compile("[”》]?之一")


def read_count_of(text: str, window: Window) -> int | None:
    """How many of this award: 二等奖3项, 1个二等奖; None when not said."""
    q = window.quantity
    if _ONE_OF.match(text, q.end):
        return None
    after = _AFTER.match(text[q.end : q.end + 14])
    if after:
        return read_count(after.group(1))
    before = _BEFORE.search(text[max(window.begin, q.start - 12) : q.start])
    return read_count(before.group(1)) if before and not _OF_LIST.search(before.string, 0, before.start(1)) else None


def read_level_of(page: Page, window: Window, *names: str) -> str:
    """Stated just before the award, else implied by the award's or contest's name or the grantor."""
    q = window.quantity
    before = page.layout.text[max(window.begin, q.start - 6) : q.start]
    for pattern, level in _LEVEL_WORDS:
        if re.search(pattern, before):
            return level
    return stated_level(q.text) or next((level for name in names if (level := read_level(name))), "")


def read_grantors(page: Page, window: Window) -> tuple[Ref, ...]:
    """Bodies that conferred the award: 被教育部认定为, 获省教育厅表彰, behind it 授予单位：省教育厅; a school or firm only where it is said to."""
    text, q = page.layout.text, window.quantity
    out: list[Ref] = []
    for span in window.names:
        if span.label not in GRANTORS or span.end > q.start or q.start - span.end > 40:
            continue
        between = text[span.end : q.start]
        if "；" in between:
            continue
        official = span.label in ("Government", "Organization")
        listed = official and re.match(r"^(?:[、和及与]|$)", between) is not None
        if (_GRANT.search(between[:8]) or listed or (out and not between)) and re.search(
            r"[被获由经受得及、和与]$" if official else "被$", text[max(0, span.start - 1) : span.start]
        ):
            out.append(Ref(page.entity_of[span]))
    return tuple(dict.fromkeys(out)) or tuple(dict.fromkeys(_grantors_behind(page, window)))


_PRAISED = re.compile("(?:表彰|表扬|嘉奖|评优|获奖)[^，。]{0,6}(?:名单|决定|通报|单位|个人)$|奖项[：:]?$")
_HEADLINE, _LINES = 60, 8
"""Characters of the line above a list at most, and lines among which it is looked for."""
_BODY_YEAR = re.compile(r"(?<!\d)20\d\d(?=\s*(?:[—–-]\s*20\d\d)?\s*(?:年|学年))")


def read_heading(page: Page, window: Window) -> tuple[tuple[Ref, ...], str]:
    """Who conferred the designations of a list and for which year, by the line above the list: 某集团2024年度表彰名单."""
    blocks = page.layout.blocks
    at = bisect_right(blocks, window.block.start, key=lambda block: block.start) - 1
    for head in reversed(blocks[max(0, at - _LINES) : at]):
        text = page.layout.text[head.start : head.end]
        if len(text) <= _HEADLINE and _PRAISED.search(text):
            bodies = [span for span in page.spans_in(head.start, head.end) if span.label in GRANTORS]
            year = _BODY_YEAR.search(text)
            return tuple(Ref(page.entity_of[span]) for span in bodies[:1]), year.group() if year else ""
    return (), ""


def _grantors_behind(page: Page, window: Window) -> Iterator[Ref]:
    """The bodies listed behind 授予单位： after the award."""
    text = page.layout.text
    found = _GRANTED_BY.match(text, window.quantity.end, window.end)
    at = found.end() if found else window.end
    for span in window.names:
        if span.start == at and span.label in GRANTORS:
            yield Ref(page.entity_of[span])
            at = span.end + (text[span.end : span.end + 1] in ("、", "，", "和"))


def read_date_of(page: Page, window: Window, name: str, *, deep: bool, contest: int = -1) -> str:
    """The date before the award in its sentence, else a year in the name, else that of a chronicle's heading or (`deep`) of the paragraph, the contest or the report."""
    text, q = page.layout.text, window.quantity
    tail = [
        d
        for d in find_dates(text, q.end, min(window.end, q.end + 12), year=page.year_at(q.start))
        if d.kind in ("year", "month", "day")
    ]
    if tail and re.match(r"^[”》]?[（(]", text[q.end : q.end + 2]):
        return tail[0].value
    titles = [s for s in window.names if s.label in ("Policy", "Work", "Program")]
    near = [
        d
        for d in find_dates(text, window.begin, q.start, year=page.year_at(q.start))
        if d.kind != "span" and not is_founding(text, d) and not any(s.start <= d.start and d.end <= s.end for s in titles)
    ]
    if near:
        return near[-1].value
    listed = _LISTED.match(text, text.rfind("\n", window.begin, q.start) + 1 or window.begin, q.start)
    if listed:
        return listed.group(1)
    named = re.search(r"(?<!\d)20\d\d(?!\d)", name)
    if named:
        return named.group()
    if not deep:
        return page.year_at(q.start) if page.years and page.years[0][0] < q.start else ""
    earlier = [
        d
        for d in find_dates(text, max(window.block.start, window.begin - 300), window.begin, year=page.year_at(q.start))
        if d.kind != "span" and not is_long(d.value) and not is_founding(text, d)
    ]
    return earlier[-1].value if earlier else days_of(page).get(contest) or page.year_at(q.start)
