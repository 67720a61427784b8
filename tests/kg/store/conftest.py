"""A graph in which every question of the cookbook has an answer, a real Neo4j server, and the program as a function.

The sentences are ours; schools, firms and contests exist, figures and dates are invented."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kg.cli.app import main
from kg.ids import digest, document_id, entity_id, sha256
from kg.interchange import Build, write_graph
from kg.model import Document, Entity, EntityRef, Evidence, Fact, Graph, Literal, Mention, RoleValue, Scalar
from kg.store.bolt import Address, BoltStore, connect
from kg.store.contract import Statement

ROOT = Path(__file__).resolve().parents[3]
SZ, JH, HW, BYD = "深圳职业技术大学", "金华职业技术大学", "华为技术有限公司", "比亚迪股份有限公司"
CONTEST, PLAN = "全国职业院校技能大赛", "双高计划"
UNION = "全国智能网联汽车产教融合共同体"
NASTY = (
    "'; MATCH (n) DETACH DELETE n; //", '"}) DETACH DELETE n //', "`}]->() //", "名\n字\\n", "$school {name: 1}", "\\u0027 OR true",
)
TYPES = {
    SZ: "Institution", JH: "Institution", "人工智能学院": "Institution", "大城技术学院": "Institution", HW: "Enterprise",
    BYD: "Enterprise", "亚龙智能装备集团股份有限公司": "Enterprise", "教育部": "Government", UNION: "Platform",
    "华为ICT学院": "Platform", "比亚迪产业学院": "Platform", "鲁班工坊": "Platform", CONTEST: "Competition",
    "中国国际大学生创新大赛": "Competition", "一等奖": "Award", "银奖": "Award", "国家级教学成果奖": "Award", PLAN: "Program",
    "软件技术专业群": "Major", "智慧果园": "Work", "林一": "Person", "周二": "Person", "泰国": "Place",
    **dict.fromkeys(NASTY, "Work"),
}
ALIASES = {SZ: ("深职大", "深圳职业技术学院"), HW: ("华为",)}
Roles = Mapping[str, Sequence[Scalar] | Scalar]


@dataclass
class Scene:
    """Documents under construction: `tell` adds a sentence to a document and the fact that it states."""

    texts: dict[str, str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    stated: dict[str, tuple[str, dict[str, tuple[RoleValue, ...]], list[tuple[str, int, int]], float]] = field(default_factory=dict)

    def tell(self, source: str, sentence: str, type_: str, roles: Roles, *, confidence: float = 0.9) -> None:
        start = len(self.texts.setdefault(source, ""))
        self.texts[source] += sentence + "\n"
        filled = {role: tuple(map(_value, [v] if isinstance(v, str | int | float) else v)) for role, v in roles.items()}
        id_ = "f" + digest(type_, sorted((r, [str(v) for v in vs]) for r, vs in filled.items()))
        self.stated.setdefault(id_, (type_, filled, [], confidence))[2].append((source, start, start + len(sentence)))

    def write(self, folder: Path) -> Build:
        ids = {source: document_id(text) for source, text in self.texts.items()}
        documents = [Document(ids[s], s, f"标题 {s}", sha256(t), len(t), _id(self.subjects[s]) if s in self.subjects else None)
                     for s, t in self.texts.items()]
        mentions = [m for s, t in self.texts.items() for m in _mentions(ids[s], t)]
        facts = [
            Fact(id_, type_, roles, tuple(Evidence(ids[s], a, b, self.texts[s][a:b]) for s, a, b in places), confidence, "test")
            for id_, (type_, roles, places, confidence) in self.stated.items()
        ]
        used = {m.entity_id for m in mentions} | {v.entity for f in facts for vs in f.roles.values() for v in vs if isinstance(v, EntityRef)}
        entities = [Entity(_id(n), t, n, ALIASES.get(n, ()), {"province": "广东省"} if n == SZ else {})
                    for n, t in TYPES.items() if _id(n) in used]
        graph = Graph(
            tuple(sorted(documents, key=lambda d: d.doc_id)),
            tuple(sorted(mentions, key=lambda m: (m.doc_id, m.start, m.end, m.type))),
            tuple(sorted(entities, key=lambda e: e.id)), tuple(sorted(facts, key=lambda f: f.id)),
        )
        return write_graph(graph, folder, texts={ids[s]: t for s, t in self.texts.items()})


def _id(name: str) -> str:
    return entity_id(TYPES[name], name)


def _value(value: Scalar) -> RoleValue:
    return EntityRef(_id(value)) if isinstance(value, str) and value in TYPES else Literal(value)


def _mentions(doc_id: str, text: str) -> Iterator[Mention]:
    for name, type_ in TYPES.items():
        for surface in (name, *ALIASES.get(name, ())):
            start = text.find(surface)
            while start >= 0:
                yield Mention(doc_id, start, start + len(surface), surface.replace("\n", ""), type_, _id(name))
                start = text.find(surface, start + len(surface))


def tell_story(scene: Scene) -> None:
    """The first build."""
    a, b, c = "shenzhen.txt", "jinhua.txt", "news.txt"
    scene.subjects |= {a: SZ, b: JH}
    ict = {"institution": SZ, "partner": HW, "form": ["共建"], "product": "华为ICT学院", "date": ["2019"]}
    scene.tell(a, f"{SZ}与{HW}共建华为ICT学院。", "Partnership", ict)
    scene.tell(a, f"{SZ}与{BYD}开展订单班和现代学徒制。", "Partnership", {"institution": SZ, "partner": BYD, "form": ["订单班", "现代学徒制"]})
    scene.tell(b, f"{JH}与{HW}签署合作协议。", "Partnership", {"institution": JH, "partner": HW, "form": ["签署合作协议"]})
    scene.tell(c, f"{SZ}携手{HW}建成华为ICT学院。", "Partnership", ict)
    for name, role, level in ((SZ, "牵头", "国家级"), (BYD, "共建", "国家级")):
        scene.tell(a, f"{name}{role}{UNION}。", "PlatformBuilding",
                   {"platform": UNION, "builder": name, "builder_role": [role], "level": level, "status": ["成立"]})
    scene.tell(a, f"{SZ}建成比亚迪产业学院。", "PlatformBuilding", {"platform": "比亚迪产业学院", "builder": SZ, "level": "省级"})
    scene.tell(b, f"{JH}为{UNION}副理事长单位。", "Membership", {"member": JH, "body": UNION, "position": ["副理事长单位"]})
    for year, level, award in (("2022", "国家级", "一等奖"), ("2023", "国家级", "一等奖"), ("2023", "省级", "银奖")):
        scene.tell(a, f"{year}年，{SZ}获{level}{CONTEST}{award}。", "CompetitionResult",
                   {"recipient": SZ, "competition": CONTEST, "award": award, "level": level, "count": 2, "date": year})
    scene.tell(b, f"{JH}的林一凭智慧果园获中国国际大学生创新大赛银奖，指导教师周二。", "CompetitionResult",
               {"recipient": JH, "competition": "中国国际大学生创新大赛", "award": "银奖", "work": "智慧果园", "person": ["林一"],
                "advisor": ["周二"], "date": "2023", "track": ["高教主赛道"]}, confidence=0.5)
    for level, source in (("国家级", a), ("省级", c)):
        scene.tell(source, f"{SZ}获{level}的国家级教学成果奖。", "Honor",
                   {"recipient": SZ, "award": "国家级教学成果奖", "level": level, "grantor": ["教育部"], "date": ["2022"]})
    for name in (SZ, JH):
        scene.tell(c, f"{name}入选首批{PLAN}建设单位（软件技术专业群）。", "ProgramParticipation",
                   {"participant": name, "program": PLAN, "position": ["建设单位"], "batch": ["首批"], "level": "国家级",
                    "scope": ["软件技术专业群"]})
    scene.tell(b, f"{JH}与亚龙智能装备集团股份有限公司、大城技术学院在泰国办鲁班工坊，累计培训400人次。", "OverseasProject",
               {"project": "鲁班工坊", "country": "泰国", "organizer": JH, "outcome": ["累计培训400人次"],
                "partner": ["亚龙智能装备集团股份有限公司", "大城技术学院"], "date": ["2018"]})
    scene.tell(a, f"{SZ}承办{CONTEST}。", "Hosting", {"host": SZ, "event": CONTEST, "position": ["承办"], "date": ["2023"]})
    scene.tell(a, f"周二任{SZ}教授。", "Affiliation", {"person": "周二", "organization": SZ, "title": ["教授"]})
    scene.tell(a, f"{SZ}人工智能学院。", "Affiliation", {"unit": "人工智能学院", "organization": SZ})
    scene.tell(a, f"{SZ}获国家级奖项10余项。", "AchievementCount",
               {"subject": SZ, "category": "国家级奖项", "level": "国家级", "count": "10余项", "period": "2023"})
    for source, name, period, value in ((a, SZ, "2022", 24000), (a, SZ, "2023", 25000), (c, SZ, "2023", 25100), (b, JH, "2023", 20000.5)):
        scene.tell(source, f"{period}年{name}在校生{value}人。", "Indicator",
                   {"subject": name, "indicator": "在校生数", "period": period, "value": value, "unit": "人"})
    for name in NASTY:
        scene.tell(c, f"{JH}的{name}获银奖。", "Honor", {"recipient": name, "award": "银奖"})


def tell_changed_story(scene: Scene) -> None:
    """The second build: one document says more, a fact is gone, an entity is new."""
    tell_story(scene)
    gone = next(id_ for id_, told in scene.stated.items() if told[0] == "Affiliation")
    del scene.stated[gone]
    scene.tell("later.txt", f"{SZ}与亚龙智能装备集团股份有限公司共建实训中心，成果获一等奖。", "Partnership",
               {"institution": SZ, "partner": "亚龙智能装备集团股份有限公司", "form": ["共建"]})
    scene.tell("later.txt", f"{SZ}与{HW}共建华为ICT学院。", "Partnership",
               {"institution": SZ, "partner": HW, "form": ["共建"], "product": "华为ICT学院", "date": ["2019"]})


def _build(folder: Path, story: Callable[[Scene], None]) -> Build:
    scene = Scene()
    story(scene)
    return scene.write(folder)


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return _build(tmp_path_factory.mktemp("builds") / "first", tell_story)


@pytest.fixture(scope="session")
def second_build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return _build(tmp_path_factory.mktemp("builds") / "second", tell_changed_story)


@dataclass(frozen=True)
class Ended:
    """What a command left: exit code, output, complaints."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run_kg(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """The program in this process: arguments -> exit code, output, complaints."""

    def run(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        capfd.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capfd.readouterr()
        return Ended(code, out, err)

    return run


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A real Neo4j: the one at NEO4J_URI when set (it is emptied!), else one of our own, from Maven Central."""
    if uri := os.environ.get("NEO4J_URI"):
        yield Address(uri, os.environ.get("NEO4J_USER", "neo4j"), os.environ["NEO4J_PASSWORD"])
        return
    home = tmp_path_factory.mktemp("neo4j")
    script = str(ROOT / "scripts" / "neo4j")
    started = subprocess.run([sys.executable, script, "start", str(home)], capture_output=True, text=True, check=False)
    if started.returncode:
        said = started.stderr.strip().splitlines() or ["scripts/neo4j said nothing"]
        reason = f"no Neo4j server: {said[-1]}"
        pytest.fail(reason) if os.environ.get("KG_REQUIRE_ALL") else pytest.skip(reason)
    state = json.loads(started.stdout)
    try:
        yield Address(state["uri"], state["user"], state["password"])
    finally:
        subprocess.run([sys.executable, script, "stop", str(home)], check=True)


def empty(store: BoltStore) -> None:
    """Take all data out of a test server; what keys and indexes there are stays, for speed."""
    store.write([Statement("MATCH (n) DETACH DELETE n")])


@pytest.fixture
def neo4j_store(neo4j_address: Address) -> Iterator[BoltStore]:
    """An empty real Neo4j."""
    store = connect(neo4j_address)
    empty(store)
    yield store
    store.close()
