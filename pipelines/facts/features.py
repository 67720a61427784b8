"""What a pair of args looks like to the scorer: strings, shared by all fact types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.facts.scene import Arg, Sentence
from pipelines.facts.titles import TITLES
from pipelines.page import Page

TRIGGERS = re.compile(
    "共建|联合|合作|携手|签署|签订|签约|协议|备忘录|牵头|发起|成立|组建|建成|建立|建设|搭建|打造|设立|创建|创办|开办|开设|揭牌|挂牌|授牌|"
    "获批|立项|入选|认定|获评|评为|荣获|获得|斩获|获|授予|表彰|通过|验收|备案|依托|投资|捐赠|提供|订单|冠名|学徒|联合培养|共同|培养|"
    "校企|参与|加入|当选|担任|受聘|聘请|聘任|理事长|理事|副会长|会长|成员|单位|主任|委员|秘书|承办|主办|协办|举办|组织|启动|实施|"
    "推进|落实|开展|参加|承担|承接|试点|项目|培育|建设单位|院校|首批|结对|帮扶|支援|对口|交流|互访|留学|海外|输出|落户|运营|"
    "投入使用|教师|校长|书记|院长|负责人|教授|主持|领衔|毕业|校友|兼任|来自|所属|下设|附属|隶属|位于|指导|支持|批准|公布|发布|"
    "名单|印发|考察|调研|走访|出席|参观|就业|输送|录用|实习|培训|服务|捐|赠|派|设备|专家|共享|共同体|联盟|集团|中心|基地|学院|工坊"
)
PLAN = re.compile("将|拟|力争|计划|争取|下一步|争创|筹建|谋划|规划|准备|有望|申报|未能|尚未|未获|没有|并非|不再|取消|终止|建议|希望|期待|意向")
_LATE = re.compile("推迟|搁置|未|没有|尚无|意向|空白|暂|待|取消|终止|落空|无果|仍|将|拟|争取|力争|不足|差距|计划|有望")
_SECTION = re.compile("合作|融合|国际|竞赛|大赛|荣誉|党建|展望|不足|打算|计划|问题|挑战|师资|社会|科研|专业|案例|服务|获奖|平台|就业|文化|政策|思政")
_DIGIT = re.compile("0+")
NEAR = 16


def describe_all(page: Page, sentence: Sentence, proposals: Iterable[tuple[Arg, Arg, object]]) -> Iterator[list[str]]:
    """Features of each pair of a sentence; what hangs on the object alone is worked out once."""
    contexts: dict[tuple[int, str], Context] = {}
    for a, b, _ in proposals:
        yield describe(page, sentence, a, b, contexts=contexts)


def describe(
    page: Page, sentence: Sentence, a: Arg, b: Arg, *, contexts: dict[tuple[int, str], Context] | None = None,
) -> list[str]:
    """Features of the ordered pair (subject-like a, object-like b)."""
    contexts = {} if contexts is None else contexts
    kind = a.kind if a.kind != "name" else ("nested" if a.nested else "name")
    spoken = a.at >= 0
    order = "u" if not spoken else b.kind[:2] if b.at < 0 else "=" if a.at == b.at else "<" if a.at < b.at else ">"
    pair = f"{_short(a)}{order}{_short(b)}"
    head = f"{order}{kind[0]}"
    out = ["#", f"p:{pair}", f"k:{kind}{b.label}{int(b.nested)}", f"blk:{sentence.block.kind}{b.label}", f"h:{head}{b.label}"]
    name_b = name_of(page, b)
    out.append(f"sb:{name_b[-2:]}")
    out.append(f"sb:{head}{name_b[-2:]}")
    out.append(f"sa:{name_of(page, a)[-2:]}{b.label}")
    out += [f"sec:{word}{b.label}" for word in set(_SECTION.findall(sentence.section))]
    out += _columns(sentence, a, b)
    if b.label == "Person":
        out += _person(sentence, a, b)
    elif b.label == "Institution":
        out += _unit(page, sentence, a, b, head)
    if b.at < 0:
        return out + [f"u{f}" for f in _cached(contexts, sentence, a).under(b.kind + b.label[:3])]
    out += _subject_features(page, sentence, a, b, head)
    context = _cached(contexts, sentence, b)
    out += _syntax(sentence, a, b, order, context.triggers)
    out += context.under(head)
    if spoken and a.at != b.at:
        out += _between(sentence, a, b, pair)
    return out


_POST = re.compile(rf"(?:的?(?:[一-龥M]{{0,8}}?)(?:{TITLES})[、兼和]?)+$")
MAX_POST = 20
_END = re.compile(rf"(?:{TITLES})$")


def _person(sentence: Sentence, a: Arg, b: Arg) -> list[str]:
    """Whether only a title stands between organisation and person, and whether one stands before the person."""
    mask = sentence.mask
    post = _END.search(mask[max(0, b.left - 10): b.left])
    titled = int(bool(post))
    word = post.group()[-2:] if post else ""
    link = link_of(sentence, a, b)
    extra = [f"tw:{word}{a.label[:3]}{a.kind[:1]}", f"tl:{word}{link}", f"tz:{word}{link}{a.label[:3]}"]
    if a.at < 0:
        return [*extra, f"ti:{titled}u{a.kind}", f"ti:{titled}{int(b.left == 0)}"]
    between = mask[a.at + 1: b.left] if a.at < b.left else mask[b.right + 1: a.at]
    exact = "0" if not between else "t" if len(between) <= MAX_POST and _POST.fullmatch(between) else "n"
    closest = not any(letter in between for letter in "IEGOPS")
    order = "<" if a.at < b.at else ">"
    near = min(abs(b.left - a.at), 12) // 3
    return [*extra, f"tn:{near}{order}{a.label[:3]}{titled}", f"ti:{titled}{exact}{order}", f"te:{exact}{order}{int(closest)}{a.label[:3]}", f"tc:{titled}{int(closest)}{order}{a.kind}"]


_UNIT = re.compile(r"^(?!.*(?:职业|大学|师范|专科|中学|学校)).{2,10}(?:学院|系|部|中心)$")


def _unit(page: Page, sentence: Sentence, a: Arg, b: Arg, head: str) -> list[str]:
    """Whether the second name is shaped as a unit of a school, and whether it begins with the first."""
    name, owner = name_of(page, b), page.entities[a.key].name
    shape = int(bool(_UNIT.match(name))) + 2 * int(name.startswith(owner))
    own = int(a.key == page.subject)
    rivals = sum(1 for o in sentence.args if o.label == "Institution" and o.key not in (a.key, b.key) and o.at < b.at)
    return [f"un:{shape}{head}", f"un:{shape}{own}{min(rivals, 2)}", f"un:{shape}{a.kind}{own}"]


def name_of(page: Page, arg: Arg) -> str:
    """The canonical name of an arg, or the literal it is."""
    return arg.text if arg.key < 0 else page.entities[arg.key].name


def _columns(sentence: Sentence, a: Arg, b: Arg) -> list[str]:
    """Headers of the two cells in a table row."""
    if not sentence.columns:
        return []
    above_a, above_b = sentence.header_of(a)[-4:], sentence.header_of(b)[-4:]
    return [f"ca:{above_a}{b.label}", f"cb:{above_b}{b.label}", f"cc:{above_a}|{above_b}", f"row:{b.kind}{b.label}{a.kind}{a.label}"]


def _short(arg: Arg) -> str:
    return arg.label[:3] + ("" if arg.kind == "name" else "*")


def _subject_features(page: Page, sentence: Sentence, a: Arg, b: Arg, head: str) -> list[str]:
    """How a stands among the other organisations of the sentence."""
    subject = page.subject_at(b.start)
    rivals = [o for o in sentence.args if o.label in _ORGS and o.key != a.key and o.key != b.key and not o.nested]
    before = sum(1 for o in rivals if o.at < b.at)
    same = sum(1 for o in rivals if o.clause == b.clause)
    between = sum(1 for o in rivals if a.at < o.at < b.at) if a.at >= 0 else before
    out = [
        f"subj:{int(a.key == subject)}{head}", f"riv:{min(before, 3)}{min(same, 2)}{head}", f"bet:{min(between, 4)}{head}",
        f"rivb:{min(before, 3)}{head}{b.label}", f"one:{int(not rivals)}{int(a.key == subject)}{b.label}{head}",
    ]
    if a.at >= 0:
        gap = abs(a.clause - b.clause)
        out += [f"gap:{min(gap, 4)}{head}{b.label}", f"first:{int(not before)}{head}{b.label}"]
        out.append(f"list:{min(a.right - a.left, 3)}{min(b.right - b.left, 3)}{head}")
    return out


_ORGS = frozenset({"Institution", "Enterprise", "Government", "Organization"})


def link_of(sentence: Sentence, a: Arg, b: Arg) -> str:
    """Whether a is the subject of b's clause: S its own, I handed down, o/i another is, x/n there is none."""
    subject = sentence.subjects[b.clause]
    if subject is None:
        return "n" if a.at < 0 else "x"
    if subject.key == a.key or (a.left <= subject.at <= a.right and a.at >= 0):
        return "S" if subject.clause == b.clause else "I"
    return "o" if subject.clause == b.clause else "i"


def _syntax(sentence: Sentence, a: Arg, b: Arg, order: str, triggers: tuple[str, str, str]) -> list[str]:
    """Parts in the clause, whether a is the subject of b's clause, and the triggers next to b."""
    link = link_of(sentence, a, b)
    lab = b.label[:3]
    left, right, before = triggers
    same = "1" if a.at >= 0 and a.clause == b.clause else "0"
    who = f"{a.role}{link}{same}{order}"
    return [
        f"sy:{who}{b.role}{lab}", f"sy:{who}{lab}", f"sl:{link}{lab}{left}", f"sr:{link}{lab}{right}", f"slr:{lab}{left}/{right}",
        f"wl:{who}{lab}{left}", f"wr:{who}{lab}{right}", f"we:{who}{lab}{before}", f"ra:{a.role}{a.label[:3]}{lab}{order}",
        f"rb:{b.role}{lab}{left}", f"ww:{link}{same}{lab}{left}{right}",
    ]


@dataclass(frozen=True, slots=True)
class Context:
    """Words round an object: features of it alone, and the triggers before and after it, that the way it stands to a subject is joined with.
    `triggers`: the nearest in its clause before and after it, and that of the clause before where its own has none; or -."""

    own: list[str]
    left: frozenset[str]
    right: frozenset[str]
    triggers: tuple[str, str, str]
    label: str
    abroad: bool

    def under(self, head: str) -> Iterator[str]:
        """Features of the object as it stands to a subject."""
        yield from self.own
        yield from (f"L{head}{self.label}{word}" for word in self.left)
        yield from (f"R{head}{self.label}{word}" for word in self.right)
        yield f"ab:{int(self.abroad)}{self.label}{head}"


def _cached(contexts: dict[tuple[int, str], Context], sentence: Sentence, b: Arg) -> Context:
    key = (b.start, b.label)
    if key not in contexts:
        contexts[key] = _read_context(sentence, b)
    return contexts[key]


def _read_context(sentence: Sentence, b: Arg) -> Context:
    """Words round the object: its clause, what stands before and after its list."""
    mask = sentence.mask
    begin = sentence.clauses[b.clause]
    stop = sentence.clauses[b.clause + 1] if b.clause + 1 < len(sentence.clauses) else len(mask)
    left, right = mask[max(begin, b.left - NEAR): b.left], mask[b.right + 1: min(stop, b.right + 1 + NEAR)]
    lab = b.label[:3]
    out = [f"l1{lab}:{mask[max(0, b.left - 1): b.left]}", f"l2{lab}:{mask[max(0, b.left - 2): b.left]}", f"l3{lab}:{mask[max(0, b.left - 3): b.left]}"]
    out += [f"r1{lab}:{mask[b.right + 1: b.right + 2]}", f"r2{lab}:{mask[b.right + 1: b.right + 3]}", f"r4{lab}:{mask[b.right + 1: b.right + 5]}"]
    lefts, rights = frozenset(TRIGGERS.findall(left)), frozenset(TRIGGERS.findall(right))
    out += [f"L{lab}{t}" for t in lefts]
    out += [f"R{lab}{t}" for t in rights]
    if b.clause:
        earlier = mask[sentence.clauses[b.clause - 1]: begin]
        out += [f"E{lab}{t}" for t in set(TRIGGERS.findall(earlier[-30:]))]
    out += [f"plan:{w}" for w in set(PLAN.findall(mask, max(0, begin - 12), max(b.at, 0)))]
    out += [f"late:{w}{lab}" for w in set(_LATE.findall(mask, b.right + 1, min(len(mask), stop + 14)))]
    out += [f"bi{lab}:{left[i:i + 2]}" for i in range(max(0, len(left) - 8), len(left) - 1)]
    out += [f"br{lab}:{right[i:i + 2]}" for i in range(min(6, len(right) - 1))]
    return Context(out, lefts, rights, _next_triggers(sentence, b, begin, stop), lab, any(arg.label == "Place" and arg.abroad for arg in sentence.args))


def _next_triggers(sentence: Sentence, b: Arg, begin: int, stop: int) -> tuple[str, str, str]:
    mask = sentence.mask
    lefts, rights = TRIGGERS.findall(mask, begin, b.left), TRIGGERS.findall(mask, b.right + 1, stop)
    earlier = TRIGGERS.findall(mask, sentence.clauses[b.clause - 1], begin) if not lefts and b.clause else ()
    return (lefts[-1] if lefts else "-"), (rights[0] if rights else "-"), (earlier[-1] if earlier else "-")


def _between(sentence: Sentence, a: Arg, b: Arg, pair: str) -> list[str]:
    """The text between the two lists and round the subject-like one."""
    mask = sentence.mask
    first, second = (a, b) if a.at < b.at else (b, a)
    text = mask[first.right + 1: second.left] if first.right < second.left else mask[first.at + 1: second.at]
    near = text if len(text) <= 2 * NEAR else text[:NEAR] + "…" + text[-NEAR:]
    lab = pair
    out = [f"len:{min(len(text).bit_length(), 7)}{pair}"]
    if len(text) <= 12:
        out.append(f"={_DIGIT.sub('0', text)}|{pair}")
        out.append(f"={_DIGIT.sub('0', text)}")
    out += [f"B{lab}{t}" for t in set(TRIGGERS.findall(near))]
    out += [f"G{order_of(a, b)}{lab[:3]}{near[i:i + 2]}" for i in range(len(near) - 1)]
    if len(found := TRIGGERS.findall(near)) > 1:
        out.append(f"seq:{'>'.join(found[-3:])}{pair}")
    out += [f"al:{mask[max(0, a.left - 2): a.left]}{pair}", f"ar:{mask[a.right + 1: a.right + 3]}{pair}", f"ar:{mask[a.right + 1: a.right + 2]}{pair}", f"al:{mask[max(0, a.left - 1): a.left]}{pair}"]
    out += [f"nb:{letter}{pair}" for letter in set(text) & _LETTERS]
    tail = mask[second.right + 1: second.right + 9]
    out += [f"T{pair}{t}" for t in set(TRIGGERS.findall(tail))]
    return out


def order_of(a: Arg, b: Arg) -> str:
    """Which of the two comes first."""
    return "<" if a.at < b.at else ">"


_LETTERS = frozenset("IEGOPRCANLWMYS")
