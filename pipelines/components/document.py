"""What one place of a document tells about another: short names given in brackets, names that stand inside longer ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.components.lexicon import make_lexicon
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_SAID = re.compile(
    r"[”’》]?[（(\[](?:以下|下文|下|又|原)?(?:统|简)?称?[为：:]?[“‘「]?(?P<name>[一-鿿A-Za-z0-9·]{2,12})[”’」]?(?:[，,；;、][^）)]{0,20})?[）)\]]"
)
_MARKED = re.compile(r"[（(\[](?:以下|下文|下|又)?(?:统|简)?称")
_SHORTABLE = ("Institution", "Enterprise", "Organization", "Government", "Platform")
_GENERIC = frozenset(
    ["学校", "学院", "公司", "企业", "集团", "中心", "协会", "联盟", "联合体", "共同体", "基地", "平台", "产业学院", "职教集团", "教育集团", "工作站", "工坊", "本校", "我校", "该校", "大学", "研究院", "实验室", "甲方", "乙方"]
)
_HOSTS = {
    "Enterprise": ("Platform", "Competition", "Program", "Policy", "Award"),
    "Institution": ("Platform", "Policy", "Organization"),
    "Program": ("Award", "Policy", "Platform"),
    "Organization": ("Platform", "Award", "Program"),
}
_UNIT = re.compile(
    r"^(?P<body>.*?(?:国务院|中共中央|省委|市委|县委|区委|州委|自治区党委|人民政府|省政府|市政府|县政府|区政府|教育部|[一-鿿]{2,}[部厅局]))"
    r"(?:办公厅|办公室|教育工委|教育工作委员会|教育工作领导小组|组织部|宣传部|统战部|党组|外事办公室|[一-鿿]{2,9}[司处])$"
)


def is_short_of(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name` in this order."""
    letters = iter(name)
    return all(char in letters for char in short)


def read_aliases(layout: Layout, spans: Sequence[NameSpan]) -> dict[str, str]:
    """Short name -> type, for names followed by one in brackets: X（以下简称“Y”）, X（Y）where Y abbreviates X."""
    found: dict[str, str] = {}
    for span in spans:
        if span.label not in _SHORTABLE:
            continue
        match = _SAID.match(layout.text, span.end)
        if not match:
            continue
        name = match.group("name")
        marked = bool(_MARKED.match(layout.text, match.start() + (layout.text[match.start()] in "”’》")))
        full = layout.slice(span.start, span.end)
        if name in _GENERIC:
            continue
        if marked or (2 <= len(name) < len(full) - 1 and is_short_of(name, full)):
            found.setdefault(name, span.label)
    return found


def spread_aliases(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Every occurrence of a short name that the document explains is a name of that type."""
    aliases = read_aliases(layout, spans)
    if not aliases:
        return list(spans)
    found = list(spans)
    for start, end, label in make_lexicon({x: [n for n, t in aliases.items() if t == x] for x in set(aliases.values())}).matches(layout.text):
        around = [s for s in found if s.start < end and start < s.end]
        if any((s.start, s.end, s.label) == (start, end, label) for s in around):
            continue
        wider = [s for s in around if s.start <= start and end <= s.end and (s.start, s.end) != (start, end)]
        if any(s.label not in _HOSTS.get(label, ()) for s in wider):
            continue
        if any(s.start < start < s.end < end or start < s.start < end < s.end for s in around):
            continue
        found = [s for s in found if not (start <= s.start and s.end <= end)]
        found.append(NameSpan(start, end, label, 0.9, "alias"))
    return found


def nest_bodies(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """国务院 stands inside 国务院办公厅, 教育部 inside 教育部职成司."""
    found = list(spans)
    for span in spans:
        match = _UNIT.match(layout.slice(span.start, span.end)) if span.label == "Government" else None
        if match:
            found.append(NameSpan(span.start, span.start + match.end("body"), "Government", span.confidence * 0.95, "grammar"))
    return found
