"""The usual full forms of short words in names of public bodies."""

from __future__ import annotations

import re

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


def full_form(name: str) -> str:
    """市教委 -> 市教育委员会; a name without such a word is left as it is."""
    for pattern, form in _FULL:
        name = pattern.sub(form, name)
    return name
