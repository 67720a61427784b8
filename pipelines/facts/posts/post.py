"""What a post is: who holds it, where, and how the text says so; and the words that name posts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.facts.titles import MORE_TITLES, TITLES
from pipelines.span import NameSpan

OWNERS = ("Institution", "Enterprise", "Government", "Organization", "Platform")
_ALL = "|".join(sorted({*TITLES.split("|"), *MORE_TITLES.split("|")}, key=lambda t: (-len(t), t)))
_SENT = "记者|通讯员|学生|选手|学员|毕业生|校友|职工|员工|代表|艺人|成员|馆员|医师|护士长|护士|教练员|师傅|院士|官|领队|班组长|大使|参赞|村支书|站长|团长|社长|主编|编辑|领办人|创办人"
POST = re.compile(rf"(?:{_ALL}|{_SENT})$")
POST_AT = re.compile(rf"[^，。；、：\s（）()]{{0,12}}?(?:{_ALL}|{_SENT})(?:兼(?:{_ALL}))?")
PUPIL = re.compile(r"(?:学生|选手|学员|毕业生|校友|指导教师|指导老师|代表|成员|大师|劳模)$")
_FRONT_PUPIL = re.compile(r"(?:学生|选手|学员|毕业生|校友|同学|考生|留学生|指导教师|指导老师)[：:]?(?:[一-龥· ]{2,5}[、和及])*\s?$")


def is_pupil(text: str, position: int) -> bool:
    """Whether a person is introduced as a pupil or contestant."""
    return bool(_FRONT_PUPIL.search(text, max(0, position - 24), position))


@dataclass(frozen=True, slots=True)
class Post:
    """A person's span, the key of the organisation, the posts held there, the clean range that says so, and how it says it:
    `named` beside the post, `brackets`, `taken` up (任), `word` (公司, 该校), `kind` of post alone, `beside` with no post."""

    person: NameSpan
    organization: int
    titles: tuple[str, ...]
    start: int
    end: int
    how: str
