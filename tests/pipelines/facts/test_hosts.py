"""Who hosts what: verbs of holding in active and passive clauses, anaphors of the event, lists of hosts and of events."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.facts.hosts import read_hosts
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL = "深圳职业技术大学"
BUREAU = "深圳市教育局"
CONTEST = "广东省职业院校技能大赛"


def hosts(page: Page) -> set[tuple[str, str, str]]:
    return {(page.entities[h.key].name, page.entities[h.occasion.key].name if h.occasion.key >= 0 else h.occasion.text, h.verb)
            for h in read_hosts(page)}


def test_a_passive_clause_names_each_host_with_its_verb(make_page: MakePage) -> None:
    page = make_page(f"{CONTEST}由{BUREAU}主办、{SCHOOL}承办。", {SCHOOL: "Institution", BUREAU: "Government", CONTEST: "Competition"})
    assert hosts(page) == {(BUREAU, CONTEST, "主办"), (SCHOOL, CONTEST, "承办")}


def test_the_contest_of_the_sentence_before_is_meant_by_a_word(make_page: MakePage) -> None:
    page = make_page(f"5月，{CONTEST}在深圳开赛。大赛由{BUREAU}主办。", {BUREAU: "Government", CONTEST: "Competition"})
    assert hosts(page) == {(BUREAU, CONTEST, "主办")}


def test_events_without_a_name_of_a_contest_are_literals(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}与{BUREAU}联合举办第十届产教融合国际论坛，300人参会。", {SCHOOL: "Institution", BUREAU: "Government"})
    assert hosts(page) == {(SCHOOL, "第十届产教融合国际论坛", "举办"), (BUREAU, "第十届产教融合国际论坛", "举办")}


def test_a_list_of_events_gives_each(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}先后举办“鹏城杯”书法大赛、“深职杯”篮球赛，反响热烈。", {SCHOOL: "Institution"})
    assert {event for _, event, _ in hosts(page)} == {"“鹏城杯”书法大赛", "“深职杯”篮球赛"}


def test_plans_and_common_nouns_are_no_events(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}计划举办第二届国际教育论坛。{SCHOOL}举办各类培训班。", {SCHOOL: "Institution"})
    assert hosts(page) == set()


def test_hosts_of_two_verbs_before_one_event(make_page: MakePage) -> None:
    page = make_page(f"由{BUREAU}（简称“深教局”）主办、{SCHOOL}承办的{CONTEST}收官。", {SCHOOL: "Institution", BUREAU: "Government", "深教局": "Government", CONTEST: "Competition"})
    assert hosts(page) == {(BUREAU, CONTEST, "主办"), (SCHOOL, CONTEST, "承办")}


def test_the_place_of_an_event_is_no_host(make_page: MakePage) -> None:
    hall = "深圳国际会展中心"
    page = make_page(f"{CONTEST}在{hall}举办，由{BUREAU}主办。", {hall: "Organization", BUREAU: "Government", CONTEST: "Competition"})
    assert hosts(page) == {(BUREAU, CONTEST, "主办")}


def test_a_short_name_in_brackets_with_quotes_does_not_hide_the_verb(make_page: MakePage) -> None:
    page = make_page(f"{CONTEST}在深圳开赛，{BUREAU}（“市教局”）主办，{SCHOOL}承办。", {
        SCHOOL: "Institution", BUREAU: "Government", "市教局": "Government", CONTEST: "Competition"})
    assert hosts(page) == {(BUREAU, CONTEST, "主办"), (SCHOOL, CONTEST, "承办")}


def test_the_school_at_the_end_of_a_list_is_one_of_the_hosts(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}年报\n\n{CONTEST}在深圳开赛，{BUREAU}与学校承办。\n", {SCHOOL: "Institution", BUREAU: "Government", CONTEST: "Competition"})
    assert hosts(page) == {(BUREAU, CONTEST, "承办"), (SCHOOL, CONTEST, "承办")}


def test_a_clause_that_begins_with_the_verb_is_about_the_school(make_page: MakePage) -> None:
    names = {SCHOOL: "Institution", BUREAU: "Government"}
    page = make_page(f"# {SCHOOL}年报\n\n全年举办“鹏城杯”书法大赛，参赛300人。\n会同{BUREAU}举办第六届“湾区杯”技能竞赛。\n", names)
    assert hosts(page) == {
        (SCHOOL, "“鹏城杯”书法大赛", "举办"), (BUREAU, "第六届“湾区杯”技能竞赛", "举办"), (SCHOOL, "第六届“湾区杯”技能竞赛", "举办")}


def test_the_place_before_the_verb_is_no_host(make_page: MakePage) -> None:
    page = make_page(f"{BUREAU}在{SCHOOL}联合举办“工匠进校园”主题活动。", {SCHOOL: "Institution", BUREAU: "Government"})
    assert hosts(page) == {(BUREAU, "“工匠进校园”主题活动", "举办")}


def test_a_campaign_in_quotation_marks_is_meant_by_the_next_clause(make_page: MakePage) -> None:
    page = make_page(f"5月16日，“匠心同行产教融合行动”在深圳启动，活动由{BUREAU}主办、{SCHOOL}承办。", {SCHOOL: "Institution", BUREAU: "Government"})
    assert hosts(page) == {(BUREAU, "匠心同行产教融合行动", "主办"), (SCHOOL, "匠心同行产教融合行动", "承办")}


def test_a_body_without_a_mark_does_not_break_the_list_of_hosts(make_page: MakePage) -> None:
    page = make_page(f"{CONTEST}由{BUREAU}、全市学联等单位共同主办。", {BUREAU: "Government", CONTEST: "Competition"})
    assert hosts(page) == {(BUREAU, CONTEST, "主办")}
