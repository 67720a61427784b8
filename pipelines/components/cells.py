"""Names that the header of a table column announces: works, prizes and contests of result tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.components.columns import Column, read_columns
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_SURE = 0.9
_WORKS = re.compile(r"(?:参赛|获奖)?(?:作品|项目|成果|课题|论文|教材|案例)(?:[（(](?:项目|作品)[）)])?(?:名称|题目)?")
_BARE_PROJECT = re.compile(r"(?:参赛|获奖)?项目")
_AWARDS = re.compile(r"(?:获奖|奖项|奖励)?(?:奖项|等次|奖次|奖级|等级|名次|级别等次|奖项等级|获奖等级)(?:名称)?")
_GRADE = re.compile(r"(?:全国|国家级|省级|市级)?(?:特等奖|[一二三]等奖|[金银铜]奖|[金银铜]牌|优秀奖|优胜奖|入围奖|鼓励奖|冠军|亚军|季军|优秀组织奖|最佳\w{2,6}奖)")
_CONTESTS = re.compile(r"(?:竞赛|比赛|赛事|大赛)(?:名称)?")
_CONTEST = re.compile(r"(?:赛|展演|评选|赛区|初赛|决赛|选拔)(?:[（(].{2,14}[）)])?$")
_NESTED = ("Enterprise", "Institution")
_PLAIN = re.compile(r"[\d\s.,，%／/\-—]*")


def _label_of(column: Column, text: str) -> str:
    """Type of the name that fills a cell, or nothing."""
    header = re.sub(r"\s", "", column.header)
    if not column.result or _PLAIN.fullmatch(text):
        return ""
    if _WORKS.fullmatch(header) and not _BARE_PROJECT.fullmatch(header) and not _CONTEST.search(text) and "《" not in text:
        return "Work"
    if _AWARDS.fullmatch(header) and _GRADE.fullmatch(text):
        return "Award"
    if _CONTESTS.fullmatch(header) and _CONTEST.search(text):
        return "Competition"
    return ""


def read_cells(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Names with those of such cells set: the whole cell is the name; inside it only smaller names of other types stay."""
    found = list(spans)
    for column in read_columns(layout):
        raw = layout.slice(column.cell.start, column.cell.end)
        text = raw.strip()
        label = _label_of(column, text)
        if not label:
            continue
        start = column.cell.start + len(raw) - len(raw.lstrip())
        end = start + len(text)
        inside = [s for s in found if s.start < end and start < s.end]
        if any(s.label == label and s.start - start <= 1 and end - s.end <= 1 for s in inside):
            continue
        if label == "Competition" and any(s.label == label for s in inside):
            continue
        keep = [s for s in inside if start <= s.start and s.end <= end and s.label in _NESTED]
        found = [s for s in found if s not in inside or s in keep]
        found.append(NameSpan(start, end, label, _SURE, "column"))
    return found
