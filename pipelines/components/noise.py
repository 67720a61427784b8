"""Found names that cannot be names where they stand: words of English prose, prize grades that head the columns of a count."""

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


def drop_column_heads(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Without grades that stand side by side as heads of the columns of a count (span rule 6)."""
    heads = set()
    for table in layout.tables:
        for row in table.rows:
            grades = [cell for cell in row if _GRADE.fullmatch(layout.slice(cell.start, cell.end).strip())]
            if len(grades) >= _LEAST_GRADES:
                heads |= {(cell.start, cell.end) for cell in grades}
    return [span for span in spans if span.label != "Award" or (span.start, span.end) not in heads]
