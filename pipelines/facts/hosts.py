"""Hosts by grammar: 甲主办〔event〕, 〔event〕由甲主办、乙承办, 甲承办的〔event〕, 主办单位为甲."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.anaphors import whole_school
from pipelines.facts.around import Around, around_of
from pipelines.facts.modality import is_open
from pipelines.facts.occasions import Occasion, object_of, subject_in
from pipelines.facts.posts import OWNERS, school_at
from pipelines.page import Page

_VERB = re.compile(r"(?P<verb>主办|承办|协办|合办|举办|举行|召开|组织(?=[^，。；、]{2,30}(?:赛|竞赛|大赛|比赛|节|周|论坛))|启动(?!区))(?!方|地|权|单位|者|校|城市|资格|制度|条件|经验|能力)")
_LABEL = re.compile(r"(?P<verb>主办|承办|协办)(?:单位|方|校)(?:[是为：:]|包括|还有|有|除[^，。]{1,12}外，还有)+")
_KINDS = "(?:单位|部门|学校|院校|高校|部委|企业|机构|协会|(?:行业|社会)?组织)"
_BETWEEN = re.compile(
    rf"(?:(?:、[一-龥]{{2,12}}){{1,2}}(?=等))?(?:等\d*[家所个]?(?:{_KINDS}(?:[和及与、]{_KINDS})*)?|[一二两三四五六七八九十]方|等|和|[0-9]{{1,2}}月[0-9日]*|20\d\d年[0-9月日]*|同期|联合|共同|参与|成功|牵头|还|又|先后|分别|每年|负责|正式|首次|定期|具体|再度|再次|连续|曾|于|也|已|在[^，。；]{{1,16}}?|今年|去年|当年|\s|”)*")
_JOIN = re.compile(r"[、和与及，,\s]|以及|联合|会同|携手|[（(][^（）()\n]{1,24}[）)]|[”“]|同|跟|等")
_OF = re.compile(r"(?:[，、][^。；的]{1,60}?(?:承办|协办)){0,2}的")
_ALIAS = re.compile(r"”?[）)]\s?")
"""What closes the short name in brackets behind a host."""
_SELF = re.compile(r"(?:学校|我校|我院|本校|该校|学院|该院|全校|集团|联盟|共同体|协会)$")
_THEME = re.compile(r"(?:本次|此次|本届|该|这次|此)?(?:大赛|会议|竞赛|比赛|活动|年会|论坛|赛事|大会|培训|赛项|赛务|仪式|决赛)(?:[^，。；]{0,6})?$")
LOOK_BACK = 320
MOST = 6


@dataclass(frozen=True, slots=True)
class Host:
    """A host (entity key), what it hosts, the verb, and the clean range of the sentence's part that says so."""

    key: int
    occasion: Occasion
    verb: str
    start: int
    end: int


def read_hosts(page: Page) -> Iterator[Host]:
    """The hosts of a page in the order of the text."""
    around = around_of(page)
    starts = [s.start for s in around.outer]
    last: Occasion | None = None
    for found in re.finditer(rf"{_LABEL.pattern.replace('verb', 'label')}|{_VERB.pattern}", page.layout.text):
        at = bisect_right(starts, found.start()) - 1
        if at >= 0 and around.outer[at].end > found.start():
            continue
        start, stop = around.sentence(found.start())
        if is_open(page.layout.text[max(start, found.start() - 24): found.end() + 2]):
            continue
        hosts = list(_read(around, found, (start, stop), last))
        if hosts:
            last = hosts[-1].occasion
        yield from hosts


def _read(around: Around, found: re.Match[str], bounds: tuple[int, int], last: Occasion | None) -> Iterator[Host]:
    start, stop = bounds
    if found.group("label"):
        keys = _listed_after(around, found.end(), stop)
        occasion = _before(around, start, found.start(), last)
        verb = found.group("label")
    else:
        verb = {"举行": "举办", "召开": "举办", "合办": "主办"}.get(found.group("verb"), found.group("verb"))
        keys, first = _listed_before(around, start, found.start())
        occasion = _relative(around, found.end(), stop) or object_of(around, found.end(), stop)
        if occasion is None and found.group("verb") in ("主办", "承办", "协办", "举办", "合办"):
            occasion = _before(around, start, first, last)
    if occasion is None:
        return
    low, high = min(found.start(), occasion.start), max(found.end(), occasion.end)
    if high - low > 2 * LOOK_BACK:
        return
    for key, each in [(k, o) for o in (occasion, *_more(around, occasion, stop)) for k in keys]:
        yield Host(key, each, verb, max(low, start) if occasion.start < start else low, high if occasion.end <= stop else found.end())


def _more(around: Around, occasion: Occasion, stop: int) -> list[Occasion]:
    """Further occasions of a list: 甲大赛、乙比赛及丙展演."""
    text, here = around.page.layout.text, occasion.end
    out: list[Occasion] = []
    while len(out) < MOST and (link := re.match(r"[”\"]?(?:、|及|和|以及|与)(?=[“第首]|[^，。；]{2,24}(?:赛|节|论坛|活动))", text[here: here + 40])):
        following = object_of(around, here + link.end(), stop)
        if following is None:
            break
        out.append(following)
        here = following.end
    return out


def _relative(around: Around, end: int, stop: int) -> Occasion | None:
    """主办的〔event〕, 主办、乙承办的〔event〕."""
    behind = _OF.match(around.page.layout.text, end, stop)
    return object_of(around, behind.end(), stop) if behind else None


def _listed_before(around: Around, start: int, end: int) -> tuple[list[int], int]:
    """The coordinated bodies before a verb and where they begin; the school for 学校."""
    page, text = around.page, around.page.layout.text
    keys: list[int] = []
    here = end
    for span in around.before(end, *OWNERS, reach=end - start):
        if here == end and text[span.start - 1: span.start] == "在" and _BETWEEN.fullmatch(text, span.start - 1, end):
            end = here = span.start - 1
            continue
        gap = _ALIAS.sub("", text[span.end: here], count=1)
        if not (_BETWEEN.fullmatch(gap) if here == end else re.fullmatch(rf"(?:{_JOIN.pattern}|等)*[（(]?“?", gap)):
            break
        if page.entity_of[span] not in keys:
            keys.append(page.entity_of[span])
        here = span.start
    if keys and text[max(start, here - 1): here] == "在":
        return [], end
    if keys and (own := _joins(around, start, here)) is not None and own not in keys:
        keys.append(own)
    if not keys:
        word = _SELF.search(text, start, _trailing(text, start, end))
        if word is not None and not re.search(r"[各所业类等中]$", text[start: word.start()]):
            key = _self(around, word)
            before, first = _joined_before(around, start, word.start())
            return [k for k in dict.fromkeys((*before, key)) if k is not None], first
        return _unspoken(around, start, end), end
    word = re.search(r"(?:学校|我校|我院|集团)[与和同、]$|(?:学校|我校|我院)(?:联合|会同|携手)$", text[start:here])
    if word is not None and (own := school_at(around, start + word.start(), pointed=False)) is not None and own not in keys:
        keys.append(own)
        here = start + word.start()
    return keys[::-1], here


_ALONE = re.compile(r"[，。；：\n]\s*(?:(?:全年|年内|每年|每学期|本?年度|今年|当年|暑期|期间|先后|还|并|又|也|成功|连续|定期|同时|精心|牵头|[0-9年月日]{2,11})+)?$")
_WITH = re.compile(r"[，。；：\n]\s*(?:[0-9年月日]{2,11}，?|全年|年内|还|并|又)?(?:会同|联合|携手)$")


def _unspoken(around: Around, start: int, end: int) -> list[int]:
    """The school that a text is about, where a clause begins with the verb: 全年举办…大赛."""
    found = _ALONE.search("\n" + around.page.layout.text[start:end])
    own = _own_school(around, end) if found else None
    return [own] if own is not None else []


def _joins(around: Around, start: int, here: int) -> int | None:
    """The school that a text is about, where it stands unspoken before 会同甲."""
    return _own_school(around, here) if _WITH.search("\n" + around.page.layout.text[start:here]) else None


def _own_school(around: Around, at: int) -> int | None:
    key = around.page.subject_at(at)
    key = whole_school(around.page, key, "学校")
    return key if key is not None and around.page.entities[key].type == "Institution" else None


def _joined_before(around: Around, start: int, end: int) -> tuple[list[int], int]:
    """The bodies of a list that ends in 与学校, and where they begin."""
    text, keys, here = around.page.layout.text, list[int](), end
    for span in around.before(end, *OWNERS, reach=end - start):
        gap = _ALIAS.sub("", text[span.end: here], count=1)
        if not re.fullmatch("[与和及同、]" if here == end else f"(?:{_JOIN.pattern})*[（(]?“?", gap) or "，" in gap:
            break
        keys.append(around.page.entity_of[span])
        here = span.start
    return keys[::-1], here


def _trailing(text: str, start: int, end: int) -> int:
    """Where the adverbs before a verb begin."""
    for low in range(max(start, end - 24), end + 1):
        if _BETWEEN.fullmatch(text, low, end):
            return low
    return end


def _self(around: Around, word: re.Match[str]) -> int | None:
    name = word.group()
    if name in ("集团", "联盟", "共同体", "协会"):
        for span in around.before(word.start(), "Platform", "Organization", "Enterprise"):
            if around.name(span).endswith(name):
                return around.page.entity_of[span]
        return None
    return whole_school(around.page, school_at(around, word.start(), pointed=name.startswith("该")), name)


def _listed_after(around: Around, start: int, stop: int) -> list[int]:
    text = around.page.layout.text
    keys: list[int] = []
    here = start
    for span in around.inside(start, stop, *OWNERS):
        if not re.fullmatch(rf"(?:{_JOIN.pattern})*", text[here: span.start]):
            break
        keys.append(around.page.entity_of[span])
        here = span.end
    return keys


def _before(around: Around, start: int, end: int, last: Occasion | None) -> Occasion | None:
    """The occasion that the sentence, else the one before, is about."""
    text = around.page.layout.text
    here = subject_in(around, start, end)
    if here is not None:
        return here
    if last is not None and last.start >= start - 4:
        return last
    clause = text[start:end]
    if re.search(r"大赛|会议|竞赛|比赛|活动|年会|论坛|赛事|大会|赛务|仪式|决赛", clause) or not clause.strip("，、 由"):
        return subject_in(around, max(0, start - LOOK_BACK), start)
    return None
