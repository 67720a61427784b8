"""Levels (国际级 国家级 省级 市级 区县级 校级) that a text states or that the name of a contest or issuer implies."""

from __future__ import annotations

import re

from pipelines.provinces import CITY_WORDS, PROVINCE_WORDS

_STATED = (
    ("国际级", re.compile(r"国际级|世界级")),
    ("国家级", re.compile(r"国家级|国赛|部级(?<!省部级)|全国级")),
    ("省级", re.compile(r"(?<!国家)省级|自治区级|省部级|省市级|省赛|省、部级|厅级")),
    ("市级", re.compile(r"(?<!省)(?:市级|州级|市厅级|地市级|市赛|盟级)")),
    ("区县级", re.compile(r"区县级|县级|县区级|(?<!自治)区级")),
    ("校级", re.compile(r"校级|院级|校赛|院系级")),
)
_STAGE = re.compile(
    rf"(?:(?P<province>{PROVINCE_WORDS})|(?P<city>{CITY_WORDS}|[一-龥]{{2,4}}(?=市|州)))(?:省|市|州|自治区|壮族自治区|回族自治区|维吾尔自治区)?"
    r"(?:[一-龥]{0,2})(?:赛区|分赛|复赛|初赛|选拔|省赛|市赛|决赛|预赛|赛$)"
)
_CITY_NAME = (
    rf"(?:{CITY_WORDS})(?!大学|交通|理工|师范)",
    r"(?<!城)(?<!省)(?!市)[一-龥]{2,3}市(?!场|级|域|政|民)",
    r"全市|^市|自治州|^[一-龥]{2,3}盟",
    r"[一-龥]州(?=职|中|五|优|级|乡|第)",
)
_PROVINCE_NAME = (
    rf"(?:{PROVINCE_WORDS})(?:省|自治区|壮族自治区|回族自治区|维吾尔自治区|(?=大学|职业|高校|教|优|工匠|青年|中))",
    r"全省|全区(?=职|优|五|高|技|民)|^省(?!属)|自治区",
    r"^(?:云岭|齐鲁|陇原|中原|燕赵|南粤|湖湘|三秦|荆楚|八闽|天府|赣鄱|江淮|龙江|草原)",
)
_NATION_NAME = (
    r"全国|(?<!金砖)国家|教育部|全军|中宣部|人社部|人力资源(?:和)?社会保障部|团中央|共青团中央|国务院",
    r"中国(?:国际|大学生|[一-龥]{0,4}大师)|“挑战杯”中国|中华(?:人民共和国|职业教育)",
)
_COUNTY_NAME = (r"[一-龥]{2,3}(?<!地)(?<!治)(?<!湾)(?<!社)(?<!园)(?<!赛)(?<!示范)(?<!试验)[县区](?!域|块|位|级)",)
_PARTS = (
    ("国际级", re.compile(r"国际总决赛|国际级|亚运会|亚锦赛")),
    ("市级", re.compile("|".join(_CITY_NAME))),
    ("省级", re.compile("|".join(_PROVINCE_NAME))),
    ("国家级", re.compile("|".join(_NATION_NAME))),
    ("区县级", re.compile("|".join(_COUNTY_NAME))),
    ("校级", re.compile(r"校级|校内|校园技能节|院级")),
)
_FINAL = re.compile(r"全国(?:总)?决赛|全国赛|国家?总决赛|国赛")
_VENUE = re.compile(r"^(?:全国|中国|中华).*[赛动](?:[一-龥]{2,3})决赛$")
"""A national contest whose final has the name of the place where it is held."""
_WORLD = re.compile(r"世界职业院校技能大赛|世界技能大赛|国际(?!“互联网|大学生创新)")


def stated_level(text: str) -> str:
    """The level that a word of `text` states (省级一等奖 -> 省级), the highest when there are several, or ''."""
    return next((level for level, pattern in _STATED if pattern.search(text)), "")


def read_level(text: str) -> str:
    """The level that a name states or implies (重庆市… -> 市级, 贵州省… -> 省级), or ''.

    A contest's last stage decides before its series: 全国…大赛江苏赛区 is 省级.
    """
    stated = stated_level(text)
    if stated:
        return stated
    if _FINAL.search(text):
        return "国家级"
    stages = [] if _VENUE.search(text) else list(_STAGE.finditer(text))
    if stages:
        return "省级" if stages[-1].group("province") else "市级"
    return _first_part(text)


def _first_part(text: str) -> str:
    """The level of the part of a name that opens it: 河南省电气装备大赛 is 省级 whatever follows."""
    found = [(m.start(), i, level) for i, (level, pattern) in enumerate(_PARTS) if (m := pattern.search(text))]
    if not found or (_WORLD.search(text) and found[0][2] not in ("省级", "市级", "国际级")):
        return ""
    return _narrower(text, min(found))


def _narrower(text: str, first: tuple[int, int, str]) -> str:
    """A city named straight after its province narrows the level: 江苏省徐州市第九届… is 市级."""
    if first[2] == "省级" and re.match(r".{2,9}(?:省|自治区)[一-龥]{2,3}[市州](?!场|级|域)", text[first[0] :]):
        return "市级"
    return first[2]
