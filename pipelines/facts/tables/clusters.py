"""Tables of clusters of majors: a cluster a row with its level and the faculty that runs it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.levels import read_level, stated_level
from pipelines.facts.tables.heads import names_in, share_of
from pipelines.facts.tables.sheet import Sheet

METHOD = "cluster-table"
SURE = 0.75
_CLUSTER = re.compile("专业群(?:名称)?$")
_LEVEL = re.compile("级别|层次|等级|建设类[别型]")
_HALF = 0.5


def read_cluster_rows(sheet: Sheet) -> Iterator[Claim]:
    """A cluster that a school or its faculty runs, of each row that says its level."""
    many = range(len(sheet.heads))
    cluster = next((i for i in many if _CLUSTER.search(sheet.heads[i]) and share_of(sheet, i, "Major") >= _HALF), -1)
    level = next((i for i in many if _LEVEL.search(sheet.heads[i])), -1)
    home = next((i for i in many if i != cluster and share_of(sheet, i, "Institution") >= _HALF), -1)
    if cluster < 0 or level < 0:
        return
    for row in sheet.rows:
        named = names_in(sheet, row, cluster, "Major")[:1]
        said = sheet.text(row[level]) if level < len(row) else ""
        grade = stated_level(said) or read_level(said)
        own = names_in(sheet, row, home, "Institution")[:1] or ([sheet.owner] if isinstance(sheet.owner, Ref) else [])
        if named and grade and own:
            yield Claim("PlatformBuilding", {"platform": (named[0],), "builder": (own[0],), "level": (grade,)}, *sheet.line(row), SURE, METHOD)
