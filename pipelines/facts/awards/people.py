"""Who and what won a prize: contestants, advisors, the work, the track, and the school in the prize's place of a list."""

from __future__ import annotations

import re

from pipelines.facts.awards.details import Roles, read_count_of
from pipelines.facts.awards.tracks import read_tracks
from pipelines.facts.claim import Ref
from pipelines.facts.figures.window import Window
from pipelines.page import Page
from pipelines.span import NameSpan

_ENTRY = re.compile(r"“([^“”，。；]{2,30})”(?:这一)?(?:参赛)?(?:项目|作品)[^，。；“”]{0,8}$")
"""An entry in quotation marks that no name was read in: “丙”项目获."""
_CONTESTED = re.compile("[”》]?(?:赛项|赛道|比赛项目|竞赛项目)")
"""What stands behind the name of what was contested in, which is no work."""
_GUIDED = re.compile(r"[^；。]*(?:指导|教练|辅导)[^；。]*")
_ADVISOR = re.compile(r"(?<!优秀)指导(?:教师|老师)?[为是：:（(\s]*$|教练员?(?:仍|正)?[为是：:]*$")
_GUIDES = re.compile(r"(?:[、和及与][一-龥·]{2,5}){0,3}(?:老师|教师|等\d*人?)?(?:指导|执教|带队)(?!教师|老师)")
"""What stands behind the first of those who advised: 由教师甲、乙指导."""
_WINS = re.compile(r"(?:[、和及与][一-龥·]{2,5})*等?\d*[人名位]?(?:教师|同学|选手|学生|老师)?[还均分别也]?(?:获评?|荣获|被评为|被授予|当选|摘得|夺得)(?!奖(?:学生|选手|团队|作品))")
"""What stands behind persons who win a prize of their own."""
_APART = re.compile("其中|；|，另|，由|此外")
"""What begins another group of winners behind prizes that are only counted."""


def _find_work(text: str, window: Window) -> NameSpan | None:
    """The work that won: in a list told with 分获 the one in the same place, else the nearest before, else one in brackets."""
    q = window.quantity
    before = [s for s in window.names if s.label == "Work" and s.end <= q.start and not _CONTESTED.match(text, s.end)]
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
    parted = last >= 0 and "；" in text[last:at]
    last = text.rfind("；", last, at) + 1 if parted else last
    following = min((s.start for s in prizes if s.start > at), default=window.end)
    own = [s for s in people if last <= s.start < at]
    others = any(s.start < last for s in people) or any(at < s.start < following < window.end for s in people)
    if not own and (apart := _APART.search(text, window.quantity.end, window.end)) and (read_count_of(text, window) or 0) > 1:
        return [s for s in people if s.start < apart.start()]
    if not others or not (own or parted):
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
