"""Faculties and departments: 机电工程学院, 护理系, as opposed to schools of their own."""

from __future__ import annotations

import re

FACULTY = re.compile(r"(?!.*(?:职业|大学|师范|专科|技师|中专|学校|职教|干部|成人|理工学院|科学院|书院|国[^际]|[省市县旗盟州]|产业学院))[一-龥与·]{1,13}(?:学院|系|(?:教学|工程|艺术|设计|交通|机电|材料)部)$")

_OF_SCHOOL = re.compile("(?:大学|职业学院|技术学院|专科学校|职院|学校)(?P<own>[一-龥与·]{1,13}(?:学院|系))$")


def is_part_of_school(name: str) -> bool:
    """Whether a name is that of a part of a school, alone or behind the school's."""
    owned = _OF_SCHOOL.search(name)
    return is_faculty(owned["own"] if owned else name)


def is_faculty(name: str) -> bool:
    """Whether a name, without the school's, is that of a part of a school."""
    return FACULTY.fullmatch(name) is not None
