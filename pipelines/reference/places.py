"""Which province, city and county a document is about, read from the names in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_PROVINCES = (
    "北京市 天津市 上海市 重庆市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 "
    "广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 新疆维吾尔自治区"
)
PROVINCES = tuple(_PROVINCES.split())
MUNICIPALITIES = PROVINCES[:4]
_NATIONS = re.compile(r"(壮族|回族|维吾尔)?(自治区|省|市)$")
SHORT = {_NATIONS.sub("", name): name for name in PROVINCES}
LEVELS = ("省", "自治区", "市", "州", "盟", "区", "县", "旗")

_BODY = "人民政府|政府|教育|委员会|教委|委|局|厅|办公|总工会|妇|科协|文联|科学技术协会|人大|政协"
_PLACE = re.compile(rf"^(?:中共|共青团)?([一-龥]{{2,8}}?(?:自治区|自治州|自治县|省|市|州|盟|区|县|旗))(?={_BODY}|$)")
_HEAD = re.compile(r"^([一-龥]{2,4}?(?:省|市|自治州|州|县|区|旗))(?!场)")


def place_of(name: str) -> str:
    """The place that opens a name (浙江省教育厅 -> 浙江省), or nothing."""
    found = _PLACE.match(name) or _HEAD.match(name)
    if found:
        return found.group(1)
    return next((full for short, full in SHORT.items() if name.startswith(short)), "")


def prefix_of(name: str) -> str:
    """The written stretch at the head of a name that is its place (贵州 in 贵州工业职业技术学院), or nothing."""
    found = _PLACE.match(name) or _HEAD.match(name)
    if found:
        return found.group(1)
    return next((short for short in SHORT if name.startswith(short)), "")


def level_of(place: str) -> str:
    """The administrative word that ends a place."""
    return next((level for level in ("自治区", *LEVELS) if place.endswith(level)), "")


def vote_places(names: Iterable[tuple[str, int]]) -> Mapping[str, str]:
    """The place meant by a bare 省/市/县 …, by weighted votes of the names in the document: level word -> place."""
    votes: dict[str, Counter[str]] = {}
    for name, weight in names:
        place = place_of(name)
        parts = _split(place)
        for part in parts:
            votes.setdefault(level_of(part), Counter())[part] += weight
    return {level: max(sorted(count), key=lambda place: count[place]) for level, count in votes.items() if level}


def _split(place: str) -> list[str]:
    """贵阳市乌当区 -> 贵阳市, 贵阳市乌当区's own last part 乌当区."""
    parts = re.findall(r"[一-龥]{2,}?(?:自治区|自治州|自治县|省|市|州|盟|区|县|旗)", place)
    return parts if "".join(parts) == place else [place] * bool(place)
