"""Whose a post is that stands with no name: by its word (该校, 公司, 集团) or by its kind (校长, 总经理)."""

from __future__ import annotations

import re

from pipelines.facts.around import Around
from pipelines.facts.posts.post import OWNERS, POST

_SCHOOL_POST = re.compile(
    "校长|教师|老师|班主任|辅导员|德育|馆员|教务|学工|思政|专业带头人|教研|招生|实训|学生|毕业生|校友|留校|党委书记|党总支书记|党支部书记|讲师|教授|院长|指导教师|领队")
_FIRM_POST = re.compile("董事长|总经理|经理|厂长|企业技师|企业导师|总裁|总监|车间|人力资源|首席技师|工段|班组长")
UNKNOWN = re.compile("[一-龥]{2}(?:公司|集团|学院|大学|学校|中心|协会)(?!长)[一-龥]*$")
"""A post after a name that was not recognised: whose it is cannot be told by its kind."""
WORD_FRONT = re.compile(
    r"^(?:该|本|我|这家|全|各)?(?:校企|产业学院|校方|院方|学校|学院|公司|企业|集团|协会|学会|商会|研究会|联盟|共同体|联合体|委员会|专委会|[一-龥][指培]委|工作室|基地|学堂|工坊|校(?!长)|院(?!长|士)|厂(?!长)|会(?!长|员)|县|市|省|区)")


def resolve_word(around: Around, phrase: str, position: int) -> tuple[int | None, str, str]:
    """(entity key, word, how) that opens a phrase: 该校, 公司, 集团, 协会, else by the kind of post."""
    found = WORD_FRONT.match(phrase)
    word = found.group() if found and not POST.fullmatch(found.group()) else ""
    bare = word.lstrip("该本我这家")
    if bare in ("校方", "院方", "学校", "学院", "校", "院"):
        return school_at(around, position, pointed=word.startswith("该")), word, "word"
    if bare in ("公司", "企业", "厂"):
        return _last(around, position, "Enterprise"), word if bare != "企业" else "", "word"
    if bare in ("县", "市", "省", "区", "校企", "会"):
        return None, word, "word"
    if bare:
        return _ending(around, position, bare), word, "word"
    if _SCHOOL_POST.search(phrase):
        return school_at(around, position, pointed=False), "", "kind"
    if _FIRM_POST.search(phrase):
        return _last(around, position, "Enterprise"), "", "kind"
    return None, "", ""


def school_at(around: Around, position: int, *, pointed: bool) -> int | None:
    """The school that a post without a name belongs to: 该校 the last school named, else the section's."""
    page = around.page
    if pointed:
        return _last(around, position, "Institution")
    start, _ = around.sentence(position)
    opening = [s for s in around.inside(start, position, "Institution") if s.start - start <= 14]
    if opening:
        return page.entity_of[opening[0]]
    subject = page.subject_at(position)
    if subject is not None and page.entities[subject].type == "Institution":
        return subject
    return _last(around, position, "Institution")


def _last(around: Around, position: int, label: str) -> int | None:
    found = around.before(position, label)
    return around.page.entity_of[found[0]] if found else None


def _ending(around: Around, position: int, noun: str) -> int | None:
    """The last body whose name ends with a noun."""
    for span in around.before(position, *OWNERS):
        entity = around.page.entities[around.page.entity_of[span]]
        if any(name.endswith(noun) for name in (entity.name, *entity.aliases)):
            return entity.key
    return None
