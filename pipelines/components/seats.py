"""Bodies in which somebody is said to hold a post: 王明在〔澳大利亚职教组织〕，担任培训师职务."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.components.places import load_countries
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_SEAT = re.compile(
    r"在(?P<body>[^在，。；：、\n（）“”《》\t]{4,30}?(?:集团|组织|协会|学会|联合会|委员会|商会|基金会|联盟|理事会|促进会|研究会|[行教]指委))"
    r"[，,]?\s?(?:担任|兼任|任(?!职))[^，。；\n]{1,16}"
)
_GENERIC = re.compile(r"^(?:国外|境外|国（境）外|国内|校外|有关|相关|各类?|该|本)")
SURE = 0.75


def find_seats(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """The body of the formula, where no name reaches as far: names torn out of its middle give way, places in it stay. A body that a
    foreign country opens is an organisation: what schools build together is not called after one."""
    found = list(spans)
    for match in _SEAT.finditer(layout.text):
        start, end = match.span("body")
        if _GENERIC.match(match["body"]):
            continue
        if any(s.start <= start and end <= s.end for s in found):
            abroad = any(match["body"].startswith(country) for country in load_countries())
            found = [replace(s, label="Organization") if abroad and (s.start, s.end, s.label) == (start, end, "Platform") else s for s in found]
            continue
        touched = [s for s in found if s.start < end and start < s.end]
        if any(s.start < start or s.end > end for s in touched):
            continue
        found = [s for s in found if s not in touched or s.label == "Place"]
        found.append(NameSpan(start, end, "Organization", SURE, "grammar"))
    return found
