"""Relations: who works with whom, who builds what, who belongs where."""

from __future__ import annotations

import re
import sys
import time

import pytest

from pipelines.facts import (
    affiliation,
    extract,
    hosting,
    membership,
    overseas_project,
    partnership,
    platform_building,
    program_participation,
    relations,
)
from pipelines.facts.board import gather
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.events import find_events
from pipelines.facts.modality import is_open
from pipelines.facts.scene import read_sentences
from pipelines.layout import analyse
from pipelines.page import Page
from pipelines.reference import refer
from pipelines.span import NameSpan

TITLE = "重庆工业职业技术学院年度报告\n重庆工业职业技术学院是公办高校。"


def page_of(text: str, **names: str) -> Page:
    layout = analyse(text)
    spans: list[NameSpan] = []
    for label, words in names.items():
        for word in words.split():
            spans += [NameSpan(m.start(), m.end(), label) for m in re.finditer(re.escape(word), layout.text)]
    return refer(layout, spans)


def facts(page: Page, type_: str, *roles: str) -> set[tuple[str, ...]]:
    def word(claim: Claim, role: str) -> str:
        value = claim.roles.get(role, ("",))[0]
        return page.entities[value.key].name if isinstance(value, Ref) else str(value)
    return {tuple(word(c, r) for r in roles) for c in extract(page) if c.type == type_}


def test_each_member_of_a_list_is_a_partner():
    page = page_of(f"{TITLE}\n学校与长安汽车、海尔集团、华为技术有限公司等12家企业深度合作，开展校企合作。",
                   Institution="重庆工业职业技术学院", Enterprise="长安汽车 海尔集团 华为技术有限公司")
    assert facts(page, "Partnership", "institution", "partner") == {
        ("重庆工业职业技术学院", firm) for firm in ("长安汽车", "海尔集团", "华为技术有限公司")}


def test_building_together_makes_builders_and_a_partnership():
    page = page_of(f"{TITLE}\n2023年9月，学校与长安汽车共建长安汽车产业学院。",
                   Institution="重庆工业职业技术学院", Enterprise="长安汽车", Platform="长安汽车产业学院")
    assert facts(page, "PlatformBuilding", "builder", "platform", "date") >= {
        ("重庆工业职业技术学院", "长安汽车产业学院", "2023-09"), ("长安汽车", "长安汽车产业学院", "2023-09")}
    assert ("重庆工业职业技术学院", "长安汽车", "长安汽车产业学院") in facts(page, "Partnership", "institution", "partner", "product")


def test_a_short_name_in_brackets_does_not_break_the_list():
    page = page_of(f"{TITLE}\n学校与长安汽车股份有限公司（以下简称“长安汽车”）共建智能网联产业学院。",
                   Institution="重庆工业职业技术学院", Enterprise="长安汽车股份有限公司 长安汽车", Platform="智能网联产业学院")
    sentence = next(s for s in read_sentences(page) if "共建" in s.mask)
    assert sentence.mask.startswith("S与E")
    assert sentence.mask.count("E") == 1


def test_the_organiser_of_a_project_abroad_is_the_school_at_home():
    page = page_of("长江职业学院与老挝万象技术学院在老挝共建长江工坊，长江工坊在老挝揭牌。",
                   Institution="长江职业学院 老挝万象技术学院", Platform="长江工坊", Place="老挝")
    assert facts(page, "OverseasProject", "organizer", "project") == {("长江职业学院", "长江工坊")}


def test_membership_with_its_position():
    page = page_of(f"{TITLE}\n学校当选西部职教集团副理事长单位。", Institution="重庆工业职业技术学院", Platform="西部职教集团")
    assert facts(page, "Membership", "member", "body", "position") == {("重庆工业职业技术学院", "西部职教集团", "副理事长单位")}


def test_persons_and_their_posts():
    page = page_of(f"{TITLE}\n长安汽车副总经理李明远、学校党委书记周国强出席。",
                   Institution="重庆工业职业技术学院", Enterprise="长安汽车", Person="李明远 周国强")
    assert ("李明远", "长安汽车", "副总经理") in facts(page, "Affiliation", "person", "organization", "title")


def test_evidence_lies_in_the_sentence_and_confidence_in_range():
    page = page_of(f"{TITLE}\n学校与长安汽车共建长安汽车产业学院。\n学校还与海尔集团共建海尔产业学院。",
                   Institution="重庆工业职业技术学院", Enterprise="长安汽车 海尔集团", Platform="长安汽车产业学院 海尔产业学院")
    for claim in extract(page):
        quote = page.layout.text[claim.start:claim.end]
        assert quote
        assert "\n" not in quote.strip()
        assert 0 <= claim.confidence <= 1
        assert claim.method


@pytest.mark.parametrize("stretch", ["学校将建设", "拟于明年挂牌", "力争建成", "至今尚未签约", "申报未获通过，取消合作"])
def test_plans_and_denials(stretch: str):
    assert is_open(stretch)


@pytest.mark.parametrize("stretch", ["即将毕业的学生", "学校建成实训中心", "与企业签约"])
def test_done_things(stretch: str):
    assert not is_open(stretch)


def test_events_without_an_entity_are_literals():
    text = "5月10日，学校承办成渝职业教育数字化转型论坛，参会200人。"
    assert [event[2] for event in find_events(text, 0, len(text), [])] == ["成渝职业教育数字化转型论坛"]
    assert not find_events("学校举办各类讲座", 0, 8, [])


RELATIONS = (affiliation, hosting, membership, overseas_project, partnership, platform_building, program_participation)
ADVERSARIAL = (
    "主任副主任" * 400, "举办" + "培训" * 800 + "论", "、" * 2000, "（" * 2000, "学校" * 1000, "与A公司、" * 400, "年月日期间" * 400, "培训1人" * 500,
)


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_adversarial_text_costs_no_more_than_plain(piece: str):
    """20,000 characters of each trap; names are strewn over it. The slow test below does a megabyte."""
    assert _seconds((piece + "。") * (20_000 // len(piece))) < 5


@pytest.mark.slow
def test_a_megabyte_is_linear():
    traps = "。".join(ADVERSARIAL)
    small, large = traps * (125_000 // len(traps)), traps * (1_000_000 // len(traps))
    per_character = _seconds(small) / len(small)
    assert _seconds(large) / len(large) < 4 * per_character


def _seconds(text: str) -> float:
    layout = analyse(text)
    spans = [NameSpan(i, i + 2, label) for n, i in enumerate(range(0, len(layout.text) - 2, 40))
             for label in [("Institution", "Enterprise", "Platform", "Person", "Program")[n % 5]] if "\n" not in layout.text[i:i + 2]]
    start = time.process_time()
    page = refer(layout, spans)
    for module in RELATIONS:
        list(module.read(page))
    return time.process_time() - start


@pytest.mark.parametrize("end", ["一事尚处洽谈阶段", "的协议仍在磋商", "，目前双方仍在商谈"])
def test_what_is_not_settled_yet_is_no_fact(end: str) -> None:
    names = {"Institution": "重庆工业职业技术学院", "Enterprise": "长安汽车", "Platform": "长安汽车产业学院"}
    told = page_of(f"{TITLE}\n学校与长安汽车共建长安汽车产业学院。", **names)
    assert facts(told, "PlatformBuilding", "platform") == {("长安汽车产业学院",)}
    pending = page_of(f"{TITLE}\n学校与长安汽车共建长安汽车产业学院{end}。", **names)
    assert facts(pending, "PlatformBuilding", "platform") == set()


def test_a_post_told_by_grammar_has_no_second_title():
    page = page_of(TITLE + "\n重庆市职业教育学会常务副会长李明出席会议。", Institution="重庆工业职业技术学院", Organization="重庆市职业教育学会", Person="李明")
    titles = {title for claim in extract(page) if claim.type == "Affiliation" for title in claim.roles.get("title", ())}
    assert titles == {"常务副会长"}


def test_where_something_was_won_is_not_hosted():
    bodies = {"Institution": "重庆工业职业技术学院", "Government": "重庆市教育委员会 重庆市农业农村委员会", "Competition": "重庆市职业院校技能大赛"}
    for told in ("重庆市教育委员会、重庆市农业农村委员会联合对在重庆市职业院校技能大赛作出突出贡献的单位和个人予以表彰", "重庆市农业农村委员会组织的代表队在重庆市职业院校技能大赛中获奖"):
        assert facts(page_of(f"{TITLE}\n{told}。", **bodies), "Hosting", "host") == set()


def test_a_batch_belongs_to_the_item_of_the_list_that_it_stands_in():
    text = TITLE + "\n学校是“双高计划”建设单位、重庆市首批优质校、现代学徒制试点单位。"
    page = page_of(text, Institution="重庆工业职业技术学院", Program="双高计划 现代学徒制试点")
    assert {batch for _, batch in facts(page, "ProgramParticipation", "program", "batch")} <= {""}


@pytest.mark.parametrize(("wish", "built"), [("愿", 0), ("希望", 0), ("2023年起", 1)])
def test_what_somebody_would_like_is_no_fact(wish: str, built: int) -> None:
    text = f"{TITLE}\n长安汽车{wish}与重庆工业职业技术学院共建智能汽车产业学院。"
    page = page_of(text, Institution="重庆工业职业技术学院", Enterprise="长安汽车", Platform="智能汽车产业学院")
    assert len(facts(page, "PlatformBuilding", "platform")) == built


@pytest.mark.parametrize(("when", "built"), [("拟联合", 0), ("将与", 0), ("力争", 0), ("于2023年", 1)])
def test_what_is_to_come_is_no_fact_whatever_the_scorer_says(when: str, built: int, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(f"{TITLE}\n长安汽车、重庆工业职业技术学院{when}牵头组建智能汽车共同体。",
                   Institution="重庆工业职业技术学院", Enterprise="长安汽车", Platform="智能汽车共同体")
    monkeypatch.setattr(relations, "judge", lambda page, looks, forest: [(case, 0.9) for case in gather(page, looks)])
    assert len({(r.first.key, r.second.key) for r in relations._relate(page) if r.type == "PlatformBuilding"}) == 2 * built
    assert any(r.type == "Partnership" for r in relations._relate(page)) == bool(built)


def test_a_proposal_in_a_title_is_no_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "judge", lambda page, looks, forest: [(case, 0.9) for case in gather(page, looks)])
    for behind, built in (("的倡议书", 0), ("的请示", 0), ("大会召开", 1)):
        page = page_of(f"{TITLE}\n重庆工业职业技术学院成立智能汽车共同体{behind}。", Institution="重庆工业职业技术学院", Platform="智能汽车共同体")
        assert sum(r.type == "PlatformBuilding" for r in relations._relate(page)) == built


def test_who_is_only_worked_with_does_not_lead_in_the_next_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "judge", lambda page, looks, forest: [(case, 0.9) for case in gather(page, looks)])
    text = f"{TITLE}\n学校与长安汽车等30家企业建立合作关系，牵头成立智能汽车共同体。"
    page = page_of(text, Institution="重庆工业职业技术学院", Enterprise="长安汽车", Platform="智能汽车共同体")
    builders = {page.entities[r.first.key].name for r in relations._relate(page) if r.type == "PlatformBuilding"}
    assert builders == {"重庆工业职业技术学院"}


def test_no_platforms_of_party_work_and_no_members_of_these(monkeypatch: pytest.MonkeyPatch):
    page = page_of(f"{TITLE}\n学校牵头成立煤电党建联盟、煤电产教联盟。", Institution="重庆工业职业技术学院", Platform="煤电党建联盟 煤电产教联盟")
    refs = {page.entities[key].name: Ref(key) for key in set(page.entity_of.values())}
    claims = [Claim("PlatformBuilding", {"platform": (refs[name],), "builder": (refs["重庆工业职业技术学院"],)}, 0, 4, 0.9, "test")
              for name in ("煤电党建联盟", "煤电产教联盟")]
    monkeypatch.setattr(sys.modules["pipelines.facts.extract"], "readers", lambda: (lambda page: claims,))
    assert [claim.roles["platform"] for claim in extract(page)] == [(refs["煤电产教联盟"],)]
