"""Is a number phrase a counted achievement, an indicator, or neither? Features of the linear model."""

from __future__ import annotations

import re

from pipelines.facts.figures.window import Window

_DIGITS = str.maketrans("123456789", "0" * 9)
_PLAN = re.compile(
    "将|拟|力争|计划|争取|下一步|争创|谋划|目标|到20[23]\\d年|确保|不低于|不少于|要求|应当|规定|每人|原则上"
)
_VERB = re.compile(
    "获|荣|授权|建成|建有|建设|建立|开设|开展|举办|组织|培训|完成|承担|承接|立项|编写|编制|出版|发表|制定|参加|参与|入选|认定|"
    "招收|招生|毕业|就业|现有|拥有|共有|设有|达到|占|投入|资助|发放|服务|新增|引进|选派|派出|接待|覆盖|吸引|输送|转化|到账|捐赠|"
    "合作|签约|签订|聘请|培养|来自|其中|累计|年均|全年|同比|增长|提高|下降|减少|平均|满意|比例|总|值|面积|经费|收入|学生|教师|奖"
)
_SECTION = re.compile(
    "概况|规模|条件|办学|师资|经费|保障|竞赛|大赛|获奖|荣誉|国际|服务|培训|就业|招生|资助|科研|案例|合作|党建|挑战|展望|资源"
)


def describe(text: str, window: Window, section: str) -> list[str]:
    """Features of a window over clean `text`."""
    q = window.quantity
    left = text[window.left : q.start].translate(_DIGITS)
    right = text[q.end : window.right].translate(_DIGITS)
    clause = re.split(r"[，,、：:（(]", left)[-1]
    unit = q.unit
    out = [f"u:{unit}", f"d:{int(q.digits)}", f"b:{window.block.kind}", f"ud:{unit}{int(q.digits)}"]
    out += [f"l{n}:{left[-n:]}" for n in (1, 2, 3, 4) if len(left) >= n]
    out += [f"r{n}:{right[:n]}" for n in (1, 2, 3)]
    out += [
        f"ul:{unit}{left[-2:]}",
        f"ur:{unit}{right[:1]}",
        f"ur2:{unit}{right[:2]}",
        f"uc:{unit}{clause[:2]}",
        f"c:{clause[:2]}",
    ]
    out += [f"c3:{clause[:3]}", f"e:{clause[-3:]}", f"cl:{min(len(clause), 12)}"]
    out += [f"bl:{clause[i : i + 2]}" for i in range(max(0, len(clause) - 12), len(clause) - 1)]
    out += [f"br:{right[i : i + 2]}" for i in range(min(8, len(right) - 1))]
    out += [f"v:{v}" for v in set(_VERB.findall(clause))] + [f"uv:{unit}{v}" for v in set(_VERB.findall(clause))]
    out += [f"V:{v}" for v in set(_VERB.findall(left))] + [f"R:{v}" for v in set(_VERB.findall(right[:10]))]
    out += [f"plan:{p}" for p in set(_PLAN.findall(text[max(window.begin, q.start - 30) : q.start]))]
    out += [f"sec:{s}{unit}" for s in set(_SECTION.findall(section))] + [
        f"sc:{s}" for s in set(_SECTION.findall(section))
    ]
    return out + _neighbours(window)


def _neighbours(window: Window) -> list[str]:
    """Names and other numbers near by."""
    q = window.quantity
    out = [f"n:{min(len(window.others), 4)}"]
    before = [s for s in window.names if s.end <= q.start]
    after = [s for s in window.names if s.start >= q.end]
    if before:
        gap = q.start - before[-1].end
        out += [f"nb:{before[-1].label}{min(gap, 3)}", f"nB:{before[-1].label}"]
    if after:
        gap = after[0].start - q.end
        out += [f"na:{after[0].label}{min(gap, 3)}", f"nA:{after[0].label}"]
    near = [o for o in window.others if o.end <= q.start]
    if near:
        out += [f"o:{near[-1].unit}>{q.unit}", f"og:{min(q.start - near[-1].end, 4)}"]
    inside = [s.label for s in window.names if s.start < q.end and s.end > q.start]
    return out + [f"in:{label}" for label in inside]
