"""Number phrases of a text - 470件, 近4000人次, 10.31%, 2.2万元 - the candidates for counted facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.facts.numbers import plain, read_number

_UNITS = (
    "万人次 人/次 人次 人天 人日 万人 批次 场次 节次 课次 台套 台（套） 台(套) 个百分点 个/生 元/生 元/人 万平方米 平方米 万课时 万学时 学时 课时 "
    "小时 亿元 万元 万亩 公里 公顷 兆瓦 万册 万件 万个 万名 Mbps mbps "
    "项 个 名 人 家 所 门 支 件 期 场 本 部 台 份 届 次 套 条 册 种 户 间 栋 枚 篇 组 轮 块 座 幅 位 节 亩 对 款 批 处 起 盏 元 % ％ "
    "国 岁 分 吨 辆 艘 架 株 头 班 面 张 例 宗 只 类 G T 核 ‰ 棵 斤 岗 页 方 笔 队 人 代 版 站 集 首 支 把 顿 封 遍 堂 周 天 学年 年 层 米 箱 粒 颗"
)
_UNIT = "|".join(re.escape(u) for u in sorted(set(_UNITS.split()), key=lambda u: -len(u)))
_NUMBER = r"(?P<digits>(?<![\d.A-Za-z+])\d{1,9}(?:[,，]\d{3})*(?:\.\d+)?)|(?P<hanzi>[一二三四五六七八九十百千两上数几][〇零一二三四五六七八九十百千两]{0,6})"
_QUANTITY = re.compile(
    rf"(?P<about>近|约|逾|超过|超|不少于)?\s?(?:{_NUMBER})\s?(?P<big>[万亿千百](?!元|人|平|课|学|册|件|个|名|亩))?\s?(?P<more>余|多|来)?\s?"
    rf"(?P<unit>(?:万|亿)?(?:{_UNIT}))(?P<above>以上)?"
)
MOBILE = range(2, 7)
"""Generations of mobile networks: 5G says what, not how much."""
_WIDE = {0xFF10 + i: 0x30 + i for i in range(10)} | {0xFF0E: 0x2E}
_ORDINAL = re.compile(r"[第（(]\s?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`text[start:end]` with its unit; `value` as compared by scorers (2.2万 -> 2.2); `number` is where the digits begin."""

    start: int
    end: int
    number: int
    value: int | float
    unit: str
    digits: bool
    text: str


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Number phrases of `text[start:end]` in order, ordinals (第三届) and bare 一 left out."""
    out: list[Quantity] = []
    view = text[start : len(text) if end is None else end].translate(_WIDE)
    for m in _QUANTITY.finditer(view):
        quantity = _quantity(m, start)
        if quantity is not None and not _ORDINAL.search(view[max(0, m.start() - 2) : m.start()]):
            out.append(quantity)
    return out


def _quantity(m: re.Match[str], base: int) -> Quantity | None:
    digits = m.group("digits")
    number = m.start("digits") if digits else m.start("hanzi")
    if not digits and (
        m.group("hanzi") in ("一", "几", "数") or m.group("unit") in ("年", "天", "周", "分", "代", "方", "面")
    ):
        return None
    if digits and m.group("unit") in ("年", "学年") and re.fullmatch(r"(19|20)\d\d", digits):
        return None
    value = read_number(digits or m.group("hanzi"))
    if m.group("unit") == "G" and value in MOBILE:
        return None
    if value is None:
        return None
    unit = (m.group("big") or "") + m.group("unit").replace("/次", "次").replace("％", "%")
    text = re.sub(r"\s", "", plain(m.group()))
    return Quantity(base + m.start(), base + m.end(), base + number, value, unit, bool(digits), text)
