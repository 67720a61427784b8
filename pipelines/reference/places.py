"""Which province, city and county a document is about, read from the names in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from pipelines.provinces import SHORT

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
    """The written stretch at the head of a name that is its place (湖北 in 湖北轻工职业技术学院), or nothing."""
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
