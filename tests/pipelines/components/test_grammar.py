"""Grammar over found names: marks in balance, columns, bodies, contests, short names. Own examples, made-up surroundings."""

from __future__ import annotations

import pytest

from pipelines.components.grammar import apply_grammar
from pipelines.layout import analyse
from pipelines.span import NameSpan


def found(text: str, *names: tuple[str, str]) -> set[tuple[str, str]]:
    """Names after the grammar, from the first occurrence of each given one."""
    layout = analyse(text)
    spans = [NameSpan(at := layout.text.index(name), at + len(name), label, 0.9) for name, label in names]
    return {(layout.slice(s.start, s.end), s.label) for s in apply_grammar(layout, spans)}


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        ("学校实施“青年先锋工程”建设。", "“青年先锋工程", "青年先锋工程"),
        ("学校推进“技能兴省”行动计划落地。", "技能兴省”行动计划", "“技能兴省”行动计划"),
        ("学校推进“强师计划”。", "“强师计划”", "强师计划"),
        ("学校参加“工匠杯”技能竞赛活动。", "“工匠杯”技能竞赛", "“工匠杯”技能竞赛"),
    ],
)
def test_marks_are_balanced(text: str, given: str, wanted: str) -> None:
    assert found(text, (given, "Program")) == {(wanted, "Program")}


def test_lone_mark_without_partner_stays() -> None:
    assert found("学校推进技能兴省”行动。", ("技能兴省”行动", "Program")) == {("技能兴省”行动", "Program")}


def test_stage_leaves_the_contest_nested() -> None:
    names = found("在第十届全国大学生焊接大赛湖北赛区选拔赛中获奖。", ("第十届全国大学生焊接大赛湖北赛区选拔赛", "Competition"))
    assert ("第十届全国大学生焊接大赛", "Competition") in names


def test_contests_joined_are_nested() -> None:
    names = found("举办全省焊接大赛暨第三届钳工技能竞赛。", ("全省焊接大赛暨第三届钳工技能竞赛", "Competition"))
    assert {("全省焊接大赛", "Competition"), ("第三届钳工技能竞赛", "Competition")} < names


def test_year_in_brackets_belongs_to_the_contest() -> None:
    name = "中国国际大学生创新大赛（2024）"
    assert found(f"在{name}获奖。", (name, "Competition")) == {(name, "Competition")}


def test_bodies_side_by_side_are_two() -> None:
    names = found("中共中央办公厅国务院办公厅印发意见。", ("中共中央办公厅国务院办公厅", "Government"))
    assert {("中共中央办公厅", "Government"), ("国务院办公厅", "Government"), ("国务院", "Government")} <= names
    assert ("中共中央办公厅国务院办公厅", "Government") not in names


def test_office_leaves_the_body_nested() -> None:
    assert ("教育部", "Government") in found("教育部职成司发文。", ("教育部职成司", "Government"))


def test_short_name_in_brackets_spreads() -> None:
    text = "江陵晨光机械有限公司（以下简称“晨光机械”）来校。晨光机械捐赠设备。"
    names = found(text, ("江陵晨光机械有限公司", "Enterprise"))
    assert ("晨光机械", "Enterprise") in names


def test_generic_word_is_no_short_name() -> None:
    text = "江陵汽车产教联合体（以下简称“联合体”）成立。联合体有成员60家。"
    assert found(text, ("江陵汽车产教联合体", "Platform")) == {("江陵汽车产教联合体", "Platform")}


def test_class_of_schools_of_a_prefecture_is_a_place() -> None:
    assert found("宜昌市中等职业学校共12所。", ("宜昌市中等职业学校", "Institution")) == {("宜昌市", "Place")}


def test_school_of_a_county_is_a_school() -> None:
    names = found("远安县中等职业学校获奖。", ("远安县", "Place"))
    assert names == {("远安县中等职业学校", "Institution")}


def test_result_column_fills_cells() -> None:
    text = "| 竞赛名称 | 作品名称 | 奖项 |\n| --- | --- | --- |\n| 全国焊接大赛 | 会唱歌的椅子 | 一等奖 |\n"
    assert {("会唱歌的椅子", "Work"), ("一等奖", "Award"), ("全国焊接大赛", "Competition")} <= found(text)


def test_nothing_crosses() -> None:
    layout = analyse("贵州轮胎股份有限公司")
    spans = apply_grammar(layout, [NameSpan(0, 6, "Place", 0.4), NameSpan(2, 10, "Enterprise", 0.9)])
    assert [s.label for s in spans] == ["Enterprise"]


def test_words_of_english_prose_are_no_names() -> None:
    assert found("They improve the quality of Talent training.", ("quality", "Institution"), ("Talent", "Person")) == set()


def test_a_foreign_firm_in_brackets_stays() -> None:
    assert found("与费斯托（Festo）合作。", ("Festo", "Enterprise")) == {("Festo", "Enterprise")}


def test_grades_that_head_columns_are_no_results() -> None:
    text = "| 年份 | 一等奖 | 二等奖 |\n| --- | --- | --- |\n| 2023 | 4 | 9 |\n"
    assert found(text, ("一等奖", "Award"), ("二等奖", "Award")) == set()


def test_a_branch_holds_its_firm_and_a_cup_its_sponsor() -> None:
    assert ("中国联通", "Enterprise") in found("与中国联通遵义市分公司签约。", ("中国联通遵义市分公司", "Enterprise"))
    name = "“建行杯”全省大学生创新大赛"
    assert ("建行", "Enterprise") in found(f"在{name}中获奖。", (name, "Competition"))
    assert ("国网", "Enterprise") not in found("与国网河南省电力公司签约。", ("国网河南省电力公司", "Enterprise"))


@pytest.mark.parametrize(
    ("given", "place", "campaign"),
    [("甘肃省2024年职业教育活动周", "甘肃省", "职业教育活动周"), ("六盘水市全民终身学习活动周", "六盘水市", "全民终身学习活动周")],
)
def test_a_campaign_is_named_without_the_place_and_year_of_its_keeping(given: str, place: str, campaign: str) -> None:
    assert found(f"学校承办{given}启动仪式。", (given, "Program")) == {(place, "Place"), (campaign, "Program")}


def test_who_holds_a_post_where_names_the_body() -> None:
    assert found("王明在新西兰职教组织，担任培训师职务。", ("王明", "Person"), ("新西兰职教", "Institution")) == {("王明", "Person"), ("新西兰职教组织", "Organization")}
    assert found("王明在奥地利AWE成人教育集团，担任顾问。", ("奥地利AWE成人教育集团", "Platform")) == {("奥地利AWE成人教育集团", "Organization")}
    assert found("在国（境）外组织担任职务的教师20人。") == set()


def every(text: str, *names: tuple[str, str, int]) -> list[tuple[int, str, str]]:
    """Names after the grammar, from given places."""
    layout = analyse(text)
    spans = [NameSpan(at, at + len(name), label, 0.9) for name, label, at in names]
    return [(s.start, layout.slice(s.start, s.end), s.label) for s in apply_grammar(layout, spans)]


def test_a_long_name_is_read_alike_in_the_whole_document() -> None:
    name, text = "云岭康养产教融合中心", "云岭康养产教融合中心成立。云岭康养产教融合中心招生。云岭康养产教融合中心获奖。"
    places = [at for at in range(len(text)) if text.startswith(name, at)]
    passed_over = every(text, *((name, "Platform", at) for at in places[:2]))
    assert passed_over == [(at, name, "Platform") for at in places]
    outvoted = every(text, (name, "Organization", places[0]), *((name, "Platform", at) for at in places[1:]))
    assert outvoted == [(at, name, "Platform") for at in places]
    assert every(text, (name, "Platform", places[0])) == [(places[0], name, "Platform")]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2024年江西省职业院校技能大赛（高职组）", "2024年江西省职业院校技能大赛"),
        ("全国大学生电子设计竞赛江西赛区比赛", "全国大学生电子设计竞赛江西赛区"),
        ("第二十届“发明杯”大学生创新创业大赛公布决赛", "第二十届“发明杯”大学生创新创业大赛"),
    ],
)
def test_what_stands_behind_a_contest_is_no_part_of_it(given: str, wanted: str) -> None:
    assert (wanted, "Competition") in found(f"学生在{given}中获奖。", (given, "Competition"))
    assert (given, "Competition") not in found(f"学生在{given}中获奖。", (given, "Competition"))


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("江西省“双千计划”", "双千计划"), ("教育部“春晖计划”", "春晖计划"), ("中国煤炭教育协会“英才计划”", "英才计划"), ("新一轮“双千计划”", "双千计划"),
        ("江西省中等职业学校“双千计划”", "江西省中等职业学校“双千计划”"), ("“春晖计划”合作科研项目", "“春晖计划”合作科研项目"),
    ],
)
def test_a_programme_in_quotation_marks_is_named_without_its_issuer(given: str, wanted: str) -> None:
    assert (wanted, "Program") in found(f"学校入选{given}。", (given, "Program"))
    assert given == wanted or (given, "Program") not in found(f"学校入选{given}。", (given, "Program"))


@pytest.mark.parametrize("campaign", ["国家宪法宣传周", "现代学徒制", "金秋招聘月", "全国科普日", "119消防宣传月", "安全生产月", "1+X证书制度试点"])
def test_public_campaigns_are_programmes(campaign: str) -> None:
    assert found(f"学校结合{campaign}开展主题活动。") == {(campaign, "Program")}


def test_a_quality_or_a_law_alone_is_no_campaign() -> None:
    assert found("学校每月检查质量，安全教育日常化，学生社团办心理健康月。") == set()


@pytest.mark.parametrize("part", ["数字农业实训中心", "“匠心”焊接工作室"])
def test_a_platform_right_behind_a_school_is_named_with_it(part: str) -> None:
    school = "江陵职业技术学院"
    assert found(f"{school}{part}揭牌。", (school, "Institution"), (part, "Platform")) == {(school, "Institution"), (school + part, "Platform")}
    assert found(f"{school}和{part}揭牌。", (school, "Institution"), (part, "Platform")) == {(school, "Institution"), (part, "Platform")}


def test_a_school_for_the_old_is_a_platform_of_the_school_that_runs_it() -> None:
    school = "江陵职业技术学院"
    wanted = {(school, "Institution"), (f"{school}老年大学", "Platform")}
    assert found(f"{school}老年大学开学。", (school, "Institution")) == wanted
    assert found(f"{school}老年大学开学。", (f"{school}老年大学", "Institution")) == wanted
    assert found("江陵县老年大学开学。", ("江陵县老年大学", "Institution")) == {("江陵县老年大学", "Institution")}


def test_a_latin_name_in_brackets_is_what_the_name_before_it_is() -> None:
    text = "江陵联合工坊（Jiangling Joint Workshop，JJW）揭牌，JJW由江陵职业技术学院（JVTC）建设，JVTCX不是它。"
    given = [("江陵联合工坊", "Platform"), ("Jiangling Joint Workshop", "Institution"), ("江陵职业技术学院", "Institution"), ("JVTC", "Enterprise")]
    assert found(text, *given) == {
        ("江陵联合工坊", "Platform"), ("Jiangling Joint Workshop", "Platform"), ("JJW", "Platform"), ("江陵职业技术学院", "Institution"), ("JVTC", "Institution"),
    }


@pytest.mark.parametrize("mark", ["II", "AAA", "as usual", "LY0652"])
def test_numerals_grades_and_words_in_brackets_are_no_names(mark: str) -> None:
    assert found(f"江陵职业技术学院（{mark}）开学。", ("江陵职业技术学院", "Institution")) == {("江陵职业技术学院", "Institution")}


def test_a_chinese_and_a_latin_name_in_one_span_are_two() -> None:
    assert found("江陵康养（Jiangling Care）签约。", ("江陵康养（Jiangling Care）", "Enterprise")) == {("江陵康养", "Enterprise"), ("Jiangling Care", "Enterprise")}
    assert found("JLK（江陵康）签约。", ("JLK（江陵康）", "Enterprise")) == {("JLK", "Enterprise"), ("江陵康", "Enterprise")}


def test_an_initiative_is_named_inside_a_platform_too() -> None:
    alliance = "“一带一路”职教联盟"
    assert found(f"学校加入{alliance}，服务一带一路。", (alliance, "Platform")) == {(alliance, "Platform"), ("一带一路", "Program")}


def test_a_bracket_does_not_begin_a_name_that_another_touches() -> None:
    firm, workshop = "江陵电气（云岭）新能源有限公司", "江陵（云岭）海丝学院"
    assert found(f"{firm}签约。", ("江陵电气", "Enterprise"), ("（云岭）新能源有限公司", "Enterprise")) == {(firm, "Enterprise")}
    assert found(f"{workshop}挂牌。", ("江陵", "Place"), ("（云岭）海丝学院", "Platform")) == {("江陵", "Place"), (workshop, "Platform")}


@pytest.mark.parametrize(("builder", "kind"), [("江陵康养", "Enterprise"), ("江陵高新区", "Place"), ("江陵职院", "Institution")])
def test_who_builds_and_what_is_built_are_two_names(builder: str, kind: str) -> None:
    given = f"{builder}合建智慧养老产业学院"
    assert found(f"{given}。", (given, "Platform")) == {(builder, kind), ("智慧养老产业学院", "Platform")}


@pytest.mark.parametrize("batch", ["第二批", "江西省首批", "第3批"])
def test_an_honour_is_named_without_its_batch(batch: str) -> None:
    given = f"{batch}产教融合型企业"
    assert ("产教融合型企业", "Award") in found(f"公司入选{given}。", (given, "Award"))
    assert (given, "Award") not in found(f"公司入选{given}。", (given, "Award"))


def test_a_foreign_college_is_no_firm() -> None:
    assert found("与泰国Maewang University签约。", ("泰国Maewang University", "Enterprise")) == {("泰国Maewang University", "Institution")}


def test_a_plan_of_general_words_takes_in_what_stands_before_it() -> None:
    host = "江陵省特色院校建设计划建设单位"
    assert ("江陵省特色院校建设计划", "Program") in found(f"学校是{host}。", (host, "Award"), ("院校建设计划", "Program"))
    assert found("学校入选江陵人文特色课程建设计划。", ("特色课程建设计划", "Program")) == {("江陵人文特色课程建设计划", "Program")}


def test_a_project_goes_on_behind_a_bracketed_group() -> None:
    assert found("专业入选江陵省骨干专业（群）建设项目。", ("江陵省骨干专业", "Award")) == {("江陵省骨干专业（群）建设项目", "Program")}


def test_the_number_of_a_row_is_not_part_of_its_name() -> None:
    for source, name in (("认定单位\n3 青禾种业产业学院 江陵职业学院\n", "青禾种业产业学院"), ("认定单位\n3青禾种业产业学院揭牌\n", "3青禾种业产业学院")):
        layout = analyse(source)
        at = layout.text.index("3青禾")
        spans = apply_grammar(layout, [NameSpan(at, at + len("3青禾种业产业学院"), "Platform", 0.9)])
        assert [layout.slice(s.start, s.end) for s in spans] == [name]


def test_two_bodies_are_two_names_where_the_first_is_known_alone() -> None:
    text = "江陵职院和青禾集团股份有限公司牵头。江陵职院是主持单位。"
    layout = analyse(text)
    joined = NameSpan(0, text.index("牵头"), "Enterprise", 0.7)
    alone = NameSpan(text.index("江陵职院是"), text.index("是主持"), "Institution", 0.9)
    names = {(layout.slice(s.start, s.end), s.label) for s in apply_grammar(layout, [joined, alone])}
    assert names == {("江陵职院", "Institution"), ("青禾集团股份有限公司", "Enterprise")}
    kept = {layout.slice(s.start, s.end) for s in apply_grammar(layout, [joined])}
    assert kept == {"江陵职院和青禾集团股份有限公司"}


def test_a_pair_of_countries_is_no_firm() -> None:
    names = found("与江陵中俄经贸有限公司共建中俄焊接工坊。", ("江陵中俄经贸有限公司", "Enterprise"), ("中俄焊接工坊", "Platform"))
    assert ("中俄", "Enterprise") not in names


def test_a_quoted_plan_ends_with_its_marks() -> None:
    name = "“青禾行动计划”建设项目"
    assert found(f"学校推进{name}。", (name, "Program")) == {("青禾行动计划", "Program")}
    kept = "“青禾”建设项目"
    assert found(f"学校推进{kept}。", (kept, "Program")) == {(kept, "Program")}


def test_quoted_programmes_side_by_side_are_two() -> None:
    both = "“青禾之家”“江小青”"
    assert found(f"开展了{both}等志愿服务。", (both, "Program")) == {("青禾之家", "Program"), ("江小青", "Program")}


def test_the_year_right_before_a_named_prize_belongs_to_it() -> None:
    assert found("成果获2022年度江陵省科技进步奖二等奖。", ("江陵省科技进步奖二等奖", "Award")) == {("2022年度江陵省科技进步奖二等奖", "Award")}
    assert found("获2022年一等奖两项。", ("一等奖", "Award")) == {("一等奖", "Award")}


def test_two_platforms_each_with_its_noun_are_two() -> None:
    both = "新材料研发中心和焊接装备研发中心"
    assert found(f"成立了{both}。", (both, "Platform")) == {("新材料研发中心", "Platform"), ("焊接装备研发中心", "Platform")}


def test_the_year_right_before_a_region_s_project_belongs_to_it() -> None:
    project = "江陵省职业教育教学改革研究项目"
    assert found(f"入选2023年度{project}。", (project, "Program")) == {(f"2023年度{project}", "Program")}
    assert found("2024年职业教育活动周开幕。", ("职业教育活动周", "Program")) == {("职业教育活动周", "Program")}


def test_a_grade_stands_without_whose_it_is() -> None:
    assert found("学生获团体一等奖。", ("团体一等奖", "Award")) == {("一等奖", "Award")}


@pytest.mark.parametrize(
    ("text", "name", "label", "kept"),
    [
        ("学校现有国家级实训中心4个。", "国家级实训中心", "Platform", False),
        ("学校建成“南湖工坊”3个教学点。", "南湖工坊", "Platform", True),
        ("各省、自治区、直辖市教育厅（教委）：", "市教育厅", "Government", False),
        ("一、高水平学校（2所）", "高水平学校", "Institution", False),
        ("北京高水平学校联盟成员骨干职业学校", "骨干职业学校", "Institution", False),
        ("江陵市示范中学校", "江陵市示范中学校", "Institution", True),
        ("学校小将勇夺省赛桂冠。", "小将勇夺省赛", "Competition", False),
        ("学校召开优质校建设推进会。", "优质校建设推进会", "Award", False),
        ("推进全国职业教育集团化办学。", "全国职业教育集团", "Platform", False),
    ],
)
def test_classes_and_deeds_are_no_names(text: str, name: str, label: str, kept: bool) -> None:
    assert ((name, label) in found(text, (name, label))) is kept
