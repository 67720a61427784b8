"""Affiliation: a person or a unit and the organisation it belongs to, with the person's title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipelines.facts.claim import Claim
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.relations import Relation
from pipelines.page import Page

_WORDS = (
    "党委副书记|党委书记|党总支书记|党支部书记|党组书记|党组成员|副书记|书记|副校长|校长|副院长|院长|副厅长|厅长|副局长|局长|副处长|处长|副主任委员|主任委员|"
    "副主任|主任|副会长|会长|副理事长|理事长|常务理事|理事|副秘书长|秘书长|副董事长|董事长|副总经理|总经理|副总裁|总裁|总工程师|首席技师|首席专家|工程师|高级工程师|"
    "副教授|教授|讲师|客座讲师|教师|班主任|辅导员|教练|负责人|带头人|领衔人|主持人|团队成员|委员|专家|顾问|产业教授|产业导师|企业导师|导师|特聘教师|特聘教授|"
    "技师|企业技师|技术员|工匠|大师|代表性传承人|传承人|培训师|秘书|组长|班长|队长|科长|经理|厂长|所长|馆长|部长|副部长|干事|副主席|主席|副市长|市长|县长|副县长|区长|研究员|创始人"
)
_TITLE = re.compile(rf"(?:[一-龥]{{0,6}}?)(?:{_WORDS})")
_RUN = re.compile(rf"^(?:[、，和兼]|兼任)?((?:[一-龥]{{0,8}}?)(?:{_WORDS}))")
_AFTER = re.compile(rf"(?:担任|任|受聘为|受聘担任|兼任|当选为?|出任|聘为|入选|是)[^，。；]{{0,24}}?((?:{_WORDS}))")


def read(page: Page) -> Iterator[Claim]:
    """The affiliations of a page."""
    yield from read_claims(page, "Affiliation", _optional)


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    return {"title": _titles(page, relation)} if relation.second.label == "Person" else {}


def _titles(page: Page, relation: Relation) -> tuple[str, ...]:
    """Titles between organisation and person, else the ones straight before the person, else after 任."""
    text = page.layout.text
    person, body = relation.second, relation.first
    if 0 <= body.at < person.at and person.start - body.end <= 40:
        found = _split(text[body.end: person.start])
        if found:
            return found
    before = text[max(relation.sentence.start, person.start - 12): person.start]
    if body.at > person.at >= 0:
        after = _split(text[body.end: body.end + 14], start=True)
        if after:
            return after
    found = tuple(m.group() for m in _TITLE.finditer(before))[-1:]
    if found and before.endswith(found[-1]):
        return (_trim(found[-1]),)
    later = _AFTER.match(text, person.end, min(len(text), person.end + 40))
    return (later.group(1),) if later else ()


def _split(stretch: str, *, start: bool = False) -> tuple[str, ...]:
    """党委副书记、院长 -> both."""
    out: list[str] = []
    rest = stretch.strip()
    while rest:
        found = _RUN.match(rest)
        if not found:
            break
        out.append(_trim(found.group(1)))
        rest = rest[found.end():]
    return tuple(out) if out and (start or not rest.strip("：:、 ")) else ()


def _trim(title: str) -> str:
    return title.lstrip("的该校由让请以及和与")
