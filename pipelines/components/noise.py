"""Found names that cannot be names where they stand: words of English prose, prize grades that head the columns of a count, classes that
are counted or addressed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_LATIN = re.compile(r"[A-Za-z .,&’'\-]+")
_PROSE_BEFORE = re.compile(r"[a-z]{2,}[ ,]+$")
_GRADE = re.compile(r"特等奖|[一二三四]等奖|[金银铜]奖|[金银铜]牌|优秀奖|优胜奖|合计|总计|小计")
_LEAST_GRADES = 2
_BEFORE = 12


def drop_prose(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Without words of English sentences: one in small letters, or Latin words that follow a word in small letters."""
    return [span for span in spans if not _is_prose(layout.text, span)]


def _is_prose(text: str, span: NameSpan) -> bool:
    name = text[span.start : span.end]
    if not _LATIN.fullmatch(name):
        return False
    return name.islower() or bool(_PROSE_BEFORE.search(text[max(0, span.start - _BEFORE) : span.start]))


def drop_classes(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Without classes of platforms and programmes that are counted (国家级实训基地3个), kinds of schools (高水平学校) and offices that are addressed as a
    class (直辖市教育厅)."""
    return [span for span in spans if not _is_class(layout.text, span)]


def _is_class(text: str, span: NameSpan) -> bool:
    if text.startswith("集团化", span.end - 2):
        return True
    if span.label in ("Platform", "Program"):
        return bool(_OF_LEVEL.match(text, span.start, span.end) and _COUNTED.match(text, span.end))
    if span.label == "Award" and _MEETING.search(text, span.start, span.end):
        return True
    if span.label == "Competition" and _DEED.search(text, span.start, span.end):
        return True
    if span.label == "Institution" and _KIND_OF_SCHOOL.fullmatch(text, span.start, span.end):
        return True
    return span.label == "Government" and bool(_EACH.search(text[max(0, span.start - _BEFORE) : span.start]))


_OF_LEVEL = re.compile("(?:国家|省|自治区|市|校|院)级|国家(?!开放|大学)")
_COUNTED = re.compile(r"\s?\d{1,3}\s?[个家所项门支种]")
_KIND_OF_SCHOOL = re.compile("(?:国家级?|省级|市级)?(?:高水平|示范性?|骨干|优质|重点|试点|本科|高职|中职|公办|民办|一流|特色)(?:高职|中职|职业)*(?:学校|院校|高校)")
_MEETING = re.compile("(?:会议|座谈会|推进会|论坛|仪式)$")
"""What no award is."""
_DEED = re.compile("勇夺|荣获|喜获|斩获|夺得|摘得")
"""What is done at a contest, and no part of its name."""
_EACH = re.compile("(?:直辖|单列)$")


def drop_column_heads(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Without grades that stand side by side as heads of the columns of a count (span rule 6)."""
    heads = set()
    for table in layout.tables:
        for row in table.rows:
            grades = [cell for cell in row if _GRADE.fullmatch(layout.slice(cell.start, cell.end).strip())]
            if len(grades) >= _LEAST_GRADES:
                heads |= {(cell.start, cell.end) for cell in grades}
    return [span for span in spans if span.label != "Award" or (span.start, span.end) not in heads]
