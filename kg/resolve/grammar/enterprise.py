"""Companies: place, brand, trade and legal form.

有限公司, 有限责任公司 and （集团） say nothing about who it is; 股份, 汽车, 分公司 do. A brand alone joins only where the lexicon or a
text supports it, which is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.resolve.grammar.shape import Canonical, Context, Form
from kg.resolve.places import load_places
from kg.resolve.text import clean, key

_LEGAL = re.compile(r"(股份)?(?:有限责任公司|有限公司|责任有限公司|公司|有限)$|(股份)$")
_GENERIC = re.compile(
    r"(科技|技术|智能|电子|机械|实业|控股|投资|集团|教育|信息|网络|软件|食品|建筑|汽车|装备|机器人|制造|新能源|能源|材料|药业|物流|文化|旅游|电气|自动化|智能装备|智能科技)+$"
)


def canonical(text: str, context: Context) -> Canonical:
    """A company's key: legal form left out but for 股份, （集团） as 集团."""
    del context
    base, shares = split(text)
    return Canonical(base + ("股份" if shares else ""), text)


def split(text: str) -> tuple[str, bool]:
    """(name without legal form, whether it is a company limited by shares)."""
    name = key(clean(text))
    match = _LEGAL.search(name)
    base = name[: match.start()] if match else name
    if len(base) < 2:
        return name, False
    return base, bool(match and (match.group(1) or match.group(2)))


def short_forms(text: str) -> Iterator[Form]:
    """Forms that keep the distinguishing part whole: without 股份, without the place, and both."""
    base, shares = split(text)
    if shares:
        yield Form(base, 0.93, ("legal form left out",))
    head, rest = load_places().split(base)
    rest = re.sub(r"^[省市县区]", "", rest)
    if head and len(rest) >= 4:
        yield Form(rest, 0.88 if len(rest) >= 6 else 0.8, ("place left out",))
        if shares:
            yield Form(rest + "股份", 0.9 if len(rest) >= 6 else 0.82, ("place left out",))
    if base.endswith("控股集团"):
        yield Form(base.removesuffix("控股集团") + "集团", 0.78, ("控股 left out",))


def brands(text: str) -> frozenset[str]:
    """Short names that a text may use once it has named the company: brand, brand with trade, brand with 集团 or 股份."""
    base, _ = split(text)
    _, rest = load_places().split(base)
    found = {base, rest}
    for stem in (base, rest):
        bare = _GENERIC.sub("", stem)
        found |= {bare, bare + "集团", bare + "公司", bare + "股份", bare + "科技"}
    return frozenset(name for name in found if len(name) >= 2)
