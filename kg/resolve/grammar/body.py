"""Party and state bodies and the people's organisations of a place: which place, which organ.

省教育厅 in a Guizhou text is 贵州省教育厅; 市教委 in a Chongqing text is 重庆市教育委员会. Organs are never exchanged: 教育厅, 教育局 and 教委
stay apart, since each exists somewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolve.grammar.shape import Canonical, Context
from kg.resolve.places import MUNICIPALITIES, load_places
from kg.resolve.tables import read_table
from kg.resolve.text import clean, key

_LEVEL = re.compile(r"^(?:本)?(自治区|[省市县区州盟旗])(?=[^内外级])")
_YOUTH = re.compile(r"^(?:共青)?团(自治区|[省市县区州盟])委(?:员会)?")
_YOUTH_PLACED = re.compile(r"^共青团(.+?)(?:委员会|委)(?=$|[^员])")
_PARTY = re.compile(r"^(?:委员会|党委|委)(?!员|办学)")
_COUNCIL = re.compile(r"行业职业教育教学指导委员会$|(?<=.{2})(?:行业)?行指委$")
_DEPARTMENTS = {
    "教育工委": "教育工作委员会",
    "教工委": "教育工作委员会",
    "教育工作委员会": "教育工作委员会",
    "政法委": "政法委员会",
    "编办": "机构编制委员会办公室",
    "网信办": "网络安全和信息化委员会办公室",
    "外办": "外事工作委员会办公室",
    "改革办": "全面深化改革委员会办公室",
    "直属机关工委": "直属机关工作委员会",
    "纪委": "纪律检查委员会",
    "常委会": "常务委员会",
    "统战部": "统一战线工作部",
    "金融办": "金融委员会办公室",
    "农办": "农村工作领导小组办公室",
}


@lru_cache(maxsize=1)
def _organs() -> dict[str, tuple[str, str]]:
    """Variant of an organ -> (organ, entity type)."""
    table: dict[str, tuple[str, str]] = {}
    for row in read_table("organs.csv"):
        for variant in (row["organ"], *filter(None, row["variants"].split("|"))):
            table.setdefault(variant, (row["organ"], row["type"]))
    return table


def organ_type(text: str) -> str:
    """The entity type of a local organ named in `text`, or ""."""
    organ = _organ(_place_and_rest(clean(text), Context())[1])
    return organ[2] if organ else ""


def canonical(text: str, context: Context) -> Canonical:
    """The full name of a body where it is: place, then organ, then the unit inside it."""
    plain = re.sub(r"^(?:中国共产党|中共)(?!中央)", "", clean(text))
    guided = _COUNCIL.sub("职业教育教学指导委员会", plain)
    if guided != plain:
        return Canonical(key(guided), guided, "行指委 in full")
    for name in (_youth(plain, context), _placed(plain, context)):
        if name:
            return Canonical(key(name), _shown(name), "the body of this place")
    if _waits(plain):
        return Canonical(key(plain), text, "place of the text unknown", open=True)
    return Canonical(key(text), text)


def _shown(name: str) -> str:
    """A full name as written: a county's without its city."""
    places = load_places()
    front = re.match("^(?:中共|共青团)?", name)
    start = front.end() if front else 0
    head, _ = places.split(name[start:])
    if head is None or len(head.code) < 6 or not name[start:].startswith(places.full(head.code)):
        return name
    return name[:start] + places.names[head.code] + name[start + len(places.full(head.code)) :]


def _waits(plain: str) -> bool:
    """Whether a name asks for a place that nobody told."""
    match = _LEVEL.match(plain)
    return bool(_YOUTH.match(plain) or (match and _finish("", plain[match.end() :])) or _organ(plain))


def _youth(plain: str, context: Context) -> str:
    places = load_places()
    generic = _YOUTH.match(plain)
    if generic:
        code = places.at_level(context.place, generic.group(1)) if context.place else ""
        return f"共青团{places.full(code)}委员会{plain[generic.end() :]}" if code else ""
    placed = _YOUTH_PLACED.match(plain)
    head = places.split(placed.group(1), whole=True, within=context.place) if placed else (None, "")
    if placed and head[0] and not head[1]:
        return f"共青团{_official(head[0].code, head[0].words)}委员会{plain[placed.end() :]}"
    return ""


def _placed(plain: str, context: Context) -> str:
    place, rest = _place_and_rest(plain, context)
    return _finish(place, rest) if place else ""


def _place_and_rest(plain: str, context: Context) -> tuple[str, str]:
    places = load_places()
    head, rest = places.split(plain, within=context.place)
    if head:
        return _official(head.code, head.words), rest
    level = _LEVEL.match(plain)
    if level and context.place:
        code = places.at_level(context.place, level.group(1))
        return (places.full(code), plain[level.end() :]) if code else ("", plain)
    if context.place:
        code = _bare_place(plain, context.place)
        return (places.full(code), plain) if code else ("", plain)
    return "", plain[level.end() :] if level else plain


def _bare_place(plain: str, place: str) -> str:
    """The place of an organ named without one: a 厅 is the province's, a 教委 the municipality's."""
    organ = _organ(plain)
    if organ is None:
        return ""
    if organ[0].endswith("厅") and place[:2] not in MUNICIPALITIES:
        return place[:2]
    if organ[0].endswith("委员会") and place[:2] in MUNICIPALITIES and organ[0] == "教育委员会":
        return place[:2]
    return ""


def _official(code: str, words: tuple[str, ...]) -> str:
    return load_places().full(code) if code else "".join(words)


def _organ(rest: str) -> tuple[str, str, str] | None:
    """(organ, unit inside it, entity type) of what follows a place."""
    organs = _organs()
    for size in range(min(len(rest), 16), 1, -1):
        found = organs.get(rest[:size])
        if found:
            unit = rest[size:]
            return (found[0], unit, found[1]) if not unit or _is_unit(unit) else None
    return None


def _is_unit(unit: str) -> bool:
    return bool(
        re.fullmatch(r".{0,12}(处|科|股|司|室|党组|党委|中心|办公室|支队|大队|分局|总队|工委|团委|机关党委|处室)", unit)
    )


def _finish(place: str, rest: str) -> str:
    """Place + organ in full, or "" when the rest is no local body."""
    party = _PARTY.match(rest)
    if party:
        department = rest[party.end() :]
        return f"中共{place}委{_DEPARTMENTS.get(department, department)}" if department else f"中共{place}委员会"
    if rest in _DEPARTMENTS and rest == "纪委":
        return f"中共{place}{_DEPARTMENTS[rest]}"
    organ = _organ(rest)
    if organ:
        return place + organ[0] + organ[1]
    if re.search(
        r"(协会|学会|研究会|联合会|商会|促进会|基金会|总会|委员会|管委会|联席会议|领导小组|馆|局|厅|院|社|台|中心血站|法院|检察院)$",
        rest,
    ):
        return place + re.sub(r"管委会$", "管理委员会", rest)
    return ""
