"""Who is who inside one document."""

from __future__ import annotations

import re

import pytest

from pipelines.layout import analyse
from pipelines.page import Page
from pipelines.reference import refer
from pipelines.reference.aliases import abbreviates
from pipelines.reference.lineage import read
from pipelines.reference.normal import clean, fold
from pipelines.span import NameSpan


def page_of(text: str, **names: str) -> Page:
    """A page whose names are given as label=names divided by blanks, longest first."""
    layout = analyse(text)
    spans = []
    for label, words in names.items():
        for word in words.split():
            spans += [NameSpan(m.start(), m.end(), label) for m in re.finditer(re.escape(word), layout.text)]
    return refer(layout, spans)


def name_at(page: Page, surface: str) -> str:
    start = page.layout.text.index(surface)
    span = next(s for s in page.spans if s.start == start and s.end == start + len(surface))
    return page.entities[page.entity_of[span]].name


def test_a_short_name_in_brackets_is_the_full_name():
    page = page_of("重庆工业职业技术学院（以下简称“重庆工职院”）召开大会。重庆工职院师生参加。", Institution="重庆工业职业技术学院 重庆工职院")
    assert name_at(page, "重庆工职院") == "重庆工业职业技术学院"


@pytest.mark.parametrize(("label", "short", "long"), [
    ("Institution", "重庆工程职院", "重庆工程职业技术学院"),
    ("Institution", "白云职校", "白云职业技术学校"),
    ("Enterprise", "贵州轮胎", "贵州轮胎股份有限公司"),
    ("Enterprise", "长安汽车", "重庆长安汽车股份有限公司"),
    ("Government", "市教委", "重庆市教育委员会"),
    ("Government", "县教体局", "开阳县教育体育局"),
    ("Major", "机电一体化技术", "机电一体化技术专业群"),
])
def test_short_names_by_type(label: str, short: str, long: str):
    assert abbreviates(label, short, long)


@pytest.mark.parametrize(("label", "short", "long"), [
    ("Institution", "重庆大学", "重庆工业大学"),
    ("Institution", "贵州工业职业技术学院", "贵州工程职业技术学院"),
    ("Government", "省委", "贵州省委教育工委"),
    ("Enterprise", "中国航天科技集团", "中国航天科技集团第八研究院有限公司"),
    ("Organization", "中国焊接协会", "中国焊接协会教育与培训工作委员会"),
    ("Person", "张进", "张进军"),
])
def test_look_alikes_stay_apart(label: str, short: str, long: str):
    assert not abbreviates(label, short, long)


def test_two_candidates_leave_a_short_name_alone():
    page = page_of("重庆工程职业技术学院与重庆工业职业技术学院座谈，重庆工职院主持。",
                   Institution="重庆工程职业技术学院 重庆工业职业技术学院 重庆工职院")
    assert name_at(page, "重庆工职院") == "重庆工职院"


def test_bare_bodies_get_the_place_of_the_document():
    page = page_of("重庆工业职业技术学院年报\n市教委组织检查，市政府支持。重庆市人民政府发文。",
                   Institution="重庆工业职业技术学院", Government="市教委 市政府 重庆市人民政府")
    assert name_at(page, "市教委") == "重庆市教育委员会"
    assert name_at(page, "市政府") == "重庆市人民政府"


def test_an_unknown_place_is_not_guessed():
    page = page_of("省教育厅组织检查。", Government="省教育厅")
    assert name_at(page, "省教育厅") == "省教育厅"


def test_school_means_the_document_s_and_the_case_s_school():
    text = ("贵州职业教育质量年报\n贵阳市女子职业学校发布本报告，贵阳市女子职业学校有学生三千人。学校制定章程。\n"
            "案例 1 【贵阳市交通学校】好老师\n学校开展培训，教师参加了为期一周的学习交流活动，收获很大。\n")
    page = page_of(text, Institution="贵阳市女子职业学校 贵阳市交通学校")
    first, second = (m.start() for m in list(re.finditer("学校(?=制定|开展)", page.layout.text)))
    assert page.entities[page.subject_at(first)].name == "贵阳市女子职业学校"
    assert page.entities[page.subject_at(second)].name == "贵阳市交通学校"


def test_each_item_of_a_digest_is_about_the_school_it_names_first():
    text = ("产教融合周报\n【常州】开课\n常州纺织服装职业技术学院与恒力集团推行学徒制，学校派出教师。\n"
            "【永州】落成\n永州职业技术学院新建基地，学校投入百万元。\n【渭北】投用\n渭北职业技术学院启用中心，学校另办两个班。\n")
    schools = ["常州纺织服装职业技术学院", "永州职业技术学院", "渭北职业技术学院"]
    page = page_of(text, Institution=" ".join(schools))
    places = [m.start() for m in re.finditer("学校(?=派出|投入|另办)", page.layout.text)]
    assert [page.entities[page.subject_at(place)].name for place in places] == schools


def test_a_faculty_is_not_what_a_text_is_about():
    page = page_of("医学院五年记\n来源：医学院\n嘉兴职业技术学院是公办高校。嘉兴职业技术学院医学院招生。医学院很忙。", Institution="嘉兴职业技术学院 医学院")
    assert page.entities[page.subject].name == "嘉兴职业技术学院"


def test_the_year_of_a_report_is_that_of_its_title():
    assert page_of("某校质量年度报告（2023年度）\n2021年和2022年、2021年的数据见附表。").year == "2023"


def test_years_looked_back_to_or_planned_for_are_not_the_year_of_the_report():
    assert page_of("某校参赛\n大赛自2012年以来已办4届，到2035年还要办。").year == ""
    assert page_of("某校参赛\n喜报\n来源：本站\n计划（2019—2022年）收官，从2016年起建设。2021年获奖，2021年验收。").year == "2021"


def test_names_compare_without_width_quotes_and_blanks():
    assert fold("“双高”计划（Ａ档）") == fold("双高 计划(A档)")
    assert clean("重庆\n工业职业 技术学院") == "重庆工业职业技术学院"
    assert clean("KIWI\nSchool") == "KIWI School"


def test_a_stated_change_of_name():
    page = page_of("2020年12月，唐山工业职业技术学院更名为唐山工业职业技术大学。",
                   Institution="唐山工业职业技术学院 唐山工业职业技术大学")
    [change] = read(page)
    assert (change.kind, change.old_name, change.new_name, change.date) == (
        "更名", "唐山工业职业技术学院", "唐山工业职业技术大学", "2020-12")


def test_a_planned_change_is_none():
    page = page_of("贵州工业职业技术学院拟更名为贵州工业职业技术大学。", Institution="贵州工业职业技术学院 贵州工业职业技术大学")
    assert read(page) == ()


def test_same_input_same_page_and_every_span_has_an_entity():
    text = "重庆工业职业技术学院与华为技术有限公司、华为共建华为ICT学院。"
    pages = [page_of(text, Institution="重庆工业职业技术学院", Enterprise="华为技术有限公司 华为", Platform="华为ICT学院") for _ in range(2)]
    assert pages[0].entities == pages[1].entities
    assert all(pages[0].entities[pages[0].entity_of[s]].key == pages[0].entity_of[s] for s in pages[0].spans)


def test_what_is_said_to_be_the_first_of_its_kind_is_the_one_named_before():
    page = page_of("老挝鲁班工坊揭牌运营。这是我市在东南亚建设的首个鲁班工坊，由两校共建。各地鲁班工坊不断增加。", Platform="老挝鲁班工坊 鲁班工坊")
    said = [page.entities[page.entity_of[s]].name for s in page.spans if page.layout.text[s.start : s.end] == "鲁班工坊"]
    assert said[1:] == ["老挝鲁班工坊", "鲁班工坊"]


def test_a_text_is_about_a_school_and_neither_its_faculty_nor_an_institute_that_judges():
    page = page_of("省教育科学研究院公布名单。宁波职业技术学院入选。", Institution="省教育科学研究院 宁波职业技术学院")
    assert page.entities[page.subject].name == "宁波职业技术学院"
    page = page_of("宁波职业技术学院机电工程学院派出3队参赛。", Institution="宁波职业技术学院机电工程学院 宁波职业技术学院")
    assert page.entities[page.subject].name == "宁波职业技术学院"


def test_the_first_year_of_a_history_is_not_what_it_is_about():
    history = "学校办学历史悠久，2004年获评省级重点，2009年获评国家级重点，2016年更换校址，2021年被评为优质校。"
    assert page_of(f"宁波某校简介\n{history}", Institution="宁波某校").year == "2021"
    assert page_of("宁波某校简介\n2024年，学校招生820人，2025年计划扩大规模。", Institution="宁波某校").year == "2024"


@pytest.mark.parametrize("label", ["Platform", "Organization"])
def test_a_text_whose_title_is_the_name_of_a_body_is_about_it(label: str):
    body = "江北新能源产教联合体"
    page = page_of(f"{body}\n年度工作报告\n\n嘉兴职业技术学院任秘书处。嘉兴职业技术学院牵头，嘉兴职业技术学院主办年会。",
                   Institution="嘉兴职业技术学院", **{label: body})
    assert page.entities[page.subject].name == body


def test_a_body_beside_a_school_in_the_title_is_not_what_a_text_is_about():
    body = "江北新能源产教联合体"
    page = page_of(f"{body}揭牌 嘉兴职业技术学院牵头\n\n嘉兴职业技术学院是公办高校。", Institution="嘉兴职业技术学院", Platform=body)
    assert page.entities[page.subject].name == "嘉兴职业技术学院"


@pytest.mark.parametrize("title", ["嘉兴市中等职业教育质量年度报告（2024年度）", "嘉兴市2024年度职业教育发展情况报告"])
def test_a_report_on_a_region_is_about_no_single_school(title: str):
    page = page_of(f"{title}\n\n嘉兴职业技术学院扩招。嘉兴职业技术学院获奖。", Institution="嘉兴职业技术学院")
    assert page.subject is None
    page = page_of(f"{title}\n\n嘉兴职业技术学院扩招。", Institution="嘉兴职业技术学院", Place="嘉兴市")
    assert page.entities[page.subject].name == "嘉兴市"


def test_a_notice_is_about_none_of_those_it_names():
    page = page_of("浙江省教育厅关于公布立项名单的通知\n\n嘉兴职业技术学院、嘉兴职业技术学院医学院入选。",
                   Government="浙江省教育厅", Institution="嘉兴职业技术学院医学院 嘉兴职业技术学院")
    assert page.entities[page.subject].name == "浙江省教育厅"


@pytest.mark.parametrize(("signer", "kind"), [("浙江省教育厅", "Government"), ("嘉兴职业技术学院", "Institution")])
def test_a_notice_whose_title_names_nobody_is_about_the_office_that_signs_it(signer: str, kind: str):
    page = page_of(f"关于公布立项名单的通知\n\n嘉兴职业技术学院、湖州职业技术学院入选，嘉兴职业技术学院牵头。\n\n{signer}\n2024年9月30日\n",
                   Government="浙江省教育厅", Institution="嘉兴职业技术学院 湖州职业技术学院")
    assert (page.entities[page.subject].name, page.entities[page.subject].type) == (signer, kind)


def test_a_programme_goes_by_its_name_without_its_issuer_too():
    page = page_of("入选教育部第三批现场工程师专项培养计划。入选教育部试点。", Government="教育部", Program="教育部第三批现场工程师专项培养计划 教育部试点")
    assert {e.name: e.aliases for e in page.entities if e.type == "Program"} == {
        "教育部第三批现场工程师专项培养计划": ("现场工程师专项培养计划",), "教育部试点": ()}


def test_headings_of_years_date_what_stands_under_them():
    page = page_of("荣誉墙（2018—2024）\n\n■ 2018年\n\n● 5月，获奖；\n\n■ 2019年\n\n● 7月，又获奖。")
    assert [year for _, year in page.years] == ["2018", "2019"]
    assert [page.year_at(page.layout.text.index(word)) for word in ("荣誉墙", "5月", "7月")] == [page.year, "2018", "2019"]
    assert page_of("荣誉墙\n\n2018年\n\n● 5月，获奖。").years == ()
