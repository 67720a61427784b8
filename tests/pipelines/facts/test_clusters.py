"""Clusters of majors with a level or a state are platforms of their school, in sentences and in tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.clusters import read_clusters
from pipelines.facts.tables.lists import read as read_lists
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL, FACULTY, ONE, TWO = "江北职业学院", "机电工程学院", "数控技术", "工业设计"
NAMES = {SCHOOL: "Institution", ONE: "Major", TWO: "Major"}
Told = tuple[str, str, str, str]


def told(page: Page, claim: Claim) -> Told:
    """(cluster, school, level, status)."""

    def word(role: str) -> str:
        value = claim.roles.get(role, ("",))[0]
        return page.entities[value.key].name if isinstance(value, Ref) else str(value)

    return word("platform"), word("builder"), word("level"), word("status")


def clusters(page: Page) -> list[Told]:
    return [told(page, claim) for claim in read_clusters(page)]


@pytest.mark.parametrize(("sentence", "level", "status"), [
    (f"学校建有省级{ONE}、{TWO}专业群。", "省级", ""),
    (f"{ONE}、{TWO}等6个院级专业群通过中期验收。", "校级", "通过中期验收"),
    (f"{ONE}、{TWO}两个国家级高水平专业群带动全校。", "国家级", ""),
    (f"{ONE}、{TWO}专业群2022年获批山东省高水平专业群。", "省级", "获批"),
    (f"{ONE}和{TWO}为国家“双高计划”重点建设专业群。", "国家级", ""),
])
def test_each_major_of_the_list_is_a_cluster_of_the_school(make_page: MakePage, sentence: str, level: str, status: str) -> None:
    page = make_page(f"# {SCHOOL}年报\n\n{sentence}\n", NAMES)
    assert clusters(page) == [(ONE, SCHOOL, level, status), (TWO, SCHOOL, level, status)]


@pytest.mark.parametrize("sentence", [
    f"学校开设{ONE}、{TWO}等专业。",
    f"{ONE}、{TWO}专业群对接产业链。",
    f"{ONE}专业群入选山东省高水平专业群建设项目。",
    f"学校拟将{ONE}建成省级专业群。",
    f"学校力争{ONE}、{TWO}建成为省级专业群。",
])
def test_majors_without_a_level_in_a_programme_or_to_come_are_none(make_page: MakePage, sentence: str) -> None:
    assert clusters(make_page(f"# {SCHOOL}年报\n\n{sentence}\n", NAMES)) == []


def test_the_date_of_the_clause_is_the_clusters(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}年报\n\n{ONE}专业群2021年立项为省级高水平专业群。\n", NAMES)
    assert [claim.roles["date"] for claim in read_clusters(page)] == [("2021",)]


def test_a_table_of_clusters_has_level_and_faculty_in_its_columns(make_page: MakePage) -> None:
    page = make_page(
        f"# {SCHOOL}年报\n\n| 专业群名称 | 所在二级学院 | 级别 |\n|---|---|---|\n| {ONE} | {FACULTY} | 省级 |\n| {TWO} | {FACULTY} | — |\n",
        {**NAMES, FACULTY: "Institution"})
    assert [told(page, claim) for claim in read_lists(page) if claim.method == "cluster-table"] == [(ONE, FACULTY, "省级", "")]
