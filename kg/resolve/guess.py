"""The likely type of a bare name, for lists that do not tell it. In a build the type comes from the reading."""

from __future__ import annotations

import re

from kg.resolve.grammar.body import organ_type
from kg.resolve.grammar.read import read_name
from kg.resolve.grammar.shape import Context
from kg.resolve.registry import TYPES, Registry
from kg.resolve.text import clean

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Policy",
        re.compile(
            r"〔\d{4}〕\d+号$|的(通知|意见|决定|办法|批复|函)$|(实施方案|管理办法|实施意见|若干措施|条例|规划纲要)(\(试行\))?$"
        ),
    ),
    (
        "Competition",
        re.compile(
            r"(大赛|竞赛|锦标赛|挑战赛|选拔赛|决赛|比赛|联赛|邀请赛|运动会|展演|初赛|复赛|省赛|国赛|赛区|世赛)(\(?(19|20)\d\d年?\)?)?$|[“\"].{1,8}杯[”\"]?$"
        ),
    ),
    (
        "Award",
        re.compile(
            r"(奖|奖章|奖状|金牌|银牌|铜牌|奖牌|称号|标兵|先进集体|先进单位|先进个人|能手|模范|劳动者|教师团队|创新团队|示范校|骨干校|优质校|建设单位|"
            r"示范学校|示范院校|文明校园|文明单位|试点单位|试点院校|\d+强|规划教材|精品课程|名师|工匠|津贴)$"
        ),
    ),
    (
        "Platform",
        re.compile(
            r"(产业学院|职教集团|职业教育集团|教育集团|联合体|共同体|联盟|基地|实验室|工作站|工作室|资源库|众创空间|工坊|丝路学院|经世学堂|订单班|研究中心|"
            r"创新中心|实训中心|培训中心|实践中心|工程师学院|学徒班|孵化器|孵化园|服务中心|研发中心|示范园|产业园|工程中心|能力中心|技术中心|平台)$"
        ),
    ),
    (
        "Program",
        re.compile(
            r"(计划|工程|行动|项目|试点|改革|战略|倡议|活动|制度试点|证书制度)$|^[“\"].{2,10}[”\"](计划|行动|工程|项目)"
        ),
    ),
    ("Major", re.compile(r"专业群?$")),
    (
        "Enterprise",
        re.compile(r"(公司|集团|股份|银行|酒店|厂|合作社|事务所|工业|股份有限|商行|超市|科技|汽车|电力局集团)$"),
    ),
    (
        "Institution",
        re.compile(
            r"(大学|学院|学校|中学|小学|幼儿园|职院|职大|职校|职专|职高|职中|中专|高专|师专|医专|幼专|技校|党校|教科院|研究院|研究所|职教中心|职业教育中心|"
            r"电大|师大|科大|理工|[一-龥]院|一中|二中|三中|四中|五中|六中|教育中心)$"
        ),
    ),
    (
        "Government",
        re.compile(
            r"(部|委|厅|局|署|办|政府|管委会|法院|检察院|领导小组|委员会|办公室|党委|总局|国务院|海关)$|^团[省市县区]委"
        ),
    ),
    (
        "Organization",
        re.compile(
            r"(协会|学会|联合会|商会|基金会|促进会|行指委|教指委|指导委员会|工会|妇联|科协|文联|残联|日报|报社|电视台|医院|出版社|新闻网|总台|学社|专委会|组织|代表队|馆)$"
        ),
    ),
)


def guess_type(text: str, registry: Registry, context: Context) -> str:
    """The type under which the registry knows the name, else what its last word says, else Organization."""
    plain = clean(text)
    for type_ in TYPES:
        canonical = read_name(type_, text, context)
        base = canonical.series or canonical.key
        if registry.named(type_, base) or registry.called(type_, base):
            return type_
    if read_name("Place", text, context).code:
        return "Place"
    local = organ_type(text)
    if local:
        return local
    if registry.shortened("Institution", read_name("Institution", text, context).key):
        return "Institution"
    if re.search(r"(指导委员会|专业委员会|教指委|行指委)$", plain):
        return "Organization"
    if re.search(r"[^职]业学院$|产业学院$", plain) and "产业学院" in plain:
        return "Platform"
    bare = re.sub(r"(?<=.{2})[(（][^()（）]*[)）]$", "", plain)
    found = (type_ for text_ in (plain, bare) for type_, pattern in _PATTERNS if pattern.search(text_))
    return next(found, "Organization")
