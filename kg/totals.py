"""Totals that a text states itself, beside what was extracted: where they differ, something was missed or is wrong."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg import records
from kg.model import EntityRef, Fact, Graph, Literal, Reading, StatedTotal
from kg.resolve import Resolution

COUNTED: Sequence[tuple[str, tuple[str, ...]]] = (
    ("竞赛|大赛|比赛|赛项|技能赛|获奖|奖项|奖牌|金牌|银牌|铜牌|金奖|银奖|铜奖|等奖|特等", ("CompetitionResult",)),
    ("荣誉|称号|表彰|奖励", ("Honor", "CompetitionResult")),
    ("合作企业|企业合作|校企合作|签约企业|合作单位|合作院校|战略合作", ("Partnership",)),
    ("成员|理事单位|会员", ("Membership",)),
    ("产业学院|基地|中心|平台|工作站|工作室|实验室|联合体|共同体|联盟|集团", ("PlatformBuilding",)),
    ("试点|项目|立项", ("ProgramParticipation",)),
    ("鲁班工坊|海外|境外|国际", ("OverseasProject",)),
)
"""What a total's category counts: the first pattern that its words match names the fact types."""

OWNERS = ("recipient", "institution", "builder", "body", "participant", "organizer", "subject")
_NUMBER = re.compile(r"\d+")
_GRADE = re.compile("特等奖|[一二三四]等奖|金奖|银奖|铜奖|金牌|银牌|铜牌|优秀奖|优胜奖")


def compare_totals(graph: Graph, resolution: Resolution, readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """Each stated total with its quotation and the number extracted for the same subject, kind, level and period.

    A total whose kind has no fact type is left out: there is nothing to compare it with."""
    facts = _facts_by_document(graph)
    names = {entity.id: entity.name for entity in graph.entities}
    grades = {entity.id: entity.name for entity in graph.entities if entity.type == "Award"}
    rows = []
    for reading in readings:
        doc_id = reading.document.doc_id
        for total in reading.totals:
            subject = resolution.ids.get((doc_id, total.subject), "")
            types = counted_types(total.category)
            if types:
                matching = [f for f in facts[doc_id] if f.type in types and _belongs(f, subject, total, grades)]
                rows.append(_row(total, names.get(subject, ""), sum(map(_count, matching))))
    return sorted(rows, key=lambda row: (row["evidence"]["doc_id"], row["evidence"]["start"], row["category"]))


def counted_types(category: str) -> tuple[str, ...]:
    """The fact types that a category counts; none when it counts something else (patents, trainings, students)."""
    return next((types for pattern, types in COUNTED if re.search(pattern, category)), ())


def _facts_by_document(graph: Graph) -> Mapping[str, list[Fact]]:
    table: dict[str, list[Fact]] = defaultdict(list)
    for fact in graph.facts:
        for doc_id in {evidence.doc_id for evidence in fact.evidence}:
            table[doc_id].append(fact)
    return table


def _belongs(fact: Fact, subject: str, total: StatedTotal, grades: Mapping[str, str]) -> bool:
    owners = [v.entity for role in OWNERS for v in fact.roles.get(role, ()) if isinstance(v, EntityRef)]
    if subject and subject not in owners:
        return False
    if total.level and total.level not in _literals(fact, "level"):
        return False
    dates = _literals(fact, "date")
    if re.fullmatch(r"\d{4}", total.period) and dates and not any(date.startswith(total.period) for date in dates):
        return False
    grade = _GRADE.search(total.category)
    awards = [grades.get(v.entity, "") for v in fact.roles.get("award", ()) if isinstance(v, EntityRef)]
    return grade is None or any(grade.group() in award for award in awards)


def _literals(fact: Fact, role: str) -> list[str]:
    return [str(value.value) for value in fact.roles.get(role, ()) if isinstance(value, Literal)]


def _count(fact: Fact) -> int:
    numbers = [int(found.group()) for text in _literals(fact, "count") if (found := _NUMBER.search(text))]
    return max(numbers, default=1)


def _row(total: StatedTotal, subject: str, extracted: int) -> dict[str, Any]:
    return {
        "subject": subject,
        "category": total.category,
        "level": total.level,
        "period": total.period,
        "stated": total.count,
        "extracted": extracted,
        "difference": total.count - extracted,
        "evidence": records.evidence_row(total.evidence),
    }
