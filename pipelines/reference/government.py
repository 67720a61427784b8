"""Bare names of public bodies completed with the document's place: 市教委 -> 重庆市教育委员会."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.page import LocalEntity
from pipelines.reference.cluster import Group
from pipelines.reference.forms import full_form
from pipelines.reference.normal import fold

_BARE = re.compile(r"^(自治区|省|市|州|盟|区|县|旗)(?=[^\s])")


def full_name(name: str, places: Mapping[str, str]) -> str:
    """The name with its place and its usual full form, or unchanged when no place of that level is known."""
    found = _BARE.match(name)
    place = places.get(found.group(1), "") if found else ""
    if found and not place:
        return name
    return full_form(place + name[found.end():] if found else name)


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
