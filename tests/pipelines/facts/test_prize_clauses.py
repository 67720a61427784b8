"""What the clause of a prize says by its grammar: who won, what was only counted, whose grade a bare grade is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.facts.awards.anchors import find_anchors, find_contests
from pipelines.facts.awards.clause import (
    count_winners,
    find_bearer,
    find_listed,
    find_person,
    find_prize,
    find_winners,
    find_winning_group,
    is_tally,
)
from pipelines.facts.awards.details import read_date_of, read_grantors
from pipelines.facts.awards.people import read_people
from pipelines.facts.claim import Ref
from pipelines.facts.competition_result import read as read_results
from pipelines.facts.honor import read as read_honors
from pipelines.page import Page
from pipelines.span import NameSpan

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL, OTHER = "莱芜职业技术学院", "莱西职业学院"
CONTEST, GRADE, MEDAL = "山东省职业院校技能大赛", "一等奖", "金牌"
PRIZE = "2022年山东省职业教育教学成果奖"
NAMES = {
    SCHOOL: "Institution", OTHER: "Institution", CONTEST: "Competition", GRADE: "Award", MEDAL: "Award", PRIZE: "Award", "二等奖": "Award",
    "山东代表团": "Organization", "临沂市": "Place", "山东省技术能手": "Award", "山东省五一劳动奖章": "Award", "齐鲁工匠": "Award", "林海": "Person", "周岚": "Person",
    "优秀合作企业": "Award", "海尔集团": "Enterprise", "歌尔股份": "Enterprise",
}


def names(page: Page, spans: list[NameSpan] | NameSpan | None) -> list[str]:
    some = [spans] if isinstance(spans, NameSpan) else spans or []
    return [page.layout.text[span.start : span.end] for span in some]


@pytest.mark.parametrize(
    ("sentence", "winner"),
    [
        (f"在{CONTEST}上，山东代表团揽得金牌6枚。", ["山东代表团"]),
        (f"山东代表团8名选手参加{CONTEST}，斩获金牌2枚。", ["山东代表团"]),
        (f"{OTHER}（莱西职院）再次夺得{CONTEST}一等奖。", [OTHER]),
        (f"{OTHER}承办{CONTEST}，学校获一等奖1项。", []),
        (f"{OTHER}、{SCHOOL}在{CONTEST}中分别获一等奖、二等奖。", []),
        (f"{OTHER}（以下简称“莱西职院”）、{SCHOOL}双双获一等奖。", [OTHER, SCHOOL]),
        (f"{OTHER}与{SCHOOL}等24个单位获一等奖。", [OTHER, SCHOOL]),
        (f"{OTHER}的选手获一等奖。", [OTHER]),
        ("分地区看，临沂市获一等奖6项。", ["临沂市"]),
        ("来自临沂市获一等奖的选手到场。", []),
    ],
)
def test_the_winner_stands_before_a_verb_of_winning_or_is_the_team_in_front(make_page: MakePage, sentence: str, winner: list[str]) -> None:
    page = make_page(sentence, NAMES)
    _, window = find_anchors(page)[0]
    assert names(page, find_winners(page, window)) == winner


def test_prizes_that_a_contest_gave_in_all_are_nobody_s(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}年报\n2024年{CONTEST}落幕，收到参赛作品300件，评出一等奖20个、二等奖40个。", NAMES)
    assert all(is_tally(page, window) for _, window in find_anchors(page))
    assert list(read_results(page)) == []


def test_a_bare_grade_belongs_to_the_prize_named_before(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}年报\n在{PRIZE}评选中，学校收获一等奖3项。", NAMES)
    (_, _), (_, window) = find_anchors(page)
    assert names(page, find_prize(page, window)) == [PRIZE]
    told = [claim.roles for claim in read_honors(page)]
    assert [(roles["award"], roles["count"], roles["date"]) for roles in told if "count" in roles] == [((PRIZE + GRADE,), (3,), ("2022",))]


def test_a_contest_named_since_takes_the_grade(make_page: MakePage) -> None:
    page = make_page(f"在{PRIZE}评选中有斩获，在{CONTEST}中获一等奖3项。", NAMES)
    assert find_prize(page, find_anchors(page)[-1][1]) is None


def test_a_designation_in_front_of_a_person_is_that_person_s(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}简介\n山东省技术能手林海领衔，山东省五一劳动奖章获得者周岚驻校。", NAMES)
    assert [names(page, find_bearer(page, window)) for _, window in find_anchors(page)] == [["林海"], ["周岚"]]
    told = [(page.entities[r["award"][0].key].name, page.entities[r["recipient"][0].key].name)  # type: ignore[union-attr]
            for r in (claim.roles for claim in read_honors(page))]
    assert told == [("山东省技术能手", "林海"), ("山东省五一劳动奖章", "周岚")]


def test_winners_are_listed_behind_a_colon_and_brackets_are_none(make_page: MakePage) -> None:
    page = make_page(f"表彰名单\n二、优秀合作企业（2家）：海尔集团（{SCHOOL}推荐）、歌尔股份。\n", NAMES)
    (_, window), *_ = find_anchors(page)
    assert names(page, find_listed(page, window)) == ["海尔集团", "歌尔股份"]
    assert [claim.roles["recipient"] for claim in read_honors(page)] == [
        (Ref(page.entity_of[span]),) for span in page.spans if span.label == "Enterprise"]


@pytest.mark.parametrize(("sentence", "counted"), [
    ("另有3人被评为山东省技术能手。", 3), ("学风浓厚，6名教师获评山东省技术能手。", 6), ("林海等3人获评山东省技术能手。", None),
])
def test_unnamed_winners_are_counted(make_page: MakePage, sentence: str, counted: int | None) -> None:
    page = make_page(f"{SCHOOL}年报\n{sentence}", NAMES)
    assert count_winners(page, find_anchors(page)[0][1]) == counted


def test_a_medal_of_labour_is_the_last_person_s(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}年报\n林海扎根一线二十年，2016年获山东省五一劳动奖章，2018年获评齐鲁工匠。", NAMES)
    assert [names(page, find_person(page, window)) for _, window in find_anchors(page)] == [["林海"], ["林海"]]


@pytest.mark.parametrize(
    ("sentence", "people", "advisors"),
    [
        ("林海获焊接赛项一等奖，周岚获物流赛项二等奖。", [["林海"], ["周岚"]], [[], []]),
        ("林海由教师周岚指导，在焊接赛项中夺得一等奖。", [["林海"]], [["周岚"]]),
        ("周岚指导的林海团队获一等奖。", [["林海"]], [["周岚"]]),
        ("林海获一等奖，指导教师为周岚；学校代表队获二等奖。", [["林海"], []], [["周岚"], []]),
        ("学校获一等奖3项，其中林海在焊接赛项夺得金牌。", [[], ["林海"]], [[], []]),
    ],
)
def test_each_prize_has_its_own_people(make_page: MakePage, sentence: str, people: list[list[str]], advisors: list[list[str]]) -> None:
    page = make_page(f"{SCHOOL}年报\n在{CONTEST}上，{sentence}", NAMES)
    told = [read_people(page, window, None) for _, window in find_anchors(page)]

    def called(role: str) -> list[list[str]]:
        return [[page.entities[ref.key].name for ref in roles.get(role, ()) if isinstance(ref, Ref)] for roles in told]

    assert called("person") == people
    assert called("advisor") == advisors


def test_prizes_far_from_any_contest_are_of_the_one_that_the_text_opens_with(make_page: MakePage) -> None:
    page = make_page(f"简讯\n\n{CONTEST}落幕。\n\n{'赛场内外秩序井然。' * 60}\n\n{OTHER}获一等奖5项。", NAMES)
    (_, window) = find_anchors(page)[-1]
    (contest,) = find_contests(page, window, [span.start for span in page.spans])
    assert (page.entities[contest.target.key].name, contest.how) == (CONTEST, "prev")  # type: ignore[union-attr]


def test_a_track_named_long_before_its_prize_is_not_its_own(make_page: MakePage) -> None:
    page = make_page(f"{CONTEST}落幕\n网络布线赛项落幕。{'赛场内外秩序井然。' * 60}\n{OTHER}获一等奖5项。", NAMES)
    (_, window) = find_anchors(page)[-1]
    contest = next(span for span in page.spans if span.label == "Competition")
    assert "track" not in read_people(page, window, contest)


@pytest.mark.parametrize(("sentence", "group"), [
    (f"在{CONTEST}中，临沂市中职学生共获一等奖6个。", "临沂市中等职业学校"),
    (f"全市中职学校在{CONTEST}中获一等奖6个。", "临沂市中等职业学校"),
    (f"在{CONTEST}中获一等奖6个。", ""),
    (f"临沂市中职学生参加{CONTEST}，{OTHER}获一等奖6个。", ""),
])
def test_the_schools_of_a_place_may_win_together(make_page: MakePage, sentence: str, group: str) -> None:
    page = make_page(f"临沂市职业教育质量年度报告\n\n{sentence}", NAMES)
    assert find_winning_group(page, find_anchors(page)[0][1]) == group


def test_a_school_named_before_its_track_is_no_part_of_it(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}年报\n在{CONTEST}中，{OTHER}分别承办网络布线赛项，林海获一等奖。", NAMES)
    assert all(OTHER not in str(track) for _, window in find_anchors(page) for track in read_people(page, window, None).get("track", ()))


def test_the_line_above_a_list_of_designations_says_who_confers_them_and_when(make_page: MakePage) -> None:
    page = make_page(f"附：莱西职教集团2024年度表彰名单\n\n一、优秀合作企业（2家）：海尔集团、歌尔股份。\n\n{SCHOOL}到会。\n", {
        **NAMES, "莱西职教集团": "Platform"})
    told = [claim.roles for claim in read_honors(page)]
    group = next(Ref(page.entity_of[span]) for span in page.spans if span.label == "Platform")
    assert [(roles["grantor"], roles["date"], roles.get("level")) for roles in told] == [((group,), ("2024",), None)] * 2


def test_in_a_chronicle_months_and_honours_are_of_the_year_above(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}荣誉墙（2018—2024）\n\n■ 2018年\n\n● 5月，林海获评齐鲁工匠；\n\n■ 2019年\n\n● 林海获评山东省技术能手。\n", NAMES)
    dates = [read_date_of(page, window, "", deep=False) for _, window in find_anchors(page)]
    assert dates == ["2018-05", "2019"]


def test_who_confers_a_prize_does_not_confer_the_next_behind_a_semicolon(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}年报\n林海被山东省教育厅授予“齐鲁工匠”称号；学校获评“优秀合作企业”。", {**NAMES, "山东省教育厅": "Government"})
    told = [[page.entities[ref.key].name for ref in read_grantors(page, window)] for _, window in find_anchors(page)]
    assert told == [["山东省教育厅"], []]


def test_what_was_contested_in_is_no_work(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}年报\n在{CONTEST}上，林海获得网络布线赛项一等奖。", {**NAMES, "网络布线": "Work"})
    assert [read_people(page, window, None).get("work") for _, window in find_anchors(page)] == [None]
