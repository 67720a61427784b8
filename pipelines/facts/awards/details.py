"""The secondary roles of a prize: count, level, grantor, date, work, track, people."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipelines.facts.awards.tracks import read_tracks
from pipelines.facts.claim import Ref
from pipelines.facts.dates import find_dates, is_founding, is_long
from pipelines.facts.figures.window import Window
from pipelines.facts.held import days_of
from pipelines.facts.levels import read_level, stated_level
from pipelines.facts.numbers import read_count
from pipelines.page import Page
from pipelines.span import NameSpan

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
_ENTRY = re.compile(r"“([^“”，。；]{2,30})”(?:这一)?(?:参赛)?(?:项目|作品)[^，。；“”]{0,8}$")
"""An entry in quotation marks that no name was read in: “画里有田”项目获."""
_OF_LIST = re.compile(r"等\s?$")
"""What stands before a number that sums up a list: 甲、乙等3项成果."""
_ONE_OF = re.compile("[”》]?之一")
_GUIDED = re.compile(r"[^；。]*(?:指导|教练|辅导)[^；。]*")
_ADVISOR = re.compile(r"(?<!优秀)指导(?:教师|老师)?[为是：:（(\s]*$|教练员?(?:仍|正)?[为是：:]*$")
_GUIDES = re.compile(r"(?:[、和及与][一-龥·]{2,5}){0,3}(?:老师|教师|等\d*人?)?(?:指导|执教|带队)(?!教师|老师)")
"""What stands behind the first of those who advised: 由教师甲、乙指导."""
_WINS = re.compile(r"(?:[、和及与][一-龥·]{2,5})*等?\d*[人名位]?(?:教师|同学|选手|学生|老师)?[还均分别也]?(?:获评?|荣获|被评为|被授予|当选|摘得|夺得)(?!奖(?:学生|选手|团队|作品))")
"""What stands behind persons who win a prize of their own."""
_APART = re.compile("其中|；|，另|，由|此外")
"""What begins another group of winners behind prizes that are only counted."""


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


def _find_work(text: str, window: Window) -> NameSpan | None:
    """The work that won: in a list told with 分获 the one in the same place, else the nearest before, else one in brackets."""
    q = window.quantity
    before = [s for s in window.names if s.label == "Work" and s.end <= q.start]
    awards = [s for s in window.names if s.label == "Award"]
    paired = _paired(text, before, awards, q.start)
    if paired is not None:
        return paired
    last = max((s.end for s in awards if s.end <= q.start), default=window.begin)
    fresh = [s for s in before if s.start >= last or q.start - last < 3]
    if fresh:
        return fresh[-1]
    after = [s for s in window.names if s.label == "Work" and 0 <= s.start - q.end <= 14]
    return (
        after[0]
        if after and re.match(r"^[”》]?[（(，,、]?[^。；]{0,4}作品", text[q.end : after[0].start + 1])
        else None
    )


def paired_owner(page: Page, window: Window) -> NameSpan | None:
    """Schools A、B 分别获 prizes C、D: the school in the award's place of the list."""
    q = window.quantity
    outer = [s for i, s in enumerate(window.names) if not any(o.start <= s.start and s.end <= o.end and o != s for o in window.names[:i])]
    schools = [s for s in outer if s.label == "Institution" and s.end <= q.start]
    return _paired(page.layout.text, schools, [s for s in outer if s.label == "Award"], q.start)


def _paired(text: str, works: list[NameSpan], awards: list[NameSpan], at: int) -> NameSpan | None:
    """Works (or schools) A、B 分获 prizes C、D: the one in the award's place of the list."""
    run = _run(text, awards, at)
    if run is None or len(run) < 2 or len(works) < len(run):
        return None
    list_ = works[-len(run) :]
    if not re.search(r"分获|分别|分列|各获", text[list_[-1].end : run[0].start]):
        return None
    return list_[[s.start for s in run].index(at)]


def _run(text: str, spans: list[NameSpan], at: int) -> list[NameSpan] | None:
    """The coordinated list of spans that holds the one that starts at `at`."""
    runs: list[list[NameSpan]] = []
    for span in spans:
        if runs and re.fullmatch(r"[”》\d项个、和及与]{1,5}", text[runs[-1][-1].end : span.start]):
            runs[-1].append(span)
        else:
            runs.append([span])
    return next((run for run in runs if any(s.start == at for s in run)), None)


def _people_of(text: str, window: Window) -> list[NameSpan]:
    """The persons of a sentence; where several prizes have each their own in front, those between the prize before and
    this one, and the advisors behind it."""
    at = window.quantity.start
    people = [s for s in window.names if s.label == "Person" and not (s.start > at and _WINS.match(text, s.end, window.end))]
    prizes = [s for s in window.names if s.label == "Award" and not (s.start <= at < s.end)]
    last = max((s.end for s in prizes if s.end <= at), default=-1)
    following = min((s.start for s in prizes if s.start > at), default=window.end)
    own = [s for s in people if last <= s.start < at]
    others = any(s.start < last for s in people) or any(at < s.start < following < window.end for s in people)
    if not own and (apart := _APART.search(text, window.quantity.end, window.end)) and (read_count_of(text, window) or 0) > 1:
        return [s for s in people if s.start < apart.start()]
    if not own or not others:
        return people
    behind = (s for s in people if window.quantity.end <= s.start < following)
    return own + [s for s in behind if _GUIDED.fullmatch(text, window.quantity.end, s.start)]


def _is_guided(text: str, window: Window, span: NameSpan) -> bool:
    """Whether a person opens a group that 指导 follows: 由教师甲、乙指导, 甲、乙指导的团队."""
    group = _GUIDES.match(text, span.end, window.end)
    return group is not None and text[max(window.begin, span.start - 1) : span.start] not in ("、", "和", "及", "与")


_REACH = 200
"""Characters before its sentence from which a contest's tracks may still be told."""


def read_people(page: Page, window: Window, contest: NameSpan | None) -> Roles:
    """Contestants, advisors, work and track of a result."""
    text, q = page.layout.text, window.quantity
    roles: Roles = {}
    floor = contest.start if contest is not None and window.begin <= contest.start < q.start else window.begin
    persons: list[Ref] = []
    advisors: list[Ref] = []
    mode = persons
    for span in _people_of(text, window):
        lead = text[max(window.begin, span.start - 8) : span.start]
        if _ADVISOR.search(lead) or _is_guided(text, window, span):
            mode = advisors
        elif not re.search(r"[、，和及]$", lead):
            mode = persons
        if abs(span.start - q.start) < 60:
            mode.append(Ref(page.entity_of[span]))
    work = _find_work(text, window)
    entry = _ENTRY.search(text, max(window.begin, q.start - 44), q.start)
    if work is not None:
        roles["work"] = (Ref(page.entity_of[work]),)
    elif entry is not None:
        roles["work"] = (entry.group(1),)
    if persons:
        roles["person"] = tuple(dict.fromkeys(persons))
    if advisors:
        roles["advisor"] = tuple(dict.fromkeys(advisors))
    near = contest is not None and window.begin - _REACH <= contest.end <= q.start
    begin = contest.end if contest is not None and near else floor
    prizes = [(s.start, s.end) for s in window.names if s.label == "Award" and s.end <= q.start]
    people = [text[s.start : s.end] for s in window.names if s.label in ("Person", "Institution", "Organization", "Enterprise", "Government")]
    tracks = read_tracks(text, begin, q.start, prizes=prizes, people=people)
    if tracks:
        roles["track"] = tracks
    return roles
