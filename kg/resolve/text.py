"""Text of a name as compared: width, script and OCR variants folded, numerals read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.ids import normal_form

_TRADITIONAL = "職業術學貴慶廣東國際賽創聯會團級獎電機車輛產環護醫藥農財經貿區縣縣實訓陽陝寧遼龍黃蘇發開關務衛師標準統計設製輕紡織鐵運軟體資訊號長風飛馬鳥龜齊歷漢劉張陳楊趙吳鄭錢孫滬貴閩贛魯鄂臺灣門戶為內徳"
_SIMPLIFIED = "职业术学贵庆广东国际赛创联会团级奖电机车辆产环护医药农财经贸区县县实训阳陕宁辽龙黄苏发开关务卫师标准统计设制轻纺织铁运软体资讯号长风飞马鸟龟齐历汉刘张陈杨赵吴郑钱孙沪贵闽赣鲁鄂台湾门户为内德"
_SCRIPT = str.maketrans(_TRADITIONAL, _SIMPLIFIED)

# Shapes that OCR confuses; a class is folded to its first character, only to find a registered or read name again.
_LOOKALIKES = (
    "己已巳",
    "日曰",
    "土士",
    "未末",
    "人入",
    "干千于",
    "大太犬",
    "技枝",
    "术木朮",
    "院阮",
    "工エ",
    "口囗ロ",
    "力カ",
    "二ニ",
    "八ハ",
    "卜ト",
    "夕タ",
    "0oO〇",
    "1lIi|",
    "砧砦",
    "贵责",
    "州洲",
    "职识",
    "铁铗",
    "磷鳞",
    "械诫",
    "宁丁",
    "教敎",
    "天夭",
    "王玉",
    "戊戌戍",
    "侯候",
    "拔拨",
    "折拆",
    "辨辩",
    "即既",
    "徽微",
    "茶荼",
    "沮泪",
    "折析",
    "刀刁",
    "今令",
    "幻幼",
    "汨汩",
    "盲肓",
    "免兔",
    "弋戈",
    "毛手",
    "农衣",
    "办为",
    "问间",
    "困因",
    "历厉",
    "晋普",
    "鸟乌",
    "渝谕",
    "埔浦铺",
    "峡狭陕",
    "煤媒",
    "轻经",
    "苏办",
    "孝教",
    "航杭",
    "旅族",
    "商啇",
    "财材",
    "货贷",
    "质盾",
)
_FOLD = {ord(char): group[0] for group in reversed(_LOOKALIKES) for char in group}

_SKELETON_SLIPS = (
    (re.compile(r"[技枝抆][术木朮述]"), "技术"),
    (re.compile(r"(?<!知)[职识织]业(?=技术|学|院|大|教|中|高)"), "职业"),
    (re.compile(r"学[阮浣完院]"), "学院"),
    (re.compile(r"有[限阻垠][公么][司可同]"), "有限公司"),
    (re.compile(r"[犬太]赛"), "大赛"),
)
_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_YEAR_IN_CHARACTERS = re.compile(r"[二一][〇○零0一九][〇○零一二三四五六七八九]{2}(?=年)")


@lru_cache(maxsize=200_000)
def clean(text: str) -> str:
    """NFKC, simplified, no white space, common OCR slips in frequent words mended, years in digits; marks are kept."""
    folded = unicodedata.normalize("NFKC", text).translate(_SCRIPT)
    folded = re.sub(r"\s+|—\d+—", "", folded)
    for slip, word in _SKELETON_SLIPS:
        folded = slip.sub(word, folded)
    return _YEAR_IN_CHARACTERS.sub(lambda m: "".join(str(_DIGITS.get(c, c)) for c in m.group()), folded)


@lru_cache(maxsize=200_000)
def key(text: str) -> str:
    """`clean` without marks and lower-cased: the form that two spellings of a name share."""
    return normal_form(clean(text))


def fold_lookalikes(text: str) -> str:
    """A key with characters of like shape made equal."""
    return text.translate(_FOLD)


def read_number(text: str) -> int | None:
    """A Chinese or Arabic whole number below 1,000, or None.

    >>> read_number("二十三"), read_number("46"), read_number("首")
    (23, 46, 1)
    """
    if text == "首":
        return 1
    if text.isascii() and text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit if text else None
