"""ProgramParticipation: who takes part in a named programme, in what position, at what level, batch and scope."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipelines.facts.among import claim_participations
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.claims import Value, read_claims
from pipelines.facts.enrolled import read_enrolled
from pipelines.facts.optional import batch_of, date_of, level_of, likely
from pipelines.facts.relation import Relation
from pipelines.page import Page

FLOOR = 0.25
"""The chance from which a position is taken."""


def read(page: Page) -> Iterator[Claim]:
    """The programme participations of a page."""
    yield from read_enrolled(page)
    yield from claim_participations(page)
    yield from read_claims(page, "ProgramParticipation", _optional, keep=_takes_part)


def _takes_part(relation: Relation) -> bool:
    """In a list under a programme's title the platform of a row takes part; its school and firm stand beside it."""
    sentence = relation.sentence
    if not sentence.columns or relation.second.at >= 0 or relation.first.label == "Platform":
        return True
    return not any(arg.label == "Platform" and not arg.nested for arg in sentence.args)


def _optional(page: Page, relation: Relation) -> Mapping[str, tuple[Value, ...]]:
    return {
        "position": _position(page, relation), "level": level_of(page, relation), "batch": batch_of(page, relation),
        "scope": _scope(relation), "date": date_of(relation),
    }


_SEAT = re.compile(
    r"[”》]?\s?(?:（[^（）\n]{1,12}）)?(?:首批|首轮|第[一二三四五六七八九十\d]+(?:批|轮|期))?"
    r"(?P<seat>(?:立项|重点)?(?:建设|培育|试点|项目|实施|承担|联合培养)(?:建设|培育|试点)?(?:单位|院校|学校|高校|校|企业|省份|城市))"
)


def _position(page: Page, relation: Relation) -> tuple[str, ...]:
    """What stands right behind the programme's name (建设单位, 试点院校), else the network's."""
    seat = _SEAT.match(page.layout.text, relation.second.end) if relation.second.at >= 0 else None
    return (seat["seat"],) if seat else likely(relation, "position", floor=FLOOR)


def _scope(relation: Relation) -> tuple[Value, ...]:
    """Majors named in the programme's clause, or in the cells of its row."""
    clause = relation.second.clause if relation.second.at >= 0 else relation.first.clause
    return tuple(
        Ref(arg.key) for arg in relation.sentence.args
        if arg.label == "Major" and not arg.nested and (arg.clause == clause or relation.sentence.columns))
