"""Provinces, regions and municipalities: full names, and short ones as they open other names."""

from __future__ import annotations

import re

_FULL = (
    "北京市 天津市 上海市 重庆市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 "
    "广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 新疆维吾尔自治区"
)
_KIND = re.compile(r"(壮族|回族|维吾尔)?(自治区|省|市)$")
PROVINCES = tuple(_FULL.split())
MUNICIPALITIES = PROVINCES[:4]
SHORT = {_KIND.sub("", name): name for name in PROVINCES}
"""Short name -> full name."""

CITY_WORDS = "|".join(short for short, full in SHORT.items() if full in MUNICIPALITIES)
"""Short names of the municipalities, for a pattern."""

PROVINCE_WORDS = "|".join(short for short, full in SHORT.items() if full not in MUNICIPALITIES)
"""Short names of provinces and regions, for a pattern."""

PLACE_WORDS = f"{PROVINCE_WORDS}|{CITY_WORDS}"
"""Both."""
