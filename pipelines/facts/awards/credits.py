"""Lines under a result that say whose it is: 指导老师：甲、乙, 参赛学生：丙、丁."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipelines.facts.around import around_of
from pipelines.facts.claim import Claim, Ref
from pipelines.page import Page

_LINE = re.compile(
    r"^[ \t]*(?:(?P<advisor>(?:指导|辅导)(?:教师|老师)|指导|教练(?:员)?)|(?P<person>(?:参赛|获奖)(?:学生|选手|队员|人员|师生|教师)|选手|队员|团队成员))[：:](?P<names>[^\n]{2,80})$",
    re.MULTILINE,
)
FAR = 240
"""Characters between a result and a line that belongs to it."""


def add_credits(page: Page, claims: Sequence[Claim]) -> list[Claim]:
    """The results of contests with the people of the lines under them; a line belongs to the last result before it that has none yet."""
    out = list(claims)
    around = around_of(page)
    results = sorted((claim.end, number) for number, claim in enumerate(out) if claim.type == "CompetitionResult")
    for line in _LINE.finditer(page.layout.text):
        role = "advisor" if line["advisor"] else "person"
        people = tuple(dict.fromkeys(Ref(page.entity_of[span]) for span in around.inside(line.start("names"), line.end(), "Person")))
        at = bisect_right(results, (line.start(), len(out))) - 1
        end, above = results[at] if at >= 0 else (-FAR - 1, 0)
        if people and 0 <= line.start() - end <= FAR and role not in out[above].roles:
            out[above] = replace(out[above], roles={**out[above].roles, role: people})
    return out
