"""Bare names of public bodies completed with the document's place: 市教委 -> 重庆市教育委员会."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.page import LocalEntity
from pipelines.reference.cluster import Group
from pipelines.reference.normal import fold

_BARE = re.compile(r"^(自治区|省|市|州|盟|区|县|旗)(?=[^\s])")
_FULL = (
    (re.compile(r"(?<=[省市区县州盟旗])教委$"), "教育委员会"),
    (re.compile(r"(?<=[省市区县州盟旗])政府$"), "人民政府"),
    (re.compile(r"人社(?=[厅局])"), "人力资源和社会保障"),
    (re.compile(r"(?<=[省市区县州盟旗])科协$"), "科学技术协会"),
    (re.compile(r"(?<=[省市区县州盟旗])文联$"), "文学艺术界联合会"),
    (re.compile(r"(?<=[省市区县州盟旗])妇联$"), "妇女联合会"),
    (re.compile(r"教体局$"), "教育体育局"),
    (re.compile(r"教科局$"), "教育科技局"),
    (re.compile(r"发改委$"), "发展和改革委员会"),
)


def full_name(name: str, places: Mapping[str, str]) -> str:
    """The name with its place and its usual full form, or unchanged when no place of that level is known."""
    found = _BARE.match(name)
    place = places.get(found.group(1), "") if found else ""
    if found and not place:
        return name
    full = place + name[found.end():] if found else name
    for pattern, form in _FULL:
        full = pattern.sub(form, full)
    return full


def complete(groups: list[Group], places: Mapping[str, str]) -> tuple[tuple[LocalEntity, ...], dict[int, int]]:
    """Entities with completed names; bodies whose completed names are equal become one. Also old number -> key."""
    keys: dict[tuple[str, str], int] = {}
    moved: dict[int, int] = {}
    names: list[tuple[str, str, set[str]]] = []
    for index, g in enumerate(groups):
        name = full_name(g.name, places) if g.label in ("Government", "Organization") else g.name
        forms = {fold(name)} | {fold(full_name(s, places)) for s in g.surfaces if g.label in ("Government", "Organization")}
        key = next((keys[g.label, form] for form in sorted(forms) if (g.label, form) in keys), len(names))
        if key == len(names):
            names.append((g.label, name, set()))
        for form in forms:
            keys.setdefault((g.label, form), key)
        names[key][2].update(g.surfaces)
        moved[index] = key
    return tuple(
        LocalEntity(key, label, name, tuple(sorted(surfaces - {name}))) for key, (label, name, surfaces) in enumerate(names)
    ), moved
