"""Administrative divisions: codes (GB/T 2260), full and short names, and the places at the head of a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.tables import read_table

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
LONGEST = 15
_SUFFIX = re.compile(r"(特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|矿区|省|市|区|县|盟|旗|州)$")
_PEOPLES = re.compile(
    r"(布依族|苗族|侗族|土家族|彝族|藏族|羌族|壮族|回族|维吾尔|维吾尔族|蒙古族|蒙古|哈萨克|哈萨克族|傣族|白族|景颇族|傈僳族|哈尼族|拉祜族|"
    r"佤族|纳西族|独龙族|怒族|瑶族|黎族|畲族|满族|朝鲜族|达斡尔族|鄂温克族|鄂伦春族|仡佬族|水族|土族|撒拉族|保安族|东乡族|"
    r"裕固族|柯尔克孜|塔吉克|锡伯|锡伯族|毛南族|仫佬族|各族|普米族|布朗族|阿昌族|京族)+$"
)
_VAGUE = frozenset({"城区", "郊区", "矿区", "市区", "新区", "东区", "西区", "城", "城关"})


@dataclass(frozen=True, slots=True)
class Head:
    """A place at the head of a name: the code it stands for ("" when several are possible), and the words used."""

    code: str
    words: tuple[str, ...]
    codes: tuple[str, ...]


def short_name(full: str) -> str:
    """A division without its class word and people names: 贵州省 -> 贵州, 黔南布依族苗族自治州 -> 黔南."""
    bare = _SUFFIX.sub("", full)
    if full.endswith(("自治区", "自治州", "自治县", "自治旗")):
        bare = _PEOPLES.sub("", bare) or bare
    return bare if len(bare) >= 2 else full


class Places:
    """Look-up of divisions by any of their names."""

    def __init__(self, names: Mapping[str, str], letters: Mapping[str, tuple[str, ...]]) -> None:
        self.names = names
        self.letters = letters
        self.by_form: dict[str, tuple[str, ...]] = {}
        table: dict[str, list[str]] = defaultdict(list)
        for code, name in names.items():
            for form in self._forms(name):
                table[form].append(code)
        for form, codes in table.items():
            self.by_form[form] = tuple(sorted(codes, key=lambda code: (len(code), code)))

    @staticmethod
    def _forms(name: str) -> set[str]:
        short = short_name(name)
        forms = {name, short}
        if name.endswith("自治州"):
            forms.add(short + "州")
        if name.endswith(("自治县", "自治旗")):
            forms.add(short + ("县" if name.endswith("县") else "旗"))
        return {form for form in forms if len(form) >= 2 and form not in _VAGUE}

    def find(self, text: str | None, *, within: str = "") -> str:
        """The code that a name of a place stands for, "" when unknown or not clear."""
        head, rest = self.split((text or "").strip(), whole=True, within=within)
        return head.code if head and not rest else ""

    def split(self, text: str, *, whole: bool = False, within: str = "") -> tuple[Head | None, str]:
        """The chain of places at the head of `text`, and the rest (never empty unless `whole`)."""
        words: list[str] = []
        codes: tuple[str, ...] = ()
        rest = text
        while rest:
            word, found = self._longest(rest, codes, whole=whole)
            if not word:
                break
            words.append(word)
            codes, rest = found, rest[len(word) :]
        if not words:
            return None, text
        if within:
            codes = tuple(c for c in codes if _related(c, within)) or codes
        return Head(_single(codes), tuple(words), codes), rest

    def _longest(self, text: str, parents: tuple[str, ...], *, whole: bool) -> tuple[str, tuple[str, ...]]:
        limit = len(text) if whole else len(text) - 1
        for size in range(min(LONGEST, limit), 1, -1):
            codes = self.by_form.get(text[:size], ())
            if parents:
                codes = tuple(c for c in codes if any(c != p and c.startswith(_stem(p)) for p in parents))
            if codes:
                return text[:size], codes
        return "", ()

    def full(self, code: str) -> str:
        """Official name of a division; a county is preceded by its city or municipality, since counties share names."""
        name = self.names.get(code, "")
        if len(code) < 6:
            return name
        return self.names.get(code[:4], self.names.get(code[:2], "")) + name

    def at_level(self, code: str, word: str) -> str:
        """The division that 省, 市, 区, 县, 州, 旗 or 自治区 means in a text about `code`, or ""."""
        for candidate in (code, code[:4], code[:2]):
            name = self.names.get(candidate, "")
            if name and _fits(candidate, name, word):
                return candidate
        return ""

    def short_forms(self, code: str) -> Iterator[str]:
        """Short name, single letters and initial of a division."""
        short = short_name(self.names[code])
        yield short
        yield short[0]
        yield from self.letters.get(code, ())


def _fits(code: str, name: str, word: str) -> bool:
    if word in ("省", "自治区"):
        return len(code) == 2 and name.endswith(word)
    if word == "市":
        return name.endswith("市")
    if word in ("州", "盟"):
        return len(code) == 4 and name.endswith(word)
    return len(code) == 6 and name.endswith(word)


def _stem(code: str) -> str:
    return code[:2] if code[:2] in MUNICIPALITIES else code


def _related(left: str, right: str) -> bool:
    return left.startswith(_stem(right)) or right.startswith(left)


def _single(codes: tuple[str, ...]) -> str:
    """The one code meant: alone at the highest level present (吉林 is the province, 白云区 is not clear)."""
    top = [code for code in codes if len(code) == len(codes[0])]
    return top[0] if len(top) == 1 else ""


@lru_cache(maxsize=1)
def load_places() -> Places:
    """The shipped divisions."""
    names = {row["code"]: row["name"] for row in read_table("divisions.csv")}
    letters = {row["code"]: tuple(row["letters"].split("|")) for row in read_table("place_letters.csv")}
    return Places(names, letters)
