"""What 学校, 我校, 学院 stand for: the document's subject, and the subject of each case, item or paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pipelines.layout.model import Block, Layout
from pipelines.reference.faculties import is_faculty, is_part_of_school
from pipelines.reference.normal import fold
from pipelines.span import NameSpan

OWNERS = ("Institution", "Enterprise", "Government", "Organization", "Platform")
_SUBJECT_LABELS = ("Institution", "Enterprise", "Organization", "Platform", "Place")
_REPORT = re.compile(r"质量(?:年度)?报告|年报|年度报告|发展报告")
_HAN = re.compile("[一-龥]")
PART = 0.15
"""Weight of parts of schools: a faculty speaks for its school."""
INSTITUTE = 0.5
"""Weight of institutes of research, which issue and judge: a text on vocational education is about a school."""
_INSTITUTE = re.compile("(?:研究院|科学院|研究所|研究中心)$")
FOREIGN = 0.1
"""Weight of names in Latin letters: a letterhead's translation of a name is not what a Chinese text is about."""
_ITEM = re.compile(r"[▲●■◆★※\s]{0,3}【[^】\n]{1,14}】")
FEW = 3
"""So many items make a digest."""
_ANAPHOR = re.compile(r"学校|我校|我院|该校|学院|本校|全校")


def choose_subject(layout: Layout, spans: tuple[NameSpan, ...], entity_of: Mapping[NameSpan, int]) -> int | None:
    """The entity the document is about: named in the title, early and often."""
    title = _title_end(layout)
    body = _titled_body(layout, spans, title)
    if body is not None:
        return entity_of[body]
    issuer = _issuer(layout, spans) or _signer(layout, spans, title)
    if issuer is not None:
        return entity_of[issuer]
    if _REGIONAL.match(layout.text[:title]) and not any(span.label == "Institution" and span.end <= title for span in spans):
        return next((entity_of[span] for span in spans if span.label == "Place" and span.end <= title), None)
    score: Counter[int] = Counter()
    schools = len(_ANAPHOR.findall(layout.text)) >= 2
    for rank, span in enumerate(spans):
        if span.label not in _SUBJECT_LABELS or _is_inner(span, spans, rank):
            continue
        name = fold(layout.text[span.start: span.end])
        owner = _owner(span, spans, rank) if span.label == "Institution" and is_part_of_school(name) else span
        school = PART if owner is None else INSTITUTE if _INSTITUTE.search(name) else 2.0
        weight = {"Institution": school, "Enterprise": 1.0 if schools else 1.4, "Place": 0.15}.get(span.label, 0.5)
        bonus = 6.0 if span.end <= title else 2.0 if span.start < title + 300 else 1.0
        spoken = 1.0 if _HAN.search(layout.text, span.start, span.end) else FOREIGN
        score[entity_of[owner or span]] += weight * bonus * spoken  # type: ignore[assignment]
    return max(sorted(score), key=lambda key: score[key]) if score else None


_BODY = re.compile("(?:联盟|职教集团|教育集团|共同体|联合体|协会|学会|委员会|行指委)(?:[（(][^（）()]*[）)])?$")


_REGIONAL = re.compile(
    r"[#\s]*(?:\d{4}年?度?)?[一-龥]{2,8}?(?:省|市|州|自治区|县|区|旗|盟)(?:\d{4}年?度?)?(?:中等|高等)?职业(?:教育|院校|学校)[^\n]{0,16}?(?:报告|综述|总结|年报)")
"""The title of a report on the schools of a region, which is about no single one."""


_NOTICE = re.compile("关于[^\\n]{2,80}?的?\\s?(?:通知|通报|公告|公示|批复|决定)")


_TITLED = re.compile(rf"[#*\s]*{_NOTICE.pattern}")
_SIGNED = re.compile(r"[^\n。，；]{3,40}\s{1,20}(?:20\d\d|二[〇○]\S{2})\s?年\s?\S{1,3}\s?月\s?\S{1,3}\s?日\s{0,20}(?=附件|\Z)")
"""The last lines of a notice: who signs it and the day."""


def _issuer(layout: Layout, spans: tuple[NameSpan, ...]) -> NameSpan | None:
    """The office whose name opens a notice: it is about many schools, and about none of them."""
    first = spans[0] if spans else None
    if first is None or first.label not in ("Government", "Organization") or layout.text[: first.start].strip("#*《【 　\n"):
        return None
    return first if _NOTICE.search(layout.text, first.end, first.end + 200) else None


def _signer(layout: Layout, spans: tuple[NameSpan, ...], title: int) -> NameSpan | None:
    """The office that signs a notice whose title, 关于…的通知, names no body: it is about many schools, and about none of them."""
    if not _TITLED.match(layout.text, 0, title) or any(span.label in OWNERS and span.end <= title for span in spans):
        return None
    tail = _SIGNED.search(layout.text)
    signed = [span for span in spans if tail and tail.start() <= span.start and span.end <= tail.end()]
    return signed[0] if signed and signed[0].label in ("Government", "Organization") else None


def _titled_body(layout: Layout, spans: tuple[NameSpan, ...], title: int) -> NameSpan | None:
    """The alliance, group or committee whose name opens the title, with no school in it: what it did is what the text is about."""
    inside = [span for span in spans if span.end <= title]
    first = inside[0] if inside else None
    if first is None or first.label not in ("Platform", "Organization") or layout.text[: first.start].strip("#*《【 　\n"):
        return None
    schools = any(span.label == "Institution" and span.start >= first.end for span in inside)
    return first if not schools and _BODY.search(layout.text[first.start : first.end]) else None


def _owner(part: NameSpan, spans: tuple[NameSpan, ...], rank: int) -> NameSpan | None:
    """The school that the name of its part begins with."""
    inside = (s for s in spans[rank + 1 : rank + 4] if s.start == part.start and s.end < part.end and s.label == "Institution")
    return next(inside, None)


def _title_end(layout: Layout) -> int:
    for block in layout.blocks:
        if block.end > block.start:
            return block.end if block.end - block.start <= 80 else block.start
    return 0


def _is_inner(span: NameSpan, spans: tuple[NameSpan, ...], rank: int) -> bool:
    for other in reversed(spans[max(0, rank - 4): rank]):
        if other.start <= span.start and other.end >= span.end and other.end - other.start > span.end - span.start:
            return True
    return False


def section_subjects(
    layout: Layout, spans: tuple[NameSpan, ...], entity_of: Mapping[NameSpan, int],
) -> tuple[tuple[int, int, int], ...]:
    """Ranges whose bracketed owner (案例 N 【学校】) or heading names another school, and the items of a digest."""
    by_name = {fold(layout.text[s.start: s.end]): entity_of[s] for s in spans if s.label in OWNERS}
    found: list[tuple[int, int, int]] = []
    starts = [s.start for s in spans]
    ends = _section_ends(layout)
    for index, block in enumerate(layout.blocks):
        owner = by_name.get(fold(block.subject)) if block.subject else None
        if owner is None and block.kind == "heading":
            first = bisect_left(starts, block.start)
            owner = _heading_owner(block, spans[first: bisect_left(starts, block.end)], entity_of)
        if owner is not None:
            found.append((block.start, ends[index], owner))
    found += _digest_subjects(layout, spans, entity_of)
    return tuple(sorted(found, key=lambda item: (item[0], -item[1])))


def _heading_owner(block: Block, spans: tuple[NameSpan, ...], entity_of: Mapping[NameSpan, int]) -> int | None:
    inside = [s for s in spans if block.start <= s.start and s.end <= block.end and s.label == "Institution"]
    keys = {entity_of[s] for s in inside}
    first = min(inside, default=None)
    return keys.pop() if len(keys) == 1 and first and first.start - block.start <= 12 else None


def _digest_subjects(
    layout: Layout, spans: tuple[NameSpan, ...], entity_of: Mapping[NameSpan, int],
) -> Iterator[tuple[int, int, int]]:
    """Items opened by a keyword in 【】, each about the school that it names first, unless 学校 was said before; a heading ends an item."""
    begins = {block.start for block in layout.blocks if _ITEM.match(layout.text, block.start, block.end)}
    if len(begins) < FEW:
        return
    borders = sorted(begins | {block.start for block in layout.blocks if block.kind in ("heading", "title")})
    starts = [span.start for span in spans]
    for begin, end in pairwise([*borders, len(layout.text)]):
        if begin not in begins:
            continue
        inside = spans[bisect_left(starts, begin): bisect_left(starts, end)]
        first = next((s for s in inside if s.label == "Institution" and not is_faculty(layout.text[s.start: s.end])), None)
        if first is not None and not _ANAPHOR.search(layout.text, begin, first.start):
            yield begin, end, entity_of[first]


def _section_ends(layout: Layout) -> list[int]:
    """For each block where its section ends: at the next heading of its own depth or above, or at the next case."""
    ends = [len(layout.text)] * len(layout.blocks)
    waiting: list[int] = []
    for index, block in enumerate(layout.blocks):
        if block.kind in ("heading", "title") or block.subject:
            while waiting and (block.subject or block.level <= layout.blocks[waiting[-1]].level):
                ends[waiting.pop()] = block.start
            waiting.append(index)
    return ends
