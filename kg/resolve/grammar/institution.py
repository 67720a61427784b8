"""Schools: place, distinguishing part, ordinal and skeleton, and the short forms these allow.

A short form is built from the parts of a full name, never guessed from likeness: 贵州|交通|职业技术学院 gives 贵州交院, 贵州交通职院,
黔交院. Distinguishing parts are never exchanged, so 工业 and 工程 cannot meet except where both shorten to 工; then the form
has two owners and is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.resolve.grammar.shape import Canonical, Context, Form
from kg.resolve.places import load_places, short_name
from kg.resolve.text import clean, key

SKELETONS: dict[str, tuple[str, ...]] = {
    "职业技术学院": ("职院", "职技院", "院", "职业技术", "职业", "职"),
    "职业学院": ("职院", "院", "职业", "职"),
    "职业技术大学": ("职大", "职技大", "职业大学", "大", "职业技术", "职"),
    "职业大学": ("职大", "大", "职业", "职"),
    "职业技术师范大学": ("职师大", "职技师大", "职业师大"),
    "技师学院": ("技院", "技师"),
    "幼儿师范高等专科学校": ("幼专", "幼师高专", "幼高专", "幼儿师专", "幼师"),
    "师范高等专科学校": ("师专", "师范高专", "师范专科学校"),
    "医学高等专科学校": ("医专", "医高专", "医学高专"),
    "中医药高等专科学校": ("中医药高专", "中医专"),
    "医药高等专科学校": ("医专", "医药高专"),
    "卫生高等专科学校": ("卫专",),
    "电力高等专科学校": ("电专", "电力高专"),
    "冶金高等专科学校": ("冶专", "冶金高专"),
    "高等专科学校": ("高专", "专", "专科学校"),
    "专科学校": ("专",),
    "师范大学": ("师大",),
    "医科大学": ("医大",),
    "中医药大学": ("中医大", "中医药大"),
    "理工大学": ("理工", "理工大"),
    "农业大学": ("农大",),
    "财经大学": ("财大",),
    "科技大学": ("科大", "科技大"),
    "工业大学": ("工大", "工业大"),
    "民族大学": ("民大", "民族大"),
    "交通大学": ("交大", "交通大"),
    "大学": ("大",),
    "职业教育中心学校": ("职教中心", "职教中心学校", "职业教育中心", "职校"),
    "职业技术教育中心": ("职教中心", "职业教育中心", "职技教中心"),
    "职业教育中心": ("职教中心",),
    "职业高级中学": ("职高", "职业高中", "职中"),
    "职业中等专业学校": ("职专", "职业中专", "中专", "职中", "职业中专学校"),
    "职业中专学校": ("职专", "中专", "职中专", "职业中专"),
    "中等职业技术专业学校": ("中专", "职校", "中职"),
    "中等职业技术学校": ("职校", "中职校", "中职", "职业技术学校", "中等职业学校"),
    "中等职业学校": ("职校", "中职", "中职校", "职专", "职中"),
    "中等专业学校": ("中专", "中专学校", "中等专业"),
    "职业技术学校": ("职校", "职技校", "职业学校", "技校"),
    "高等职业技术学校": ("高职校", "高等职校"),
    "高等职业学校": ("高职校",),
    "职业学校": ("职校",),
    "职业中学": ("职中",),
    "高级技工学校": ("高级技校", "高技", "技校"),
    "技工学校": ("技校",),
    "特殊教育学校": ("特校", "特教学校", "特教"),
    "中等师范学校": ("师范",),
    "高级中学": ("高中",),
    "中学": ("中",),
    "幼儿园": ("幼",),
    "教育科学研究院": ("教科院", "教育科学院"),
    "教育科学研究所": ("教科所",),
    "科学研究院": ("科研院", "研究院"),
    "学院": ("院",),
    "学校": ("校",),
}
_BY_LENGTH = sorted(SKELETONS, key=len, reverse=True)
CORES: dict[str, tuple[str, ...]] = {
    "城市管理": ("城管",),
    "资源环境": ("资环",),
    "石油化工": ("石化",),
    "水利水电": ("水电", "水利"),
    "经济贸易": ("经贸",),
    "工业贸易": ("工贸",),
    "工商管理": ("工商",),
    "电子信息": ("电信", "电子"),
    "信息技术": ("信息", "信"),
    "城市建设管理": ("城建",),
    "机械电子": ("机电",),
    "铁路工程": ("铁路", "铁"),
    "铁路科技": ("铁科",),
    "铁道": ("铁",),
    "铁路": ("铁",),
    "建筑工程": ("建工",),
    "装备制造": ("装备", "装"),
    "邮电": ("邮",),
    "交通运输": ("交通", "交"),
    "公路": ("公路",),
    "对外经济贸易": ("外经贸", "经贸"),
    "外语外贸": ("外贸",),
    "现代农业": ("农",),
    "生物科技": ("生科",),
    "工艺美术": ("工美",),
    "文化艺术": ("文艺",),
    "电子工程": ("电子", "电工"),
    "出版印刷": ("版专", "出版"),
    "农业工程": ("农工", "农"),
    "轻工业": ("轻工",),
    "经济管理": ("经管",),
    "司法警官": ("警官", "司警"),
    "航空": ("航",),
    "航海": ("海",),
    "航运": ("航",),
    "交通": ("交",),
    "工业": ("工",),
    "工程": ("工",),
    "建筑": ("建",),
    "民政": ("民",),
    "旅游": ("旅",),
    "卫生": ("卫",),
    "农业": ("农",),
    "林业": ("林",),
    "水利": ("水",),
    "电力": ("电",),
    "机电": ("机",),
    "商业": ("商",),
    "信息": ("信",),
    "经济": ("经",),
    "财经": ("财",),
    "医药": ("医",),
    "警官": ("警",),
    "艺术": ("艺",),
    "传媒": ("传",),
    "软件": ("软",),
    "石油": ("石",),
    "矿冶": ("矿冶",),
    "城市": ("城",),
    "纺织": ("纺",),
    "轻工": ("轻",),
    "化工": ("化",),
    "冶金": ("冶",),
    "工商": ("工商",),
    "国际商务": ("国商",),
    "药品食品": ("食药",),
    "石油工程": ("石工",),
    "民族师范": ("民师",),
    "职业": ("职",),
}
_ORDINAL = re.compile(r"^(.*?)第([一二三四五六七八九十]{1,3})$")


@dataclass(frozen=True, slots=True)
class School:
    """Parts of a school's name: places in front, their code, distinguishing part, ordinal, skeleton."""

    places: tuple[str, ...]
    code: str
    core: str
    ordinal: str
    skeleton: str


def parse(text: str) -> School | None:
    """The parts of a full school name, or None when it has no known skeleton."""
    name = key(text)
    skeleton = next((s for s in _BY_LENGTH if name.endswith(s) and len(name) > len(s)), "")
    if not skeleton:
        return None
    body = name.removesuffix(skeleton)
    if re.search(r"学院|大学", body):
        return None  # a school within a school has no short forms of its own
    head, rest = load_places().split(body, whole=True)
    ordinal = _ORDINAL.match(rest)
    if ordinal:
        rest = ordinal.group(1)
    return School(
        head.words if head else (),
        head.code if head else "",
        rest,
        ordinal.group(2) if ordinal else "",
        skeleton,
    )


_CAMPUS = re.compile(
    r"[\(（]([^()（）]{1,8}(?:校区|校园|院区|本部))[\)）]$|(?<=[院校学])([一-龥]{1,4}校区|本部|校本部)$"
)


def canonical(text: str, context: Context) -> Canonical:
    """A school's own key: the name without marks and campus; 省, 市, 县 before a body are those of the text's place."""
    plain = _CAMPUS.sub("", clean(text))
    generic = re.match(
        r"^(自治区|[省市县区州])(?=教科院|教育科学研究院|教科所|职教中心|职校|职业|中等职业|特校|一中|二中)", plain
    )
    if generic:
        places = load_places()
        code = places.at_level(context.place, generic.group(1)) if context.place else ""
        if not code:
            return Canonical(key(plain), text, "place of the text unknown", open=True)
        plain = places.names[code] + plain[generic.end() :]
        return Canonical(key(plain), plain, f"{generic.group(1)} is {places.names[code]} in this text")
    return Canonical(_placed_key(plain, context), text)


def _placed_key(plain: str, context: Context) -> str:
    """The key with the place in full, so that 遵义女子职业学校 and 贵州省遵义市女子职业学校 agree."""
    name, places = key(plain), load_places()
    skeleton = next((s for s in _BY_LENGTH if name.endswith(s) and len(name) > len(s)), "")
    head, rest = places.split(name.removesuffix(skeleton), whole=True, within=context.place)
    if not skeleton or head is None or not head.code or re.search("学院|大学", rest):
        return name
    if (
        len(head.code) == 6
        and head.words[-1] != places.names[head.code]
        and not context.place.startswith(head.code[:4])
    ):
        return name  # 和平中学 need not be in 和平县
    return places.full(head.code) + rest + skeleton


def short_forms(text: str) -> Iterator[Form]:
    """Every short form that the parts of a full name allow, with how sure each is when only one body has it."""
    school = parse(text)
    if school is None:
        return
    places = list(_places(school))
    for core, core_cost, core_word in _cores(school):
        for tail, tail_cost, tail_word in _tails(school, abbreviated=core_cost > 0):
            for place, place_cost, place_word in places:
                if _allowed(school, place, core, tail):
                    cost = core_cost + tail_cost + place_cost
                    if cost:
                        yield Form(place + core + tail, 0.99 - cost, (place_word, core_word, tail_word))


def _allowed(school: School, place: str, core: str, tail: str) -> bool:
    if len(place) + len(core) + len(tail) < 2:
        return False
    if not tail:
        return bool(place) and len(place + core) >= (4 if core else 99)
    if not place and school.places:
        whole = tail == school.skeleton
        plain = school.skeleton in ("学院", "大学", "学校", "中学") or school.ordinal
        return len(core) >= 2 and core == school.core and not whole and not plain
    return True


def _places(school: School) -> Iterator[tuple[str, float, str]]:
    if not school.places:
        yield "", 0.0, ""
        return
    yield "".join(school.places), 0.0, ""
    for start in range(1, len(school.places)):
        yield "".join(school.places[start:]), 0.01, "outer place left out"
    last = school.places[-1]
    short = short_name(last)
    chain = "".join(short_name(word) for word in school.places)
    yield from ((form, 0.01, "short place") for form in {short, chain} - {last})
    if school.code:
        for form in load_places().short_forms(school.code):
            if form != short:
                yield form, 0.06 if len(school.code) < 6 else 0.1, f"{form} for {short}"
    else:
        yield short[0], 0.06, f"{short[0]} for {short}"
    yield "", 0.2, "place left out"


def _cores(school: School) -> Iterator[tuple[str, float, str]]:
    core = school.core
    yield core, 0.0, ""
    if len(core) < 2:
        return
    if core == "民族" and school.places:
        yield "", 0.1, "民族 left out"
    seen = {core}
    for short in CORES.get(core, ()):
        if short not in seen:
            seen.add(short)
            yield short, 0.04, f"{short} for {core}"
    words = [core[i : i + 2] for i in range(0, len(core), 2)] if len(core) % 2 == 0 else []
    initials = "".join(word[0] for word in words)
    first = words[0] if len(words) > 1 else ""
    if len(words) < 2:
        initials = ""
    mixed = words[0] + words[1][0] if len(words) == 2 else ""
    for form, cost, rule in (
        (initials, 0.06, "initials"),
        (mixed, 0.08, "word and initial"),
        (first, 0.25, "first word"),
        (core[0], 0.14, "initial"),
    ):
        if form and form not in seen:
            seen.add(form)
            yield form, cost, f"{form} for {core} ({rule})"


def _tails(school: School, *, abbreviated: bool) -> Iterator[tuple[str, float, str]]:
    """Ends that a short form may have. A shortened core never stands before a whole skeleton: 沈阳工学院 is not 沈阳工程学院."""
    ordinal = f"第{school.ordinal}" if school.ordinal else ""
    if not abbreviated:
        yield ordinal + school.skeleton, 0.0, ""
    for short in SKELETONS[school.skeleton]:
        if short in SKELETONS:
            if not abbreviated:
                yield ordinal + short, 0.2, f"{short} for {school.skeleton}"
            continue
        if len(short) == 1 and not abbreviated and not school.ordinal and school.core:
            continue  # 工业院, 工程大 are not said; 工院 is
        if not school.core and not school.ordinal and "职" in school.skeleton and "职" not in short:
            continue  # 深大 is 深圳大学
        cost = 0.03 if len(short) > 1 else 0.05
        yield school.ordinal + short, cost, f"{school.ordinal}{short} for {school.skeleton}"
        if ordinal and len(short) > 1:
            yield ordinal + short, cost, f"{short} for {school.skeleton}"
    if school.skeleton not in ("学院", "大学", "学校", "中学") and not school.ordinal and not abbreviated:
        yield "", 0.2, "skeleton left out"
