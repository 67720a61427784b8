"""What the columns of a table of things, bodies and persons hold, by the words of their headers and the names in their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.claim import Ref
from pipelines.facts.tables.sheet import Sheet
from pipelines.layout.model import Cell

ORGS = ("Institution", "Enterprise", "Government", "Organization")
_RULES = (
    ("country", re.compile(r"国别|^国家$|落地国|所在国|对象国|驻在国|国家[（(]地区"), ("Place",)),
    ("pupil", re.compile(r"选手|学生|获奖|参赛|指导|教练|队员|作者"), ("Person",)),
    ("person", re.compile(r"负责人|主持人|领衔人|领办人|带头人|主编|姓名|名单|主讲|完成人|人员|教师|大师|委员$"), ("Person",)),
    ("post", re.compile(r"职务|任职|职位|身份|角色|担任|席位|成员类[型别]|单位类[型别]"), ()),
    ("home", re.compile(r"中方|牵头|承建|承担|实施|申报|依托|组织|立项|建设单位|参与学校|所在|院校|学校|高校|学院"), ("Institution",)),
    ("partner", re.compile(r"合作|企业|共建|外方|联合|支持|委托|伙伴|产业方"), (*ORGS,)),
    ("unit", re.compile(r"单位|机构|组织|部门|公司|协会"), (*ORGS, "Platform")),
    ("thing", re.compile(r"项目|平台|基地|工坊|载体|产业学院|班级?|中心|工作室|共同体|联合体|专业群|名称|成果|资源库|境外办学"), ("Platform", "Program")),
    ("place", re.compile(r"地点|地址|举办地"), ("Place",)),
    ("level", re.compile(r"级别|层次|等级|类别|性质"), ()),
    ("date", re.compile(r"时间|年份|年度|日期|起始年|成立|获批|建成"), ()),
    ("outcome", re.compile(r"成效|成果|效果|规模|培训|累计"), ()),
)


def read_heads(sheet: Sheet) -> dict[str, int]:
    """Role -> column, each column in one role; a role of names only where the cells hold such names."""
    roles: dict[str, int] = {}
    taken: set[int] = set()
    for role, pattern, labels in _RULES:
        for index, head in enumerate(sheet.heads):
            if index in taken or role in roles or not pattern.search(head):
                continue
            if labels and share_of(sheet, index, *labels) < 0.4:
                continue
            roles[role] = index
            taken.add(index)
    return roles


def share_of(sheet: Sheet, index: int, *labels: str) -> float:
    """The part of a column's filled cells that hold a name of these labels."""
    cells = [row[index] for row in sheet.rows if index < len(row) and sheet.text(row[index])]
    return sum(bool(sheet.spans(c.start, c.end, *labels)) for c in cells) / len(cells) if cells else 0.0


def cell_at(row: Sequence[Cell], roles: dict[str, int], role: str) -> Cell | None:
    """The cell of a row that holds a role."""
    index = roles.get(role, -1)
    return row[index] if 0 <= index < len(row) else None


def names_in(sheet: Sheet, row: Sequence[Cell], index: int, *labels: str) -> list[Ref]:
    """The entities of these labels named in the cell of a column; none where the row is shorter."""
    return sheet.names(row[index], *labels) if 0 <= index < len(row) else []


def names_at(sheet: Sheet, row: Sequence[Cell], roles: dict[str, int], role: str, *labels: str) -> list[Ref]:
    """The entities of these labels named in the cell of a role."""
    return names_in(sheet, row, roles.get(role, -1), *labels)


def text_at(sheet: Sheet, row: Sequence[Cell], roles: dict[str, int], role: str) -> str:
    """The text of the cell of a role, '' when there is none."""
    cell = cell_at(row, roles, role)
    return sheet.text(cell) if cell is not None else ""
