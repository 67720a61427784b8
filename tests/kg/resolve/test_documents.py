"""Two documents about one event give one fact with both quotations; what they disagree about is kept and listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.assemble import assemble, find_conflicts
from kg.model import EntityRef, Graph, Literal, Reading
from kg.resolve import resolve

MakeReading = Callable[..., Reading]
I, E, G, O, P, R, C, A, X, L, W = (  # noqa: E741
    "Institution",
    "Enterprise",
    "Government",
    "Organization",
    "Platform",
    "Program",
    "Competition",
    "Award",
    "Person",
    "Place",
    "Work",
)

# (fact type, roles in the first text, entities of the first, roles in the second, entities of the second, keywords of both)
PAIRS: list[tuple[str, dict[str, Any], list[Any], dict[str, Any], list[Any], dict[str, str]]] = [
    (
        "Partnership",
        {"institution": "深圳职业技术大学", "partner": "华为技术有限公司"},
        [(I, "深圳职业技术大学"), (E, "华为技术有限公司")],
        {"institution": "深职大", "partner": "华为", "form": "校企合作"},
        [(I, "深职大"), (E, "华为")],
        {},
    ),
    (
        "Partnership",
        {"institution": "贵州交通职业技术学院", "partner": "贵州桥梁建设集团有限责任公司"},
        [(I, "贵州交通职业技术学院"), (E, "贵州桥梁建设集团有限责任公司")],
        {"institution": "贵州交院", "partner": "贵州桥梁建设集团"},
        [(I, "贵州交院"), (E, "贵州桥梁建设集团")],
        {"place": "贵州省"},
    ),
    (
        "Partnership",
        {"institution": "宁德职业技术学院", "partner": "宁德时代新能源科技股份有限公司", "form": "订单班"},
        [(I, "宁德职业技术学院"), (E, "宁德时代新能源科技股份有限公司")],
        {"institution": "宁德职院", "partner": "宁德时代"},
        [(I, "宁德职院"), (E, "宁德时代")],
        {},
    ),
    (
        "Partnership",
        {"institution": "重庆工程职业技术学院", "partner": "重庆市教育委员会"},
        [(I, "重庆工程职业技术学院"), (G, "重庆市教育委员会")],
        {"institution": "重庆工程职院", "partner": "市教委"},
        [(I, "重庆工程职院"), (G, "市教委")],
        {"place": "重庆市"},
    ),
    (
        "PlatformBuilding",
        {"platform": "青海省化工职业教育集团", "builder": "青海省教育厅"},
        [(P, "青海省化工职业教育集团"), (G, "青海省教育厅")],
        {"platform": "青海省化工职教集团", "builder": "省教育厅"},
        [(P, "青海省化工职教集团"), (G, "省教育厅")],
        {"place": "青海省"},
    ),
    (
        "PlatformBuilding",
        {"platform": "巴基斯坦鲁班工坊", "builder": "天津现代职业技术学院", "status": "建成"},
        [(P, "巴基斯坦鲁班工坊"), (I, "天津现代职业技术学院")],
        {"platform": "“巴基斯坦鲁班工坊”", "builder": "天津现代职院"},
        [(P, "“巴基斯坦鲁班工坊”"), (I, "天津现代职院")],
        {},
    ),
    (
        "PlatformBuilding",
        {"platform": "全国轨道交通装备行业产教融合共同体", "builder": "中国中车集团有限公司", "builder_role": "牵头"},
        [(P, "全国轨道交通装备行业产教融合共同体"), (E, "中国中车集团有限公司")],
        {"platform": "全国轨道交通装备行业产教融合共同体", "builder": "中国中车"},
        [(P, "全国轨道交通装备行业产教融合共同体"), (E, "中国中车")],
        {},
    ),
    (
        "Membership",
        {"member": "铜仁职业技术学院", "body": "中国职业技术教育学会", "position": "理事"},
        [(I, "铜仁职业技术学院"), (O, "中国职业技术教育学会")],
        {"member": "铜仁职院", "body": "中国职教学会"},
        [(I, "铜仁职院"), (O, "中国职教学会")],
        {},
    ),
    (
        "CompetitionResult",
        {
            "recipient": "金华职业技术学院",
            "competition": "2022年全国职业院校技能大赛",
            "award": "一等奖",
            "date": "2022",
        },
        [(I, "金华职业技术学院"), (C, "2022年全国职业院校技能大赛"), (A, "一等奖")],
        {"recipient": "金华职院", "competition": "全国职业院校技能大赛", "award": "一等奖", "date": "2022-08"},
        [(I, "金华职院"), (C, "全国职业院校技能大赛"), (A, "一等奖")],
        {},
    ),
    (
        "CompetitionResult",
        {"recipient": "黎明职业大学", "competition": "第七届中国国际“互联网+”大学生创新创业大赛", "award": "银奖"},
        [(I, "黎明职业大学"), (C, "第七届中国国际“互联网+”大学生创新创业大赛"), (A, "银奖")],
        {"recipient": "黎明职大", "competition": "“互联网+”大赛", "award": "银奖", "date": "2021"},
        [(I, "黎明职大"), (C, "“互联网+”大赛"), (A, "银奖")],
        {},
    ),
    (
        "CompetitionResult",
        {"recipient": "杭州职业技术学院", "competition": "2023年国赛", "award": "二等奖", "date": "2023"},
        [(I, "杭州职业技术学院"), (C, "2023年国赛"), (A, "二等奖")],
        {"recipient": "杭职院", "competition": "2023年全国职业院校技能大赛", "award": "二等奖"},
        [(I, "杭职院"), (C, "2023年全国职业院校技能大赛"), (A, "二等奖")],
        {},
    ),
    (
        "CompetitionResult",
        {
            "recipient": "无锡商业职业技术学院",
            "competition": "第十四届“挑战杯”中国大学生创业计划竞赛",
            "award": "金奖",
            "work": "太湖清波",
        },
        [(I, "无锡商业职业技术学院"), (C, "第十四届“挑战杯”中国大学生创业计划竞赛"), (A, "金奖"), (W, "太湖清波")],
        {
            "recipient": "无锡商院",
            "competition": "第14届挑战杯中国大学生创业计划竞赛",
            "award": "金奖",
            "work": "太湖清波",
        },
        [(I, "无锡商院"), (C, "第14届挑战杯中国大学生创业计划竞赛"), (A, "金奖"), (W, "太湖清波")],
        {},
    ),
    (
        "Honor",
        {"recipient": "长沙民政职业技术学院", "award": "国家级教学成果奖一等奖", "date": "2022", "level": "国家级"},
        [(I, "长沙民政职业技术学院"), (A, "国家级教学成果奖一等奖")],
        {"recipient": "长沙民政职院", "award": "国家教学成果奖一等奖", "date": "2022"},
        [(I, "长沙民政职院"), (A, "国家教学成果奖一等奖")],
        {},
    ),
    (
        "Honor",
        {"recipient": "江西职业技术大学", "award": "国家优质专科高等职业院校"},
        [(I, "江西职业技术大学"), (A, "国家优质专科高等职业院校")],
        {"recipient": "九江职业技术学院", "award": "国家优质高职院校"},
        [(I, "九江职业技术学院"), (A, "国家优质高职院校")],
        {},
    ),
    (
        "Honor",
        {"recipient": "贵州轻工职业技术学院", "award": "全国高校黄大年式教师团队", "date": "2022-01"},
        [(I, "贵州轻工职业技术学院"), (A, "全国高校黄大年式教师团队")],
        {"recipient": "贵州轻工职院", "award": "黄大年式教师团队", "date": "2022"},
        [(I, "贵州轻工职院"), (A, "黄大年式教师团队")],
        {},
    ),
    (
        "ProgramParticipation",
        {"participant": "淄博职业学院", "program": "中国特色高水平高职学校和专业建设计划", "position": "建设单位"},
        [(I, "淄博职业学院"), (R, "中国特色高水平高职学校和专业建设计划")],
        {"participant": "淄博职院", "program": "“双高计划”"},
        [(I, "淄博职院"), (R, "“双高计划”")],
        {},
    ),
    (
        "ProgramParticipation",
        {"participant": "日照职业技术学院", "program": "1+X证书制度试点"},
        [(I, "日照职业技术学院"), (R, "1+X证书制度试点")],
        {"participant": "日照职院", "program": "1 + X 证书试点"},
        [(I, "日照职院"), (R, "1 + X 证书试点")],
        {},
    ),
    (
        "OverseasProject",
        {"project": "泰国鲁班工坊", "country": "泰国", "organizer": "天津渤海职业技术学院"},
        [(P, "泰国鲁班工坊"), (L, "泰国"), (I, "天津渤海职业技术学院")],
        {"project": "“泰国鲁班工坊”", "country": "泰王国", "organizer": "天津渤海职院", "outcome": "累计培训2000人次"},
        [(P, "“泰国鲁班工坊”"), (L, "泰王国"), (I, "天津渤海职院")],
        {},
    ),
    (
        "Hosting",
        {"host": "贵州省教育厅", "event": "2023年贵州省职业院校技能大赛", "position": "主办"},
        [(G, "贵州省教育厅"), (C, "2023年贵州省职业院校技能大赛")],
        {"host": "省教育厅", "event": "2023年贵州职业院校技能大赛"},
        [(G, "省教育厅"), (C, "2023年贵州职业院校技能大赛")],
        {"place": "贵州省"},
    ),
    (
        "Affiliation",
        {"person": "李四光明", "organization": "武汉职业技术学院", "title": "教授"},
        [(X, "李四光明"), (I, "武汉职业技术学院")],
        {"person": "李四光明", "organization": "武汉职院"},
        [(X, "李四光明"), (I, "武汉职院")],
        {},
    ),
    (
        "AchievementCount",
        {"subject": "温州职业技术学院", "category": "授权专利", "count": "470件", "period": "2023"},
        [(I, "温州职业技术学院")],
        {"subject": "温职院", "category": "授权专利", "count": "470 件", "period": "2023"},
        [(I, "温职院")],
        {},
    ),
    (
        "Indicator",
        {"subject": "宜宾职业技术学院", "indicator": "在校生人数", "period": "2023", "value": 15230, "unit": "人"},
        [(I, "宜宾职业技术学院")],
        {"subject": "宜宾职院", "indicator": "在校生人数", "period": "2023", "value": 15230.0, "unit": "人"},
        [(I, "宜宾职院")],
        {},
    ),
]


def build(*readings: Reading) -> Graph:
    return assemble(readings, resolve(readings))


def pair(read: MakeReading, case: tuple[Any, ...]) -> tuple[Reading, Reading]:
    type_, roles, entities, other_roles, other_entities, both = case
    first = read("报告：" + "，".join(e[1] for e in entities) + "。", entities, facts=[(type_, roles)], **both)
    second = read(
        "特稿：" + "，".join(e[1] for e in other_entities) + "！", other_entities, facts=[(type_, other_roles)], **both
    )
    return first, second


def test_enough_pairs() -> None:
    assert len(PAIRS) >= 20
    assert {case[0] for case in PAIRS} >= {"Partnership", "CompetitionResult", "Honor", "PlatformBuilding", "Indicator"}


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: f"{case[0]}-{next(iter(case[3].values()))}")
def test_one_event_is_one_fact_with_both_quotations(read: MakeReading, case: tuple[Any, ...]) -> None:
    first, second = pair(read, case)
    graph = build(first, second)
    assert len(graph.facts) == 1
    fact = graph.facts[0]
    assert {e.doc_id for e in fact.evidence} == {first.document.doc_id, second.document.doc_id}
    assert {e.text for e in fact.evidence} == {first.text, second.text}
    assert find_conflicts(graph) == []
    assert build(second, first) == graph


def test_all_pairs_in_one_build_keep_one_fact_each(read: MakeReading) -> None:
    readings = [reading for case in PAIRS for reading in pair(read, case)]
    assert len(build(*readings).facts) == len(PAIRS)


def prize(read: MakeReading, text: str, **roles: Any) -> Reading:
    entities = [(I, "黄冈职业技术学院"), (C, "全国职业院校技能大赛"), (A, roles.get("award", "一等奖"))]
    given = {"recipient": "黄冈职业技术学院", "competition": "全国职业院校技能大赛", "award": "一等奖", **roles}
    return read(text, entities, facts=[("CompetitionResult", given)])


def test_two_years_two_grades_are_different_prizes(read: MakeReading) -> None:
    graph = build(
        prize(read, "甲", date="2022"),
        prize(read, "乙", date="2023"),
        prize(read, "丙", date="2023", award="二等奖"),
    )
    assert len(graph.facts) == 3


def test_an_unknown_year_stays_unknown(read: MakeReading) -> None:
    graph = build(prize(read, "甲", date="2022"), prize(read, "乙"))
    assert sorted(len(fact.roles.get("date", ())) for fact in graph.facts) == [0, 1]


def test_counts_that_differ_are_kept_and_listed(read: MakeReading) -> None:
    graph = build(prize(read, "甲", date="2022", count=42), prize(read, "乙", date="2022", count=43))
    (fact,) = graph.facts
    assert [v.value for v in fact.roles["count"] if isinstance(v, Literal)] == [42, 43]
    assert fact.properties["conflict"] == ("count",)
    (conflict,) = find_conflicts(graph)
    assert conflict["role"] == "count"
    assert conflict["values"] == ["42", "43"]
    assert len(conflict["evidence"]) == 2  # type: ignore[arg-type]


def test_a_contest_and_its_edition_are_told_once_by_the_edition(read: MakeReading) -> None:
    edition = "2022年全国职业院校技能大赛"
    full = read(
        "甲" + edition,
        [(I, "黄冈职业技术学院"), (C, edition), (A, "一等奖")],
        facts=[("CompetitionResult", {"recipient": "黄冈职业技术学院", "competition": edition, "award": "一等奖"})],
    )
    series = prize(read, "乙", date="2022")
    graph = build(full, series)
    (fact,) = graph.facts
    names = {entity.id: entity.name for entity in graph.entities}
    assert [names[v.entity] for v in fact.roles["competition"] if isinstance(v, EntityRef)] == [edition]
    assert fact.properties["variant_competition"] == ("全国职业院校技能大赛",)
    assert len(fact.evidence) == 2
    assert build(series, full) == graph
    assert fact.id in {f.id for part in (full, series) for f in build(part).facts}


def test_two_days_of_one_year_keep_one_and_are_listed(read: MakeReading) -> None:
    first, second = prize(read, "甲", date="2022-06"), prize(read, "乙", date="2022-08-01")
    graph = build(first, second)
    (fact,) = graph.facts
    assert fact.roles["date"] == (Literal("2022-08-01"),)
    assert fact.properties["variant_date"] == ("2022-06",)
    assert fact.properties["conflict"] == ("date",)
    assert [conflict["values"] for conflict in find_conflicts(graph)] == [["2022-06", "2022-08-01"]]
    assert build(second, first) == graph


def test_figures_that_differ_are_two_facts_and_listed(read: MakeReading) -> None:
    def figure(text: str, count: str) -> Reading:
        roles = {"subject": "毕节职业技术学院", "category": "订单班", "count": count, "period": "2023"}
        return read(text, [(I, "毕节职业技术学院")], facts=[("AchievementCount", roles)])

    graph = build(figure("甲", "42个"), figure("乙", "43个"))
    assert len(graph.facts) == 2
    (conflict,) = find_conflicts(graph)
    assert conflict["values"] == ["42个", "43个"]
    assert conflict["facts"] == [fact.id for fact in graph.facts]


def test_levels_of_one_table_are_different_prizes(read: MakeReading) -> None:
    school, contest = "黄冈职业技术学院", "全国职业院校技能大赛"
    roles = {"recipient": school, "competition": contest, "award": "一等奖", "date": "2012"}
    table = read(
        "表格",
        [(I, school), (C, contest), (A, "一等奖")],
        facts=[
            ("CompetitionResult", {**roles, "level": "国家级", "count": 5}),
            ("CompetitionResult", {**roles, "level": "市级", "count": 4}),
        ],
    )
    feature = prize(read, "特稿", date="2012", level="国家级", count=5)
    graph = build(table, feature)
    assert sorted(len(fact.evidence) for fact in graph.facts) == [1, 2]
    assert find_conflicts(graph) == []
    assert {f.id for f in build(table).facts} & {f.id for f in graph.facts}


def test_departments_and_persons_of_different_schools_are_different(read: MakeReading) -> None:
    def school(name: str) -> Reading:
        entities = [(I, name), (I, "机电工程学院"), (X, "王伟")]
        roles = {"unit": "机电工程学院", "organization": name}
        return read(f"{name}的机电工程学院，王伟", entities, facts=[("Affiliation", roles)], subject=name)

    graph = build(school("绵阳职业技术学院"), school("芜湖职业技术学院"))
    assert sorted(e.name for e in graph.entities if e.type in (I, X)).count("机电工程学院") == 2
    assert sum(e.name == "王伟" for e in graph.entities) == 2


def test_mentions_subject_and_roles_point_to_entities_of_the_graph(read: MakeReading) -> None:
    reading = read(
        "深职大与华为合作",
        [(I, "深职大"), (E, "华为")],
        subject="深职大",
        facts=[("Partnership", {"institution": "深职大", "partner": "华为"})],
    )
    graph = build(reading)
    known = {entity.id for entity in graph.entities}
    used = {m.entity_id for m in graph.mentions} | {graph.documents[0].subject}
    used |= {v.entity for f in graph.facts for vs in f.roles.values() for v in vs if isinstance(v, EntityRef)}
    assert used <= known
