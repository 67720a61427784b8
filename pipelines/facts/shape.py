"""Where a pair of args stands, as numbers: its kinds, parts, distances, rivals and the groups of trigger words round it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipelines.facts.candidates import ORGS
from pipelines.facts.features import PLAN, link_of
from pipelines.facts.scene import Arg, Sentence
from pipelines.page import Page

KINDS = {kind: n for n, kind in enumerate(("name", "anaphor", "subject", "carry", "thing", "title", "literal"))}
LABELS = {label: n for n, label in enumerate((
    "Institution", "Enterprise", "Government", "Organization", "Platform", "Program", "Major", "Person", "Competition", "Event"))}
BLOCKS = {kind: n for n, kind in enumerate(("paragraph", "item", "table", "heading", "title", "caption"))}
PARTS = {part: n for n, part in enumerate("-sacgldbmo")}
LINKS = {link: n for n, link in enumerate("SIoixn")}
GROUPS = tuple(map(re.compile, (
    "共建|组建|建成|建立|建设|搭建|打造|设立|创建|创办|开办|开设", "成立|揭牌|挂牌|授牌|启用|投入使用|落成", "牵头|发起|领衔",
    "签署|签订|签约|协议|备忘录", "联合|合作|携手|共同|校企|结对|对口|帮扶|交流|互访", "获批|立项|入选|认定|获评|评为|荣获|获得|斩获|授予|验收|备案|公布|批准",
    "参与|加入|当选|担任|成员|会员|理事|单位|委员", "订单|冠名|学徒|培养|培训", "投资|捐|赠|提供|设备|派", "承办|主办|协办|举办|组织",
    "启动|实施|推进|落实|开展|参加|承担|承接|试点|培育", "依托|来自|所属|下设|附属|隶属|位于", "将|拟|力争|计划|争取|下一步|争创|筹建|规划|准备|申报|未|没有|建议|希望|意向",
    "指导|支持|考察|调研|走访|出席|参观|发布|印发|名单", "就业|输送|录用|实习|服务",
)))
LATE = re.compile("推迟|搁置|未|没有|尚无|意向|空白|暂|待|取消|终止|落空|无果|仍|将|拟|争取|力争|不足|差距|计划|有望")
SECTIONS = ("合作", "融合", "国际", "荣誉", "展望", "打算", "计划", "问题", "案例", "获奖")
HEADS = ("产业学院", "学院", "工坊", "联盟", "集团", "共同体", "联合体", "基地", "中心", "工作室", "工作站", "实验室", "订单班", "班", "平台", "资源库",
         "计划", "工程", "项目", "行动", "试点", "改革", "专业群", "协会", "学会", "委员会", "行指委", "大学", "学校", "公司", "厅", "局", "部", "政府")
ABSENT = -1.0
MIN_HEAD = 4
SURE_BEHIND = (10, 3)
"""Places from the end of `describe_names` where it says how sure the first and the second name are."""


@dataclass(frozen=True, slots=True)
class Census:
    """How often, how early (0-1) and how surely each entity of a page is named; names inside others do not count as `outer`."""

    named: Mapping[int, int]
    outer: Mapping[int, int]
    first: Mapping[int, float]
    sure: Mapping[int, float]


def count_names(page: Page) -> Census:
    """The census of a page."""
    named: Counter[int] = Counter()
    outer: Counter[int] = Counter()
    first: dict[int, float] = {}
    sure: dict[int, float] = {}
    size, end = max(1, len(page.layout.text)), -1
    for span in page.spans:
        key = page.entity_of[span]
        named[key] += 1
        first.setdefault(key, span.start / size)
        sure[key] = max(sure.get(key, 0.0), span.confidence)
        if span.start >= end:
            outer[key] += 1
            end = span.end
    return Census(named, outer, first, sure)


def shape(page: Page, sentence: Sentence, a: Arg, b: Arg) -> list[float]:
    """Numbers of an ordered pair where it stands; the same length for every pair."""
    return [*_standing(sentence, a, b), *_rivals(sentence, a, b), *_subjects(page, sentence, a, b), *_words(sentence, a, b)]


def _standing(sentence: Sentence, a: Arg, b: Arg) -> list[float]:
    spoken, named = a.at >= 0, b.at >= 0
    order = 0 if not spoken else 1 if not named else 2 if a.at == b.at else 3 if a.at < b.at else 4
    both = spoken and named
    return [
        KINDS[a.kind], KINDS[b.kind], LABELS.get(a.label, ABSENT), LABELS.get(b.label, ABSENT), a.nested, b.nested,
        BLOCKS.get(sentence.block.kind, ABSENT), order, abs(a.clause - b.clause) if both else ABSENT, abs(a.at - b.at) if both else ABSENT,
        a.right - a.left, b.right - b.left, a.at - a.left, b.at - b.left, PARTS.get(a.role, ABSENT), PARTS.get(b.role, ABSENT),
        LINKS[link_of(sentence, a, b)] if named else ABSENT,
    ]


def _rivals(sentence: Sentence, a: Arg, b: Arg) -> list[float]:
    """Other organisations, and other things like the second, in the sentence: how many, and how many stand between."""
    low, high = (min(a.at, b.at), max(a.at, b.at)) if a.at >= 0 <= b.at else (0, 0)
    others = [o for o in sentence.args if o.label in ORGS and o.key not in (a.key, b.key) and not o.nested]
    alike = [o for o in sentence.args if o.label == b.label and o.key != b.key and not o.nested]
    return [
        len(others), sum(o.at < b.at for o in others), sum(o.clause == b.clause for o in others), sum(low < o.at < high for o in others),
        len(alike), sum(low < o.at < high for o in alike), len(sentence.args), len(sentence.clauses), len(sentence.mask), b.clause, b.at, a.at,
    ]


def _subjects(page: Page, sentence: Sentence, a: Arg, b: Arg) -> list[float]:
    subject = page.subject_at(sentence.start)
    kind = LABELS.get(page.entities[subject].type, ABSENT) if subject is not None else ABSENT
    return [a.key == subject, a.key == page.subject, b.key == subject, kind]


def _words(sentence: Sentence, a: Arg, b: Arg) -> list[float]:
    """Groups of words before and after the second in its clause, in the clause before, and between the two; plans; the section."""
    mask, clauses = sentence.mask, sentence.clauses
    out: list[float] = []
    if b.at >= 0:
        begin = clauses[b.clause]
        stop = clauses[b.clause + 1] if b.clause + 1 < len(clauses) else len(mask)
        for low, high in ((begin, b.left), (b.right + 1, stop), (clauses[max(0, b.clause - 1)], begin)):
            out += _groups(mask[low:high])
        out += _groups(_between(mask, a, b)) if a.at >= 0 and a.at != b.at else [ABSENT] * len(GROUPS)
        out += [len(PLAN.findall(mask, max(0, begin - 12), b.at)), len(LATE.findall(mask, b.right + 1, min(len(mask), stop + 14)))]
    else:
        out += [ABSENT] * (4 * len(GROUPS) + 2)
    return [*out, *(word in sentence.section for word in SECTIONS)]


@lru_cache(maxsize=1024)
def _groups(text: str) -> tuple[float, ...]:
    """Whether each group has a word in a text; clauses are asked about again and again."""
    return tuple(group.search(text) is not None for group in GROUPS) if text else (False,) * len(GROUPS)


def _between(mask: str, a: Arg, b: Arg) -> str:
    one, two = (a, b) if a.at < b.at else (b, a)
    return mask[one.right + 1: two.left] if one.right < two.left else mask[one.at + 1: two.at]


@lru_cache(maxsize=1024)
def _head_of(name: str) -> float:
    """Which of the head words a name ends in."""
    return next((n for n, word in enumerate(HEADS) if name.endswith(word)), ABSENT)


def describe_names(page: Page, census: Census, a: Arg, b: Arg) -> list[float]:
    """Numbers of the two names themselves: how often and where they are named, how long they are, what they end in."""
    out: list[float] = []
    for arg in (a, b):
        if arg.key < 0:
            out += [ABSENT] * 7
            continue
        name = page.entities[arg.key].name
        out += [census.named.get(arg.key, 0), census.outer.get(arg.key, 0), census.first.get(arg.key, 1.0), len(name),
                len(page.entities[arg.key].aliases), _head_of(name), census.sure.get(arg.key, 1.0)]
    if a.key < 0 or b.key < 0:
        return [*out, ABSENT, ABSENT]
    one, two = page.entities[a.key], page.entities[b.key]
    return [*out, any(name in two.name for name in (one.name, *one.aliases)), len(one.name) >= MIN_HEAD and one.name[:MIN_HEAD] == two.name[:MIN_HEAD]]
