"""What the clause of a prize says by its grammar: whose it is, whether it was won at all, and the prize that a bare grade belongs to."""

from __future__ import annotations

import re

from pipelines.facts.awards.details import read_count_of
from pipelines.facts.figures.subject import spoken_group
from pipelines.facts.figures.window import Window
from pipelines.facts.modality import is_open
from pipelines.facts.numbers import read_count
from pipelines.facts.shorts import outermost
from pipelines.facts.tables.columns import GRADE
from pipelines.page import Page
from pipelines.span import NameSpan

_BODIES = frozenset({"Institution", "Organization", "Government", "Enterprise"})
_HOLDERS = _BODIES | {"Platform", "Person", "Place"}
_ADVERBS = "双双|分别|一举|共计?|再次|再|又|还|也|均|喜|成功|累计|最终|同时|首次|曾|已|先后|率先|独|全部"
_WIN = (
    "斩获|揽得|揽获|揽下|捧得|捧回|捧获|捧走|摘得|摘取|摘下|摘走|夺得|夺取|夺下|勇夺|收获|荣获|喜获|荣膺|获得|获|拿下|拿到|取得|赢得|包揽|夺"
)
_WINS = re.compile(rf"[”》]?(?:[（(][^（）()]{{1,20}}[）)])?(?:等\d*\s?[家个所]?(?:单位|学校|院校|高校|企业)|的?(?:选手|学生|师生|代表队|团队|队伍))?(?:{_ADVERBS})*(?:{_WIN})")
_SHORT = re.compile("[（(](?:以下)?(?:简称|下称)?[“]?$")
_AND = re.compile("[”》]?(?:[（(][^（）()]{1,24}[）)])?(?:、|和|与|及|以及)")
_COUNT = r"(?:\d+|[一二两三四五六七八九十]+)"
_NUMBER = rf"{_COUNT}余?"
_COUNTED = re.compile(
    rf"(?:(?:^|[，。；：\n])\s?|[另还共]有|其中)(?P<count>{_COUNT})余?\s?(?:名|位|人|门|项|个|件|篇|部|支)(?:教师|学生|课程|教材|团队|项目|案例|作品|成果|同学|职工|教职工)?(?:还|也|均|同时|先后)?"
    r"(?:被|获|荣获|获评|入选|当选|列入|跻身)(?:评为|认定为|授予)?(?:校级|市级|省级|国家级|全国|全省)?[“]?$"
)
_HOLDER = "获得者"
_OPENS = re.compile(rf"[*”】]{{0,3}}(?:[（(]{_NUMBER}\s?(?:家|人|所|个|名|项|位)[）)])?[*]{{0,2}}[：:]")
_END = re.compile("[。；\n]")
_FRONT = frozenset("、.．：:*“【 　\n）)") | {""}
_WINNERS = ("Institution", "Enterprise", "Government", "Organization", "Platform", "Person", "Work")
_TEAMS = ("代表队", "代表团")
_PERSONAL = re.compile("能手|工匠|劳模|劳动模范|劳动奖章|津贴|标兵|先进个人|名师|首席技师|技能大师|年度人物|楷模|优秀教师|(?<!突出)贡献者")
_SOME = re.compile(r"[\d一二两三四五六七八九十]\s?(?:名|位|人)|教师(?:团队)?获|学生")
_AWARDED = re.compile("评出|评选出|决出")
_STOP = re.compile("[；。]|分别(?![获摘])|各获")
_ROUND = re.compile(r"[”》]?(?:的)?(?:评选|评审|评比|评定|申报|共?评出|中[，,])")
_BACK = 300


def find_winners(page: Page, window: Window) -> list[NameSpan]:
    """The bodies that a verb of winning stands right behind, or the team in front: 甲、乙等24个单位获优秀组织奖, 某代表团揽得金牌36枚,
    某代表队8人参赛，获金牌2枚; a place where it opens its clause (某市获金奖6项)."""
    text, at = page.layout.text, window.quantity.start
    before = [span for span in outermost(s for s in window.names if s.end <= at) if span.label in _HOLDERS and not _SHORT.search(text[max(0, span.start - 8): span.start])]
    if not before or _STOP.search(text, before[-1].end, at):
        return []
    last = before[-1]
    if text[last.start : last.end].endswith(_TEAMS) and last.label in _BODIES:
        return [last]
    if not _WINS.match(text, last.end, at) or not _may_win(text, last):
        return []
    winners = [last]
    for span in reversed(before[:-1]):
        if span.label not in _BODIES or not _AND.fullmatch(text, span.end, winners[0].start):
            break
        winners.insert(0, span)
    return winners


_ALSO_WON = re.compile(rf"[^，。；]{{0,40}}?(?:{_ADVERBS})*(?:{_WIN})[^，。；]{{0,12}}(?:、[^，。；、]{{2,10}})*")


def find_winning_group(page: Page, window: Window) -> str:
    """The schools of a place that a verb of winning follows, with no other body between: 某市中职学生共获一等奖6个."""
    text, at = page.layout.text, window.quantity.start
    group, end = spoken_group(page, window)
    others = any(end <= span.start < at for span in window.names if span.label in _HOLDERS - {"Place"})
    return group if end >= 0 and not others and _ALSO_WON.fullmatch(text, end, at) else ""


def _may_win(text: str, span: NameSpan) -> bool:
    return span.label in _BODIES or (span.label == "Place" and (span.start == 0 or text[span.start - 1] in "，。；：\n"))


def find_person(page: Page, window: Window) -> NameSpan | None:
    """The person named last before a prize that persons are given, where the clause counts none: he also holds a medal of labour."""
    text, at = page.layout.text, window.quantity.start
    if not _PERSONAL.search(window.quantity.text) or read_count_of(text, window) is not None or _SOME.search(text, window.begin, at):
        return None
    before = page.spans_in(max(window.block.start, at - _BACK), at, "Person")
    return before[-1] if before else None


def count_winners(page: Page, window: Window) -> int | None:
    """How many won where the clause only counts them: 另有3人被评为…, 6门课程入选…."""
    found = _COUNTED.search(page.layout.text[max(0, window.begin - 1) : window.quantity.start])
    return read_count(found["count"]) if found else None


def find_bearer(page: Page, window: Window) -> NameSpan | None:
    """The person that a designation stands right in front of: 某省技术能手某某."""
    text, grade = page.layout.text, window.quantity
    behind = next((s for s in window.names if s.label == "Person" and grade.end <= s.start <= grade.end + len(_HOLDER)), None)
    if behind is None or GRADE.match(re.sub(r"\s", "", grade.text)) or text[grade.end : behind.start] not in ("", _HOLDER):
        return None
    return behind


def find_listed(page: Page, window: Window) -> list[NameSpan]:
    """The winners listed behind a prize and a colon: 优秀成员（2家）：甲、乙; what stands in brackets is none."""
    text, grade = page.layout.text, window.quantity
    opens = _OPENS.match(text, grade.end)
    if opens is None or text[max(window.block.start, grade.start - 1) : grade.start] not in _FRONT:
        return []
    stop = _END.search(text, opens.end(), window.block.end)
    end = stop.start() if stop else window.block.end
    found = outermost(page.spans_in(opens.end(), end, *_WINNERS))
    return [span for span in found if text.count("（", opens.end(), span.start) == text.count("）", opens.end(), span.start)]


def is_tally(page: Page, window: Window) -> bool:
    """Whether the prizes are counted that a contest gave in all: 评出一等奖59个."""
    text, at = page.layout.text, window.quantity.start
    begin = max((s.end for s in window.names if s.label in _HOLDERS and s.end <= at), default=window.begin)
    return read_count_of(text, window) is not None and _AWARDED.search(text, begin, at) is not None


def find_prize(page: Page, window: Window) -> NameSpan | None:
    """The prize whose grade is won alone: 在某成果奖评选中，…获特等奖; None where a contest is named since, or nothing is won yet."""
    text, grade = page.layout.text, window.quantity
    if not GRADE.match(re.sub(r"\s", "", grade.text)):
        return None
    before = outermost(page.spans_in(max(window.block.start, grade.start - _BACK), grade.start, "Award", "Competition"))
    for span in reversed(before):
        if span.label == "Competition":
            return None
        if not GRADE.match(re.sub(r"\s", "", text[span.start : span.end])):
            since = text[span.end : grade.start]
            won = _ROUND.match(since) and re.search(_WIN, since) and not is_open(text[window.begin : grade.start])
            return span if won and text[span.end - 1] == "奖" else None
    return None
