"""What table columns hold: header words, and how well a text fits a column."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = (
    "序号|编号|项次|名次|院校代码|学校代码|代码|院校名称|学校名称|单位名称|企业名称|名称|项目|指标|指标名称|单位|数量|年份|年度|学年|时间|日期|备注|学校|院校|"
    "企业|公司|奖项|奖次|奖级|等次|等级|等第|级别|层次|类别|类型|性质|赛事|竞赛|比赛|大赛|赛项|赛道|组别|作品|选手|学生|教师|老师|团队|队伍|姓名|"
    "职务|职称|岗位|任职|职位|身份|席位|负责人|主持人|领衔人|主编|作者|成员|专业|专业群|专业大类|学院|二级学院|部门|机构|合作|合作方|国家|国别|地区|地点|省份|生源地|金额|"
    "经费|投入|人数|人次|人|比例|占比|分数|得分|文号|文件|政策|平台|基地|中心|工作室|实验室|内容|方式|形式|教材|课程|成果|荣誉|称号|奖励|授予|颁发|"
    "批准|依托|共建|牵头|委托|举办者|属地|状态|进展|情况|说明|来源|用途|职责|任务|主题|班级|学制|期数|批次|版次|出版社|联系人|电话|网址|合计|总计|"
    "一等奖|二等奖|三等奖|特等奖|金奖|银奖|铜奖|优秀奖|国赛|省赛|市赛|调查方式|调查人次|调查|满意度|录取数|报到数|报到率|简称|班数|面积"
)
HEADER_WORD = re.compile(rf"(?:{_WORDS})$")
_HEADER_PART = re.compile(rf"(?:{_WORDS})")
_YEAR = re.compile(r"^(?:19|20)\d\d\s*(?:[-—–－~～]\s*(?:19|20)?\d{2}\s*)?(?:年度?|学年度?|届|级)?(?:[（(][^（）()]{1,8}[）)])?$")
_TAIL = re.compile(r"[（(][^（）()]{1,12}[）)]$|[*＊]$")
_STOPS = re.compile(r"[，。；！？]")

NUMBER = re.compile(r"^(?:[-—–－/：:、]+|[<>≥≤约近超]?\s*[-+]?\d[\d,，.．]*\s*(?:[%％‰+]|万?元|万?人次?|[个项名台套所门间家亩本册万亿]|平方米|学时)?(?:/\d[\d.]*)?(?:[:：]\d[\d.]*)?)$")
GRADE = re.compile(
    r"^(?:(?:全国|国家级?|省级?|市级?|总冠军|团体|个人)?(?:特等|[一二三四]等|优秀|优胜|优异|入围|鼓励|[金银铜]|冠军|亚军|季军|第[一二三]名)(?:奖|牌)?[^，。\s]{0,4}|[^，。\s]{0,6}(?:奖|强)|未获奖)$"
)
LEVEL = re.compile(r"^(?:国际|国家|全国|省部?|自治区|市|州|区|县|区县|厅|部|院|校|行业|地市|世界)级(?:/.*)?$")
DATE = re.compile(r"^(?:19|20)\d\d\s*(?:[年.\-/—]\s*\d{0,2}\s*[月.\-/]?\s*\d{0,2}\s*日?)?(?:度|学年|届|级)?$")
UNIT = re.compile(
    r"^(?:[人个项所门种类次家元万亿%％‰套台间部支亩件篇场岁本册位名倍天周学时课时平方米公里小时吨：:—－\-、]{1,5}|人次|人日|人天|学时|课时|课次|万元|万人次|元/生|个/生|册/生|平方米/生|平方米|Mbps|GB|TB|M|G|[\u4e00-\u9fff]/[\u4e00-\u9fff]|.{1,3}/(?:生|人|年))$"
)
CODE = re.compile(r"^[A-Za-z]{0,4}-?\d{1,8}[A-Za-z]?$")
ORDINAL = re.compile(r"^(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、．]?$")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗"
    "谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁"
    "沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_PERSON_END = re.compile(r"等(?:\d+人|同学|老师)?$|[（(][^（）()]{1,10}[）)]$|\d+人$")
_TEAM = re.compile(r"(?:团队|战队|代表队|[一二三]队|小组|班|参赛队)$|^[（(]?团体[）)]?$|^[—－\-/]+$")
ORG = re.compile(
    r"(?:公司|集团|学校|学院|大学|中学|职校|中职|职教中心|研究院|研究所|研究会|学会|协会|商会|联合会|委员会|管委会|政府|局|厅|部|委|办|处|站|所|院|馆|室|"
    r"中心|医院|银行|厂|社|会|店|总队|支队|园区|联盟|分公司|事务所|工会|党校|幼儿园|专委会|教指委|行指委)(?:[（(][^（）()]{1,12}[）)])?$"
)
CONTEST = re.compile(r"(?:大赛|竞赛|比赛|赛|选拔赛|邀请赛|锦标赛|总决赛|争夺赛|计划|活动|展演|评选|杯|论坛|挑战赛|联赛|赛区|省赛|国赛|分赛|初赛)(?:[（(][^（）()]{1,16}[）)])?$")
DOCNO = re.compile(r"[〔［\[（(【]\s*(?:19|20)\d\d\s*[〕］\]）)】].{0,6}号$|印发$")

_KINDS = (
    ("ordinal", re.compile(r"^(?:序\s*号|编号|项次|名次)$")),
    ("code", re.compile(r"代码$")),
    ("year", _YEAR),
    ("grade", re.compile(r"^(?:获奖|所获|得奖)?(?:等次|等级|等第|奖项|奖次|奖级|奖项等级|获奖级别|获奖等次|奖励等级|获奖情况|名次)$")),
    ("level", re.compile(r"级别$|^层次$")),
    ("date", re.compile(r"(?:时间|日期|年份|年度|学年)$")),
    ("docno", re.compile(r"文号$")),
    ("note", re.compile(r"^备注$|说明$")),
    ("person", re.compile(r"(?:选手|学生|教师|老师|姓名|负责人|主持人|领衔人|主编|作者|获奖者|参赛者|联系人|队员|团队)$")),
    ("number", re.compile(r"(?:人数|数量|金额|比例|占比|人次|期数|面积|得分|分数|率|数|度|[一二三]等奖|[金银铜]奖|投入|经费|值|合计|总计|%)$|^(?:.{1,6}奖)$")),
    ("contest", re.compile(r"(?:赛事|竞赛|比赛|大赛)(?:名称)?$|^赛事|^竞赛名称")),
    ("label", re.compile(r"(?:类别|类型|性质|职务|任职|职位|身份|席位|状态|赛道|组别|国别|国家|方式|形式|省份|地区|属地|举办者)$")),
    ("org", re.compile(r"(?:学校|院校|企业|公司|机构|部门|单位名称|学院|单位|合作方)(?:名称)?$")),
)


@lru_cache(maxsize=4096)
def name_kind(header: str, indicators: bool = False) -> str:
    """The kind of a column by its header; 单位 beside 指标 is a unit."""
    plain = _TAIL.sub("", re.sub(r"\s+", "", header))
    if indicators and plain == "单位":
        return "unit"
    for kind, pattern in _KINDS:
        if pattern.search(plain):
            return kind
    return "text"


def is_header_word(token: str) -> bool:
    """A cell such as 竞赛名称, 2023年 or 人数（人）."""
    plain = _TAIL.sub("", re.sub(r"\s+", "", token))
    return len(plain) <= 16 and bool(HEADER_WORD.search(plain) or _YEAR.match(plain)) and not _STOPS.search(token)


_FIT = {
    "ordinal": ORDINAL,
    "code": CODE,
    "year": NUMBER,
    "number": NUMBER,
    "grade": GRADE,
    "level": LEVEL,
    "date": DATE,
    "unit": UNIT,
    "org": ORG,
    "contest": CONTEST,
    "docno": DOCNO,
}


@lru_cache(maxsize=65536)
def fits(text: str, kind: str) -> bool:
    """The text is what a column of this kind holds."""
    if kind in ("grade", "level"):
        return bool(GRADE.match(text) or LEVEL.match(text))
    if kind == "person":
        return is_person_list(text)
    pattern = _FIT.get(kind)
    return pattern is None or bool(pattern.search(text))


def is_person_list(text: str) -> bool:
    """Names with known surnames, divided by 、 or blanks; or a team."""
    if _TEAM.search(text):
        return True
    names = re.split(r"[、,，/；;\s]+", _PERSON_END.sub("", text))
    return bool(names) and all(_is_person(name) for name in names)


def _is_person(name: str) -> bool:
    if "·" in name:
        return 4 <= len(name) <= 14
    return 2 <= len(name) <= 4 and name[0] in SURNAMES and (len(name) < 4 or name[:2] in _DOUBLE)


_DOUBLE = frozenset(["欧阳", "司马", "上官", "诸葛", "令狐", "皇甫", "尉迟", "公孙", "慕容", "司徒", "夏侯", "东方", "端木", "独孤", "南宫", "拓跋"])
