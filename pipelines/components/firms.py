"""Firms and schools inside longer names: the brand before a class, workshop or cup, the group before its subsidiary, the school
before its faculty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.resources import resource
from pipelines.components.lexicon import read_words
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_LEGAL = re.compile(r"(?:股份|控股)?(?:有限)?(?:责任)?公司")
_SUBSIDIARY = re.compile(r"(?P<part>[一-鿿]{2,12}?集团)(?P<rest>[一-鿿（）()]{2,}(?:公司|厂|局|院))$")
_BRANCH = re.compile(r"(?P<part>.{4,}?有限(?:责任)?公司)(?P<rest>[一-鿿]{2,}(?:公司|厂|项目部|事业部))$")
_FACULTY = re.compile(
    r"(?P<part>[一-鿿]{2,12}?(?:大学|职业技术学院|职业学院|职院|高等专科学校|师范学院|科学院|工院))(?P<rest>[一-鿿与、]{2,14}(?:学院|系|研究院|研究所))$"
)
_CUP = re.compile(r"“(?P<part>[^“”]{2,8})”?杯")
_BANKS = frozenset(["建行", "工行", "农行", "中行", "交行", "招行", "邮储"])
_LOCAL = re.compile(r"(?:分公司|分行|支行|公司|事业部)$")
_LOCAL_END = re.compile(r"(?:分公司|分行|支行|事业部)$")
_NO_PARENT = re.compile(r"有限|股份|控股|责任|公司$|集团|科技|（")
_LEGAL_HEADS = frozenset(["国网", "中国铁路"])  # they begin full legal names and are no parent named in full
_NO_BRAND = re.compile("中[俄德法英美日韩泰老越缅柬印巴埃哈新马澳加蒙意西葡非欧]|首都|[冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕秦甘陇青宁疆蒙][东西南北中江]")
"""Pairs of countries and regions (中俄, 陕北), which firms have in their names too."""
_HOSTS = ("Platform",)
_LONGEST = 6


@lru_cache(maxsize=1)
def load_firms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Well-known firms, words that open a name and are no brand (trades and the like), places."""
    folder = resource(__file__, "lexicon")
    files = ("places", "places_short", "countries")
    places = [word for name in files for word in read_words(folder / "data" / f"{name}.txt")]
    return (
        frozenset(read_words(folder / "names" / "enterprise.txt")),
        frozenset(read_words(folder / "data" / "company_trades.txt") + read_words(folder / "lists" / "openings.txt")),
        frozenset(places),
    )


def brand_of(text: str, firms: Sequence[str]) -> int:
    """Length of the brand that begins `text`: a well-known firm, or a stretch of the name of a firm of the document that ends
    before a trade word; 0 when there is none."""
    known, trades, places = load_firms()
    for size in range(min(_LONGEST, len(text) - 2), 1, -1):
        if text[:size] in known and text[:size] not in places:
            return size
    best = 0
    if any(text[:size] in trades or text[:size] in places for size in (2, 3, 4, 5)):
        return 0
    for firm in firms:
        at = firm.find(text[:2])
        if at < 0 or firm == text or (at and firm[:at].rstrip("省市县区") not in places and firm[:at] not in places):
            continue
        size = 2
        while size < min(_LONGEST, len(text) - 1) and firm[at : at + size + 1] == text[: size + 1]:
            size += 1
        best = max(best, size)
    for size in range(2, best):
        if any(text[size : size + n] in trades for n in (2, 3, 4)):
            best = size
            break
    return best


def parent_of(text: str) -> int:
    """Length of the firm that begins the name of its branch at a place (中国联通潍坊市分公司); 0 when there is none."""
    known, _, places = load_firms()
    if not _LOCAL.search(text) or "有限" in text[2:]:
        return 0
    for size in range(len(text) - 3, 1, -1):
        head, rest = text[:size], text[size:]
        firm = (head in known and head not in _LEGAL_HEADS) or (size > 3 and head.endswith(("银行", "集团")))
        if not firm or head in places or _NO_PARENT.match(rest):
            continue
        if _LOCAL_END.search(rest) or any(rest[:n] in places for n in range(2, 7)):
            return size
    return 0


def is_sponsor(part: str, firms: Sequence[str]) -> bool:
    """Whether the word before 杯 is a firm: a well-known one, a bank's short name, or the brand in a firm of the document."""
    known, _, places = load_firms()
    if part in places:
        return False
    if part in known or part in _BANKS or part in firms:
        return True
    return any(part in firm and (firm.startswith(part) or firm[: firm.find(part)].rstrip("省市县区") in places) for firm in firms)


def _inside(layout: Layout, span: NameSpan, firms: Sequence[str]) -> tuple[int, int, str] | None:
    text = layout.slice(span.start, span.end)
    if span.label == "Enterprise":
        match = _BRANCH.fullmatch(text) or _SUBSIDIARY.fullmatch(text)
        if match and not _LEGAL.match(match.group("rest")) and match.group("rest")[0] not in "（(":
            return match.start("part"), match.end("part"), "Enterprise"
        size = parent_of(text)
        if size:
            return 0, size, "Enterprise"
    elif span.label == "Institution":
        match = _FACULTY.fullmatch(text)
        if match:
            return match.start("part"), match.end("part"), "Institution"
    elif span.label == "Competition":
        match = _CUP.search(text)
        if match and is_sponsor(match.group("part"), firms):
            return match.start("part"), match.end("part"), "Enterprise"
    elif span.label in _HOSTS:
        size = brand_of(text, firms)
        if size and not _NO_BRAND.fullmatch(text[:size]):
            return 0, size, "Enterprise"
    return None


def nest_firms(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Names with the firms and schools nested in them, where nothing is nested yet; a pair of countries or a region (中德, 陕北) is no firm."""
    spans = [span for span in spans if span.label != "Enterprise" or not _NO_BRAND.fullmatch(layout.slice(span.start, span.end))]
    firms = sorted({layout.slice(s.start, s.end) for s in spans if s.label == "Enterprise"})
    found = list(spans)
    for span in spans:
        part = _inside(layout, span, firms)
        if part is None:
            continue
        start, end = span.start + part[0], span.start + part[1]
        if any(s != span and s.start < end and start < s.end and span.start <= s.start and s.end <= span.end for s in found):
            continue
        found.append(NameSpan(start, end, part[2], 0.8 * span.confidence, "grammar"))
    return found
