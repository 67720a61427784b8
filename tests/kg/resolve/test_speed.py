"""100,000 names on one core within a minute and a gigabyte."""

from __future__ import annotations

import random
import resource
import sys
import time

import pytest

from kg.model import Document, Entity, Reading
from kg.resolve import resolve
from kg.resolve.tables import read_table

COUNT = 100_000
SCHOOLS = (
    "职业技术学校",
    "中等职业学校",
    "职业教育中心",
    "职业高级中学",
    "中等专业学校",
    "技工学校",
    "第一中学",
    "职业技术学院",
    "职校",
    "职教中心",
)
CORES = ("工业", "农业", "现代", "科技", "旅游", "卫生", "新华", "育才", "博文", "电子", "")
FIRMS = ("科技有限公司", "机械股份有限公司", "电子集团有限公司", "食品有限责任公司", "实业集团", "科技")
SIGNS = "华晨东方宏达瑞祥金永泰盛安通恒光明创新海天星辰"


def invent(chance: random.Random, divisions: list[str]) -> tuple[str, str]:
    """A name of a kind that documents hold, made of real places and common parts."""
    place, sign, kind = chance.choice(divisions), "".join(chance.choices(SIGNS, k=2)), chance.random()
    if kind < 0.3:
        return "Institution", place + chance.choice(CORES) + chance.choice(SCHOOLS)
    if kind < 0.55:
        return "Enterprise", place.rstrip("市县区") + sign + chance.choice(FIRMS)
    if kind < 0.7:
        return "Government", place + chance.choice(("教育局", "人社局", "财政局", "人民政府", "委宣传部"))
    if kind < 0.8:
        return (
            "Competition",
            f"{chance.randint(2015, 2025)}年{place}{chance.choice(('职业院校技能大赛', '教学能力比赛'))}",
        )
    if kind < 0.9:
        return "Platform", place + sign + chance.choice(("产业学院", "职业教育集团", "产教联合体", "实训基地"))
    if kind < 0.95:
        return "Program", f"“{sign}”{chance.choice(('计划', '工程', '行动计划'))}{chance.randint(1, 99)}"
    return "Award", place + chance.choice(("教学成果奖", "优秀教师", "五一劳动奖章")) + chance.choice(
        ("一等奖", "二等奖", "")
    )


@pytest.mark.slow
def test_a_hundred_thousand_names() -> None:
    chance = random.Random(7)
    divisions = [row["name"] for row in read_table("divisions.csv") if len(row["code"]) > 2]
    names: dict[tuple[str, str], None] = {}
    while len(names) < COUNT:
        names[invent(chance, divisions)] = None
    wanted = list(names)
    readings = [
        Reading(
            Document(f"d{start}", "", "", "", 0),
            "",
            entities=tuple(Entity(f"e{n}", *name) for n, name in enumerate(wanted[start : start + 100])),
        )
        for start in range(0, COUNT, 100)
    ]
    begin = time.process_time()
    resolution = resolve(readings)
    seconds = time.process_time() - begin
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    print(f"{len(resolution.entities)} entities, {seconds:.1f} s, {peak / 1e9:.2f} GB")
    assert len(resolution.ids) == COUNT
    assert seconds <= 60
    assert peak <= 1e9
