"""Levels are read from what a text says, else from the name of the contest, award or issuer."""

from __future__ import annotations

import pytest

from pipelines.facts.levels import read_level, stated_level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("全国职业院校技能大赛", "国家级"),
        ("贵州省职业院校技能大赛", "省级"),
        ("重庆市文明校园", "市级"),
        ("遵义市五一劳动奖章", "市级"),
        ("广西壮族自治区职业教育教学成果奖", "省级"),
        ("江苏省徐州市第九届“文明风采”竞赛", "市级"),
        ("世界职业院校技能大赛", ""),
        ("中国国际大学生创新大赛（2024）江苏赛区", "省级"),
        ("第七届中国国际“互联网+”大学生创新创业大赛全国总决赛", "国家级"),
        ("金砖国家技能发展与技术创新大赛", ""),
        ("教育部", "国家级"),
        ("校园技能节", "校级"),
        ("全国职业院校技能大赛天津决赛", "国家级"),
        ("全国职业院校技能大赛天津选拔赛", "市级"),
        ("湖湘工匠", "省级"),
        ("优秀教师", ""),
        ("乌当区教育局", "区县级"),
        ("成渝地区双城经济圈技能赛", ""),
        ("大学城市场分析大赛", ""),
    ],
)
def test_levels_of_names(name: str, level: str) -> None:
    assert read_level(name) == level


def test_a_stated_level_wins_over_the_name() -> None:
    assert read_level("省级一等奖") == "省级"
    assert stated_level("获国家级奖项10项") == "国家级"
    assert stated_level("全国职业院校技能大赛") == ""
