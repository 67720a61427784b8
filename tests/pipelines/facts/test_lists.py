"""Tables of persons, members, projects abroad and programmes; their titles and the text before give what rows leave out."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.tables.lists import read
from pipelines.page import Page

MakePage = Callable[[str, dict[str, str]], Page]
SCHOOL = "深圳职业技术大学"


def told(page: Page, type_: str) -> list[dict[str, list[object]]]:
    def roles(claim: Claim) -> dict[str, list[object]]:
        return {r: [page.entities[v.key].name if isinstance(v, Ref) else v for v in vs] for r, vs in claim.roles.items()}

    return [roles(claim) for claim in read(page) if claim.type == type_]


def test_persons_with_their_bodies_and_posts(make_page: MakePage) -> None:
    body, other = "中国职业技术教育学会", "广东省高等教育学会"
    page = make_page(f"# {SCHOOL}\n\n表1 教师任职\n\n| 姓名 | 组织名称 | 职务 |\n|---|---|---|\n| 王芳 | {body} | 理事 |\n| 李明 | {other} | 副会长 |\n",
                     {body: "Organization", other: "Organization", "王芳": "Person", "李明": "Person", SCHOOL: "Institution"})
    assert told(page, "Affiliation") == [
        {"organization": [body], "person": ["王芳"], "title": ["理事"]}, {"organization": [other], "person": ["李明"], "title": ["副会长"]}]


def test_contestants_are_no_staff(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n表1 获奖名单\n\n| 作品 | 学校 | 选手 | 等次 |\n|---|---|---|---|\n| 智能小车 | {SCHOOL} | 王芳 | 一等奖 |\n",
                     {SCHOOL: "Institution", "王芳": "Person"})
    assert told(page, "Affiliation") == []


def test_members_of_the_body_in_the_title_with_their_posts(make_page: MakePage) -> None:
    body, firm = "全国集成电路行业产教融合共同体", "中芯国际集成电路制造有限公司"
    page = make_page(f"# 建设情况\n\n表2 {body}成员单位\n\n| 序号 | 单位名称 | 职务 |\n|---|---|---|\n| 1 | {firm} | 理事长单位 |\n| 2 | {SCHOOL} | 副理事长单位 |\n",
                     {body: "Platform", firm: "Enterprise", SCHOOL: "Institution"})
    assert told(page, "Membership") == [
        {"member": [firm], "body": [body], "position": ["理事长单位"]}, {"member": [SCHOOL], "body": [body], "position": ["副理事长单位"]}]


def test_projects_abroad_take_the_country_of_their_column_or_name_and_the_owner(make_page: MakePage) -> None:
    page = make_page(f"# {SCHOOL}\n\n表3 境外办学项目\n\n| 项目 | 国别 | 合作方 |\n|---|---|---|\n| 泰国鲁班工坊 | 泰国 | 大城技术学院 |\n| 柬埔寨鲁班工坊 | 柬埔寨 | 柬埔寨国立理工学院 |\n",
                     {SCHOOL: "Institution", "泰国鲁班工坊": "Platform", "柬埔寨鲁班工坊": "Platform", "大城技术学院": "Institution",
                      "柬埔寨国立理工学院": "Institution"})
    first, second = told(page, "OverseasProject")
    assert (first["project"], first["country"], first["organizer"], first["partner"]) == (["泰国鲁班工坊"], ["泰国"], [SCHOOL], ["大城技术学院"])
    assert (second["country"], second["organizer"]) == (["柬埔寨"], [SCHOOL])


def test_a_column_of_groups_gives_each_school_of_the_programme(make_page: MakePage) -> None:
    other = "东莞职业技术学院"
    page = make_page(f"# 广东省职业教育\n\n| 学校类型 | 数量 | 学校名称 |\n|---|---|---|\n| “双高计划”学校 | 2 | {SCHOOL} |\n| “双高计划”学校 | 2 | {other} |\n",
                     {"双高计划": "Program", SCHOOL: "Institution", other: "Institution"})
    assert [(r["participant"], r["program"]) for r in told(page, "ProgramParticipation")] == [([SCHOOL], ["双高计划"]), ([other], ["双高计划"])]


def test_a_list_of_members_gives_each_persons_unit_and_seat(make_page: MakePage) -> None:
    body, firm = "湖南省化工职业教育教学指导委员会", "衡阳建滔化工公司"
    text = (
        f"# 会议消息\n\n附：{body}增补人员名单\n姓名      单位及职务              任职\n李明      {firm}总工程师    委员\n王芳      {SCHOOL}副校长    副主任委员\n"
    )
    page = make_page(text, {body: "Organization", firm: "Enterprise", SCHOOL: "Institution", "李明": "Person", "王芳": "Person"})
    got = [(r["person"][0], r["organization"][0], r["title"]) for r in told(page, "Affiliation")]
    assert got == [
        ("李明", firm, ["总工程师"]), ("李明", body, ["委员"]), ("王芳", SCHOOL, ["副校长"]), ("王芳", body, ["副主任委员"]),
    ]


def test_a_table_of_seats_without_a_title_is_of_the_body_named_before(make_page: MakePage) -> None:
    body, firm, guild = "全国集成电路行业产教融合共同体", "中芯国际集成电路制造有限公司", "广东省半导体行业协会"
    names = {body: "Platform", firm: "Enterprise", SCHOOL: "Institution", guild: "Organization"}

    def of(post: str) -> list[dict[str, list[object]]]:
        page = make_page(
            f"# 动态\n\n{body}成立大会召开，{body}章程通过，{guild}到会祝贺。首届理事会名单见下表。\n\n"
            f"| 序号 | 单位 | 职务 |\n|---|---|---|\n| 1 | {firm} | {post} |\n", names)
        return told(page, "Membership")

    assert of("副理事长单位") == [{"member": [firm], "body": [body], "position": ["副理事长单位"]}]
    assert of("牵头单位") == []


def test_bodies_beside_posts_are_those_in_which_the_school_of_the_text_has_seats(make_page: MakePage) -> None:
    guild, union, other = "广东省机械行业协会", "全国智能制造行业产教融合共同体", "全国校企合作联盟"
    page = make_page(
        f"# {SCHOOL}年度报告\n\n{other}、{other}多次来访。\n\n表5 学校任职情况\n\n"
        f"| 序号 | 组织名称 | 担任职务 | 起始时间 |\n|---|---|---|---|\n| 1 | {guild} | 理事单位 | 2019 |\n| 2 | {union} | 副理事长单位 | 2023 |\n",
        {guild: "Organization", union: "Platform", other: "Platform", SCHOOL: "Institution"})
    assert told(page, "Membership") == [
        {"member": [SCHOOL], "body": [guild], "position": ["理事单位"], "date": ["2019"]},
        {"member": [SCHOOL], "body": [union], "position": ["副理事长单位"], "date": ["2023"]}]


def test_firms_are_partners_where_another_header_or_the_title_speaks_of_work_together(make_page: MakePage) -> None:
    firm = "长风股份公司"

    def of(title: str, head: str) -> list[dict[str, list[object]]]:
        page = make_page(
            f"# {SCHOOL}年度报告\n\n{title}\n\n| 序号 | 单位名称 | {head} |\n|---|---|---|\n| 1 | {firm} | 订单培养、教师企业实践流动站的建设 |\n",
            {firm: "Enterprise", SCHOOL: "Institution"})
        return told(page, "Partnership")

    assert of("表1 一览表", "合作内容") == [{"institution": [SCHOOL], "partner": [firm], "form": ["订单培养"]}]
    assert of("表1 校企合作一览表", "说明") == [{"institution": [SCHOOL], "partner": [firm]}]
    assert of("表1 中标单位一览表", "说明") == []


def test_a_column_of_partners_beside_the_units_that_they_work_with(make_page: MakePage) -> None:
    firm, other = "中芯国际集成电路制造有限公司", "广州港集团"
    names = {firm: "Enterprise", other: "Enterprise", SCHOOL: "Institution", "长沙民政职业技术学院": "Institution"}
    text = "# 企业名单\n\n| 序号 | 企业名称 | {head} |\n|---|---|---|\n| 1 | {firm} | {school}、长沙民政职业技术学院 |\n"
    filled = text.format(head="合作院校", firm=firm, school=SCHOOL)
    assert told(make_page(filled, names), "Partnership") == [
        {"institution": [SCHOOL], "partner": [firm]}, {"institution": ["长沙民政职业技术学院"], "partner": [firm]}]
    assert told(make_page(text.format(head="推荐学校", firm=firm, school=SCHOOL), names), "Partnership") == []
    own = f"# {SCHOOL}年度报告\n\n| 序号 | 合作企业 | 专业 |\n|---|---|---|\n| 1 | {firm} | 微电子 |\n| 2 | {other} | 物流 |\n"
    assert [(p["institution"], p["partner"]) for p in told(make_page(own, names), "Partnership")] == [([SCHOOL], [firm]), ([SCHOOL], [other])]


def test_a_row_of_partners_has_form_date_and_the_platform_that_both_build(make_page: MakePage) -> None:
    firm, built = "长风股份公司", "长风产业学院"
    page = make_page(
        f"# {SCHOOL}年度报告\n\n| 序号 | 企业名称 | 合作形式 | 共建平台 | 起始年份 |\n|---|---|---|---|---|\n| 1 | {firm} | 现代学徒制、订单班 | {built} | 2016 |\n",
        {firm: "Enterprise", built: "Platform", SCHOOL: "Institution"})
    assert told(page, "Partnership") == [
        {"institution": [SCHOOL], "partner": [firm], "form": ["现代学徒制", "订单班"], "product": [built], "date": ["2016"]}]
    assert told(page, "PlatformBuilding") == [
        {"platform": [built], "builder": [who], "builder_role": ["共建"], "date": ["2016"]} for who in (SCHOOL, firm)]


def test_firms_beside_the_schools_of_a_programme_s_list_take_part(make_page: MakePage) -> None:
    plan, firm = "现场工程师专项培养计划", "长风股份公司"
    page = make_page(
        f"通知\n\n附件1 {plan}项目名单\n\n| 序号 | 学校 | 合作企业 |\n|---|---|---|\n| 1 | {SCHOOL} | {firm} |\n",
        {plan: "Program", firm: "Enterprise", SCHOOL: "Institution"})
    assert [(p["participant"], p["program"]) for p in told(page, "ProgramParticipation")] == [([SCHOOL], [plan]), ([firm], [plan])]
