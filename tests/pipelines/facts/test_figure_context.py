"""Whose figure and of when: names of titles, bare nouns that stand for a name, dates that are none."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.facts.figures.mentioned import find_meant, find_titled, find_zone
from pipelines.facts.figures.period import find_default, find_timing, read_caption
from pipelines.facts.figures.subject import BEARERS
from pipelines.facts.figures.window import Window, find_windows
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL = "深圳职业技术大学"
LEAGUE = "粤港澳大湾区职业教育产教联盟"


def starts_of(page: Page) -> list[int]:
    return [span.start for span in page.spans]


def window_at(page: Page, words: str) -> Window:
    return next(w for w in find_windows(page) if page.layout.text[w.quantity.start : w.quantity.end] == words)


def test_a_bare_noun_means_the_last_name_that_ends_so(make_page: MakePage) -> None:
    page = make_page(
        f"{SCHOOL}牵头组建{LEAGUE}。几年过去，联盟现有成员单位63家。", {SCHOOL: "Institution", LEAGUE: "Platform"}
    )
    (span,) = find_meant(page, window_at(page, "63家"), starts_of(page), BEARERS)
    assert page.layout.text[span.start : span.end] == LEAGUE


def test_no_noun_means_no_name(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}牵头组建{LEAGUE}。现有教师630人。", {SCHOOL: "Institution", LEAGUE: "Platform"})
    assert find_meant(page, window_at(page, "630人"), starts_of(page), BEARERS) == []


def test_the_title_names_a_possible_subject(make_page: MakePage) -> None:
    page = make_page(f"{LEAGUE}年度总结\n\n全年新增合作企业12家。", {LEAGUE: "Platform"})
    found = find_titled(page, window_at(page, "12家"), starts_of(page), BEARERS)
    assert [(how, page.layout.text[s.start : s.end]) for how, s in found] == [("title", LEAGUE), ("head", LEAGUE)]


def test_a_county_report_is_about_its_county_and_a_schools_is_not(make_page: MakePage) -> None:
    assert find_zone(make_page("惠东县2024年教育事业发展报告\n\n在校生9126人。", {})) == "惠东县"
    assert find_zone(make_page("深圳市职业技术学校2024年报告\n\n在校生912人。", {})) == ""


def test_years_of_titles_and_of_comparisons_date_nothing(make_page: MakePage) -> None:
    policy = "职业教育产教融合赋能提升行动实施方案（2023—2025年）"
    page = make_page(
        f"{SCHOOL}2024年年度报告\n\n对照《{policy}》，修订制度7项。较2019年增加经费3万元。",
        {SCHOOL: "Institution", policy: "Policy"},
    )
    for words in ("7项", "3万元"):
        when = find_timing(page, window_at(page, words), "", default=find_default(page), starts=starts_of(page)).value
        assert when == "2024"


def test_a_report_published_in_january_is_about_the_year_before(make_page: MakePage) -> None:
    body = "2022年招生。2022年就业。2022年培训。2022年科研。"
    page = make_page(f"{SCHOOL}质量报告（2023年）\n\n{body}", {SCHOOL: "Institution"})
    assert page.year == "2023"
    assert find_default(page) == "2022"


def test_the_nearest_date_counts_and_the_texts_year_last(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}2024年年度报告\n\n2022年，学校授权专利12件；近三年培训员工460人次。\n\n出版教材7部。", {SCHOOL: "Institution"})
    found = {
        words: find_timing(page, window_at(page, words), "", default=find_default(page), starts=starts_of(page))
        for words in ("12件", "460人次", "7部")
    }
    assert [(t.source, t.value) for t in found.values()] == [("near", "2022"), ("near", "近三年"), ("page", "2024")]


def test_an_indicator_of_the_texts_year_holds_for_the_school_year_of_its_caption(make_page: MakePage) -> None:
    page = make_page(f"{SCHOOL}2024年年度报告\n\n学校现有教师630人。\n\n图2-1 2023—2024学年教师结构", {SCHOOL: "Institution"})
    window = window_at(page, "630人")
    timing = find_timing(page, window, "", default=find_default(page), starts=starts_of(page))
    assert (timing.value, read_caption(page, window, "I", timing), read_caption(page, window, "A", timing)) == ("2024", "2023-2024", "")
