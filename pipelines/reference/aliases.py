"""Whether one name is a short form of another, by type."""

from __future__ import annotations

import re

from pipelines.provinces import SHORT
from pipelines.reference.forms import full_form
from pipelines.reference.normal import fold, is_subsequence
from pipelines.reference.places import prefix_of

_LEGAL = re.compile(r"(股份|有限|责任|控股|集团|公司|总公司|企业|科技|技术|实业|投资)+$")
_SCHOOL = re.compile(r"(职业技术大学|职业技术学院|职业大学|职业学院|高等专科学校|大学|学院|学校|中心|幼儿园|研究院|研究所)$")
_SHORT_SCHOOL = re.compile(
    r"(职院|工院|院|大|职大|科大|职校|校|中专|职高|职专|职教中心|高专|师专|技师|中|职|小|附中|学院|大学|学校|中心)$")
_TITLE_YEAR = re.compile(r"^((19|20)\d\d年(度)?|第[一二三四五六七八九十\d]+届|首届|全国|“|”)+|（(19|20)\d\d(年)?）$")


def abbreviates(label: str, short: str, long: str) -> bool:
    """Whether `short` can stand for `long`, both of entity type `label`. Says nothing of other candidates."""
    a, b = fold(short), fold(long)
    if not 2 <= len(a) < len(b):
        return False
    test = _TESTS.get(label)
    return bool(test and test(a, b))


def _school(a: str, b: str) -> bool:
    head = _SCHOOL.search(a)
    if b.endswith(a):
        return len(a) >= 5 and prefix_of(b) == b[: -len(a)]
    if head:
        core = a[: head.start()]
        return _same_head(head.group(), b) and _core_fits(core, b)
    if not is_subsequence(a, b):
        return b.startswith(a) and len(a) >= 3
    if not (_SHORT_SCHOOL.search(a) or b.startswith(a)):
        return False
    place = prefix_of(b)
    return a[0] == b[0] or (bool(place) and a[0] == b[len(place): len(place) + 1])


def _same_head(head: str, long: str) -> bool:
    own = _SCHOOL.search(long)
    return bool(own) and (own.group() == head or (head in ("学校", "学院") and own.group().endswith(head)))  # type: ignore[union-attr]


def _core_fits(core: str, long: str) -> bool:
    """粮食学院 for 粮食工程学院, 江夏职业学校 for 江夏区职业技术学校; never 湖北大学 for 湖北工业大学."""
    if len(core) < 2 or core in SHORT or prefix_of(core + "市") == core:
        return False
    place = prefix_of(long)
    tail = long[len(place):]
    if place and core.startswith(place[:-1]) and len(core) > len(place) - 1:
        return is_subsequence(core[len(place) - 1:], tail)
    return len(core) <= 6 and long.startswith(core) and len(long) - len(core) <= 6


def _company(a: str, b: str) -> bool:
    core = _LEGAL.sub("", b) or b
    if a.endswith("集团") and b.startswith(a) and not _LEGAL.fullmatch(b[len(a):]):
        return False
    if a in b:
        at = b.index(a)
        rest = b[at + len(a):]
        return (at == 0 and not re.match(r"集团.{2,}(分公司|有限公司)", rest)) or at <= 4 or core.endswith(a)
    plain = _LEGAL.sub("", a) or a
    if len(plain) >= 2 and plain != a and plain in b:
        return b.index(plain) <= 4
    return len(a) <= 5 and a[0] in b[:5] and a[-1] in core and is_subsequence(a, b)


def _body(a: str, b: str) -> bool:
    """县教体局 for 镇平县教育体育局: the last character and the order agree, the place may be missing or shorter."""
    a, b = full_form(a), full_form(b)
    if a[-1] != b[-1] or not is_subsequence(a, b) or (len(a) - len(prefix_of(a)) <= 1 or a in ("省委", "市委", "区委", "县委", "州委")):
        return False
    place = prefix_of(b)
    return a[0] == b[0] or (bool(place) and (a[0] == place[-1] or a[0] == b[len(place): len(place) + 1] or a[:2] in place))


def _society(a: str, b: str) -> bool:
    if not b.endswith(a) and a in b:
        return False
    return (b.endswith(a) and len(a) >= 4) or (len(a) >= 3 and a[-1] in "会委联盟团" and _body(a, b))


def _carrier(a: str, b: str) -> bool:
    """A platform or programme without its opening place, sponsor or level."""
    return (b.endswith(a) and len(a) >= 6) or (b.startswith(a) and len(a) >= 5 and len(b) - len(a) <= 4)


def _contest(a: str, b: str) -> bool:
    return len(a) >= 8 and _TITLE_YEAR.sub("", b) == a


def _major(a: str, b: str) -> bool:
    return b in (a + "专业", a + "专业群")


def _place(a: str, b: str) -> bool:
    return (len(b) == len(a) + 1 and b.startswith(a) and b[-1] in "省市区县州") or (b in SHORT.values() and SHORT.get(a) == b)


def _program(a: str, b: str) -> bool:
    return (b.endswith(a) and len(a) >= 5) or (b.startswith(a) and b[len(a):] in ("计划", "工程", "行动", "项目", "试点", "行动计划"))


_TESTS = {
    "Institution": _school, "Enterprise": _company, "Government": _body, "Organization": _society,
    "Platform": _carrier, "Program": _program, "Major": _major, "Place": _place,
}
