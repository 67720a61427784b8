"""Occasions of a text: contests and campaigns by name, and conferences, festivals, fairs and ceremonies as literals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.facts.around import Around

_KIND = (
    "论坛|研讨会|年会|推进会|大会|工作会议|会议|交流会|对接会|对话会|招聘会|双选会|座谈会|洽谈会|现场会|观摩会|发布会|开学典礼|毕业典礼|启动仪式|揭牌仪式|签约仪式|"
    "结业式|活动周|宣传周|宣传月|文化节|艺术节|技能节|体育节|科技节|读书节|运动会|开放日|体验日|培训班|研修班|训练营|夏令营|展演|成果展|项目展|博览会|峰会|对话|讲座|"
    "系列活动|选拔赛|邀请赛|挑战赛|友谊赛|联赛|比赛|竞赛|大赛|决赛|赛项|篮球赛|足球赛|辩论赛|比武|活动月|交流活动|主题活动|研学营|对抗赛|创意赛|技能赛|展示活动|(?:提升|专题|师资|骨干教师|岗前)培训|[一-龥]{2}赛(?![道区制事程场点务])"
)
_OBJECT = re.compile(rf"(?:了|过|起|好)?(?P<event>[^，。；;：:！!？?\n\t]{{2,44}}?(?:{_KIND}))(?=[，。；;、（(\n\t：:及]|$|和第|和[“首]|\d+[场次期])")
_SUBJECT = re.compile(rf"(?P<event>[^，。；;：:！!？?\n\t、]{{2,44}}?(?:{_KIND}))(?:[（(][^（）()\n]{{1,16}}[）)])?(?=在|于|由|[0-9]{{1,2}}月|举行|召开|开幕|落幕|举办|开赛|启幕|移师|顺利|圆满|成功)")
_QUOTED = re.compile(r"“(?P<event>[^“”\n]{4,48}(?:行动|活动|推介会?|计划|周|月|季))”(?=在|于|由|[0-9]{1,2}月|启动|举行|召开|开幕|落幕|举办|启幕|顺利|圆满|成功|正式)")
_GENERIC = re.compile(
    r"^(?:各[类级项种]|一系列|多[场次届种]|系列|专题|相关|这|该|本[次届]|此次|各|等|有关|线上|校内外|校园|校级|院级|全省|全市|全国|国家级|省级|市级|国际|师生|学生|职业|技能|教师|"
    r"[0-9０-９一二三四五六七八九十百余近\s]+(?:余|多)?(?:场|次|期|届|个|项|类|名|人|门))(?!.*(?:[“”\"第届杯]|十佳))")
_LEAD = re.compile(r"^(?:的|了|首次|成功|共同|联合|先后|同期|每年|定期|当年|一年一度的|为期[^，]{1,6}的|以[^，]{2,24}为主题的|主题为[^，]{2,24}的)+")
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Occasion:
    """An occasion at a clean range: the key of its entity, or -1 and the literal that names it."""

    start: int
    end: int
    key: int
    text: str


def named_in(around: Around, start: int, end: int) -> list[Occasion]:
    """Contests, and campaigns that are held, in a range."""
    page = around.page
    return [Occasion(s.start, s.end, page.entity_of[s], "") for s in around.inside(start, end, "Competition", "Program")
            if s.label == "Competition" or _held(page.layout.text[s.start: s.end])]


def _held(name: str) -> bool:
    return bool(re.search(r"(?:周|节|月|论坛|大会|会议|活动|培训|对话|征集|展)$", name))


def object_of(around: Around, start: int, end: int) -> Occasion | None:
    """What is held, straight behind a verb of holding that ends at `start`."""
    text = around.page.layout.text
    named = [o for o in named_in(around, start, end) if o.start - start <= 10 and not re.search("[，。、]", text[start: o.start])]
    if named:
        return _with_stage(text, named[0], end)
    found = _OBJECT.match(text, start, end)
    return _literal(around, *found.span("event")) if found else None


def subject_in(around: Around, start: int, end: int) -> Occasion | None:
    """The last occasion that is said to be held in a range, by name or literal."""
    text = around.page.layout.text
    told = (m for pattern in (_SUBJECT, _QUOTED) for m in pattern.finditer(text, start, end))
    found = [o for m in told if (o := _literal(around, *m.span("event"))) is not None]
    named = named_in(around, start, end)
    return max([*named, *found], key=lambda o: (o.end, o.key >= 0), default=None)


def _with_stage(text: str, occasion: Occasion, end: int) -> Occasion:
    """A literal when a contest's name goes on to its event: 某大赛〔获奖项目展〕."""
    more = re.match(rf"[”\"]?[一-龥]{{0,10}}?(?:{_KIND})(?=[，。；、（\n]|$)", text[occasion.end: min(end, occasion.end + 24)])
    if more is None or not more.group().strip("”\""):
        return occasion
    last = occasion.end + more.end()
    return Occasion(occasion.start, last, -1, text[occasion.start:last])


def _literal(around: Around, start: int, end: int) -> Occasion | None:
    text = around.page.layout.text
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    owner = next((s for s in around.inside(start, end, "Institution", "Place", "Platform", "Organization", "Enterprise", "Government") if s.start == start), None)
    literal = text[start:end].strip()
    if len(literal) < SHORTEST and owner is None:
        return None
    if _GENERIC.match(literal) or re.search(r"[。；]|参加|参与|荣获|获得|参赛|组织|开展", literal):
        return None
    return Occasion(start, end, -1, literal)
