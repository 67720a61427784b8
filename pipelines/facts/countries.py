"""Foreign countries and regions as Chinese texts name them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.facts.claim import Ref
from pipelines.page import Page

_NAMES = (
    "泰国 老挝 越南 柬埔寨 缅甸 马来西亚 新加坡 印度尼西亚 印尼 菲律宾 文莱 东帝汶 印度 巴基斯坦 孟加拉国 孟加拉 尼泊尔 斯里兰卡 马尔代夫 不丹 阿富汗 "
    "哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 蒙古国 蒙古 日本 韩国 朝鲜 俄罗斯 白俄罗斯 乌克兰 摩尔多瓦 格鲁吉亚 亚美尼亚 阿塞拜疆 "
    "土耳其 伊朗 伊拉克 沙特阿拉伯 沙特 阿联酋 阿拉伯联合酋长国 卡塔尔 科威特 巴林 阿曼 也门 约旦 以色列 巴勒斯坦 黎巴嫩 叙利亚 埃及 苏丹 南苏丹 埃塞俄比亚 "
    "肯尼亚 坦桑尼亚 乌干达 卢旺达 布隆迪 赞比亚 津巴布韦 莫桑比克 马拉维 南非 博茨瓦纳 纳米比亚 安哥拉 刚果 刚果（金） 刚果（布） 刚果民主共和国 加蓬 喀麦隆 乍得 "
    "尼日利亚 尼日尔 加纳 科特迪瓦 塞内加尔 几内亚 塞拉利昂 利比里亚 马里 布基纳法索 贝宁 多哥 吉布提 索马里 厄立特里亚 马达加斯加 毛里求斯 塞舌尔 科摩罗 摩洛哥 "
    "阿尔及利亚 突尼斯 利比亚 毛里塔尼亚 冈比亚 中非 赤道几内亚 莱索托 斯威士兰 英国 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡 瑞士 奥地利 瑞典 挪威 丹麦 芬兰 "
    "冰岛 爱尔兰 波兰 捷克 斯洛伐克 匈牙利 罗马尼亚 保加利亚 希腊 塞尔维亚 克罗地亚 斯洛文尼亚 波黑 黑山 北马其顿 阿尔巴尼亚 爱沙尼亚 拉脱维亚 立陶宛 塞浦路斯 马耳他 "
    "美国 加拿大 墨西哥 古巴 巴拿马 哥斯达黎加 危地马拉 洪都拉斯 尼加拉瓜 萨尔瓦多 牙买加 多米尼加 海地 巴西 阿根廷 智利 秘鲁 哥伦比亚 委内瑞拉 厄瓜多尔 玻利维亚 "
    "乌拉圭 巴拉圭 圭亚那 苏里南 澳大利亚 新西兰 斐济 巴布亚新几内亚 萨摩亚 汤加 瓦努阿图 所罗门群岛"
)
COUNTRIES = tuple(_NAMES.split())
_KNOWN = frozenset(COUNTRIES)
_START = re.compile("|".join(sorted(map(re.escape, COUNTRIES), key=len, reverse=True)))
_REGION = re.compile("东盟|非洲|欧洲|中亚|东南亚|拉美|南亚|西亚|中东|海外|境外")


def is_abroad(place: str) -> bool:
    """Whether a place name is a foreign country or begins with one."""
    return place in _KNOWN or bool(_START.match(place) or _REGION.match(place))


def country_of(name: str) -> str:
    """The country that a name begins with or holds, or nothing."""
    found = _START.search(name)
    return found.group() if found else ""


def as_named(page: Page, country: str) -> Ref | str:
    """A country as the place that the page names so, in full or short; else its name."""
    same = {country, *_SHORT.get(country, ())}
    place = next((e for e in page.entities if e.type == "Place" and same & {e.name, *e.aliases}), None)
    return Ref(place.key) if place is not None else country


_PAIRS = (("印尼", "印度尼西亚"), ("沙特", "沙特阿拉伯"), ("蒙古", "蒙古国"), ("孟加拉", "孟加拉国"), ("阿联酋", "阿拉伯联合酋长国"))
_SHORT: Mapping[str, tuple[str, ...]] = {name: (other,) for pair in _PAIRS for name, other in (pair, pair[::-1])}
