"""A small build with every fact type, made of sentences of our own, and with what breaks careless writers."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ids import document_id, entity_id, sha256
from kg.interchange import write_graph
from kg.model import (
    Document,
    Entity,
    EntityRef,
    Evidence,
    Fact,
    Graph,
    Literal,
    Mention,
    Redirect,
    RoleValue,
    Scalar,
)

FIRST = """天津渤海职业技术学院走出去
2016年3月，天津渤海职业技术学院在泰国建成鲁班工坊，合作方为大城技术学院，累计培训4000人次。
学校与天津渤海化工集团有限责任公司开展现代学徒制合作，
建成渤海化工学院。易俊任学校𠮷教授。学校电子工程系隶属学校。
学校入选首批“双高计划”建设单位（机电一体化技术专业群），为全国机械行业职业教育联盟副理事长单位。
"""
SECOND = """年度报告 "A & B" <甲>
2017年，杭州技师学院学生蒋应成获第44届世界技能大赛汽车喷漆项目金牌，指导教师张三。
杭州技师学院获全国五一劳动奖状。杭州技师学院承办+世界技能大赛选拔赛，=SUM(A1)不是公式。
学院授权专利470件。2016年，专任教师512人；2017年，专任教师520.5人。
天津渤海职业技术学院在泰国建成鲁班工坊。
"""
NAMES = {
    "bohai": ("Institution", "天津渤海职业技术学院", ("渤海职院",)),
    "hangzhou": ("Institution", "杭州技师学院", ()),
    "ayutthaya": ("Institution", "大城技术学院", ("Phra Nakhon Si Ayutthaya Technical College",)),
    "department": ("Institution", "电子工程系", ()),
    "chemical": ("Enterprise", "天津渤海化工集团有限责任公司", ("渤化集团", "=1+1")),
    "workshop": ("Platform", "鲁班工坊", ("泰国鲁班工坊",)),
    "college": ("Platform", "渤海化工学院", ()),
    "alliance": ("Platform", "全国机械行业职业教育联盟", ()),
    "thailand": ("Place", "泰国", ()),
    "plan": ("Program", "双高计划", ()),
    "major": ("Major", "机电一体化技术专业群", ()),
    "contest": ("Competition", "第44届世界技能大赛", ()),
    "gold": ("Award", "金牌", ()),
    "medal": ("Award", "全国五一劳动奖状", ()),
    "winner": ("Person", "蒋应成", ()),
    "teacher": ("Person", "易俊", ()),
    "advisor": ("Person", "张三", ()),
}


def _id(key: str) -> str:
    return entity_id(NAMES[key][0], NAMES[key][1])


def _evidence(text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(document_id(text), start, start + len(quote), quote)


def _fact(type_: str, quotes: list[tuple[str, str]], **roles: str | int | float | list[str]) -> Fact:
    """Role values: `@key` is an entity of NAMES, anything else a literal."""
    filled = {role: _values(value) for role, value in roles.items()}
    evidence = tuple(_evidence(text, quote) for text, quote in quotes)
    properties: dict[str, Scalar | tuple[Scalar, ...]] = {"rule": "sample", "weights": (1, 2.5)}
    return Fact(_fact_id(type_, roles), type_, filled, evidence, 0.875, f"rule.{type_}", properties)


def _fact_id(type_: str, roles: object) -> str:
    return "f" + entity_id(type_, str(roles))[1:]


def _values(value: str | int | float | list[str]) -> tuple[RoleValue, ...]:
    return tuple(
        EntityRef(_id(v[1:])) if isinstance(v, str) and v.startswith("@") else Literal(v)
        for v in (value if isinstance(value, list) else [value])
    )


def sample_facts() -> list[Fact]:
    """One fact of each type at least, two indicators, one fact that both documents state."""
    abroad = "天津渤海职业技术学院在泰国建成鲁班工坊"
    return [
        _fact("Partnership", [(FIRST, "学校与天津渤海化工集团有限责任公司开展现代学徒制合作，\n建成渤海化工学院")],
              institution="@bohai", partner="@chemical", form=["现代学徒制", "共建"], product="@college"),
        _fact("PlatformBuilding", [(FIRST, abroad), (SECOND, abroad)],
              platform="@workshop", builder="@bohai", builder_role="共建", status="建成", date="2016-03",
              place="@thailand"),
        _fact("OverseasProject", [(FIRST, abroad)], project="@workshop", country="@thailand", organizer="@bohai",
              partner="@ayutthaya", date="2016-03", outcome="累计培训4000人次"),
        _fact("Membership", [(FIRST, "为全国机械行业职业教育联盟副理事长单位")],
              member="@bohai", body="@alliance", position="副理事长单位"),
        _fact("ProgramParticipation", [(FIRST, "入选首批“双高计划”建设单位")],
              participant="@bohai", program="@plan", position="建设单位", level="国家级", batch="首批", scope="@major"),
        _fact("CompetitionResult", [(SECOND, "获第44届世界技能大赛汽车喷漆项目金牌")],
              recipient="@hangzhou", competition="@contest", award="@gold", level="国际级", count=1, date="2017",
              track="汽车喷漆", person="@winner", advisor="@advisor"),
        _fact("Honor", [(SECOND, "杭州技师学院获全国五一劳动奖状")],
              recipient="@hangzhou", award="@medal", level="国家级"),
        _fact("Hosting", [(SECOND, "杭州技师学院承办+世界技能大赛选拔赛，=SUM(A1)不是公式")],
              host="@hangzhou", event="+世界技能大赛选拔赛", position="承办"),
        _fact("Affiliation", [(FIRST, "易俊任学校𠮷教授")], person="@teacher", organization="@bohai", title="𠮷教授"),
        _fact("Affiliation", [(FIRST, "学校电子工程系隶属学校")], unit="@department", organization="@bohai"),
        _fact("AchievementCount", [(SECOND, "学院授权专利470件")],
              subject="@hangzhou", category="授权专利", count="470件"),
        _fact("Indicator", [(SECOND, "2016年，专任教师512人")],
              subject="@hangzhou", indicator="专任教师", period="2016", value=512, unit="人"),
        _fact("Indicator", [(SECOND, "2017年，专任教师520.5人")],
              subject="@hangzhou", indicator="专任教师", period="2017", value=520.5, unit="人"),
    ]


def _mentions(text: str) -> list[Mention]:
    return [
        Mention(document_id(text), at, at + len(name), name, type_, _id(key), 0.95, "lexicon")
        for key, (type_, name, _) in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]


def sample_graph() -> Graph:
    """The sample as a graph, every tuple sorted."""
    documents = [
        Document(document_id(t), source, t.split("\n")[0], sha256(t), len(t), _id(subject), date, place)
        for t, source, subject, date, place in (
            (FIRST, "新闻/first.txt", "bohai", None, "天津市"), (SECOND, "second, 年报.txt", "hangzhou", "2017", None)
        )
    ]
    entities = [
        Entity(_id(key), type_, name, aliases, {"method": "name", "codes": ("1", "2")} if aliases else {})
        for key, (type_, name, aliases) in NAMES.items()
    ]
    return Graph(
        documents=tuple(sorted(documents, key=lambda d: d.doc_id)),
        mentions=tuple(sorted(_mentions(FIRST) + _mentions(SECOND), key=lambda m: (m.doc_id, m.start, m.end, m.type))),
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        facts=tuple(sorted(sample_facts(), key=lambda f: f.id)),
        redirects=(Redirect("e0000000000", _id("bohai"), "merged"),),
    )


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The sample graph."""
    return sample_graph()


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The texts of the sample, by document id."""
    return {document_id(text): text for text in (FIRST, SECOND)}


@pytest.fixture(scope="session")
def build_dir(tmp_path_factory: pytest.TempPathFactory, graph: Graph, texts: dict[str, str]) -> Path:
    """The sample graph as a build folder; tests that change it work on a copy."""
    folder = tmp_path_factory.mktemp("sample") / "build"
    write_graph(graph, folder, texts=texts)
    return folder
