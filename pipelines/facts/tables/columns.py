"""What each column of a table holds, from its header words and what most of its cells look like."""

from __future__ import annotations

import re

from pipelines.facts.tables.sheet import Sheet

GRADE = re.compile(
    r"^(?:团体|个人|全国|全省|省级?|国家级?)?(?:特等|一等|二等|三等|优秀|优胜|金|银|铜|单项|鼓励|最佳[一-龥]{1,6}|优秀组织)(?:奖|牌)$|"
    r"^(?:冠军|亚军|季军|第[一二三四五六七八]名|入围奖|\d+\s?强)$"
)
LEVEL = re.compile(r"^(?:国际|国家|省部?|自治区|市|州|地市|县|区|校|院|省市)级$")
AMOUNT = re.compile(r"^([\d,，]+(?:\.\d+)?)\s?([一-龥%％]{1,3})$")
NUMBER = re.compile(r"^[+\-]?[\d,，]+(?:\.\d+)?\s?[%％‰]?$|^\d+/\d+$|^[\d.]+\s?[:：]\s?1$")
YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[年级届])?$|^(?:19|20)\d\d[.\-年]\s?\d{1,2}(?:月)?(?:[.\-]?\d{1,2}日?)?$")
_WORDS = (
    ("rank", re.compile(r"^(?:序号|编号|排名|名次)$|代码$")),
    ("advisor", re.compile(r"指导|教练|导师$")),
    ("person", re.compile(r"选手|学生|姓名|负责人|作者|获奖者|成员|参赛人|队员|主编|主持人|领衔人")),
    ("date", re.compile(r"时间|年份|年度|日期|起始年|^年$")),
    ("grantor", re.compile(r"授予|颁奖|颁发|主办|批准|认定单位|发文")),
    ("competition", re.compile(r"赛事|(?:比赛|竞赛|大赛)(?:名称)?$|^(?:比赛|竞赛|大赛|赛项)名称$|活动名称")),
    ("work", re.compile(r"作品|方案|教材|课程名称|案例名称|成果名称|项目名称")),
    ("item", re.compile(r"赛项|项目|赛道")),
    ("item", re.compile(r"组别|类别|专业")),
    ("honor", re.compile(r"荣誉|称号|奖励名称|奖项名称|成果类[型别]")),
    ("grade", re.compile(r"等次|奖项|获奖|奖级|等级|成绩|奖励")),
    ("level", re.compile(r"级别|层次|等级")),
    ("team", re.compile(r"^所属")),
    ("recipient", re.compile(r"学校|院校|单位|代表队|学院|部门|市州|地市")),
)


def read_columns(sheet: Sheet) -> dict[str, int]:
    """Role -> column index; a role is held by the first column that fits. Content speaks before header words."""
    roles: dict[str, int] = {}
    taken: set[int] = set()
    for role, pattern in (("grade", GRADE), ("level", LEVEL), ("date", YEAR)):
        index = _by_content(sheet, pattern)
        if index is not None:
            roles[role] = index
            taken.add(index)
    for role, pattern in _WORDS:
        if role in roles:
            continue
        for index, head in enumerate(sheet.heads):
            if index not in taken and pattern.search(head):
                roles[role] = index
                taken.add(index)
                break
    for role, label in (("competition", "Competition"), ("person", "Person"), ("recipient", "Institution")):
        index = _by_names(sheet, label, taken) if role not in roles else None
        if index is not None:
            roles[role] = index
            taken.add(index)
    return roles


def _by_names(sheet: Sheet, label: str, taken: set[int]) -> int | None:
    """A column most of whose cells begin with a name of this type."""
    for index in range(len(sheet.heads)):
        if index in taken:
            continue
        cells = [row[index] for row in sheet.rows if index < len(row) and sheet.text(row[index])]
        hits = sum(any(s.start - c.start < 3 for s in sheet.spans(c.start, c.end, label)) for c in cells)
        if cells and hits * 2 >= len(cells):
            return index
    return None


def _by_content(sheet: Sheet, pattern: re.Pattern[str]) -> int | None:
    for index in range(len(sheet.heads)):
        texts = [re.sub(r"\s", "", t) for t in sheet.column(index) if t]
        if texts and sum(bool(pattern.match(t)) for t in texts) * 5 >= len(texts) * 3:
            return index
    return None


def share(sheet: Sheet, index: int, pattern: re.Pattern[str]) -> float:
    """Part of the filled cells of a column that match."""
    texts = [t for t in sheet.column(index) if t]
    return sum(bool(pattern.match(t)) for t in texts) / len(texts) if texts else 0.0
