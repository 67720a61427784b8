"""Public campaigns and initiatives of the whole country, which every school names alike: 宪法宣传周, 全国科普日, 一带一路, 现代学徒制."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.components.cover import Cover
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

_CAUSES = (
    "宪法|食品安全|药品安全|消防|禁毒|网络安全|节能|推广普通话|普通话|科普|防灾减灾|国防教育|国家安全教育|国家安全|反诈|普法|法治|职业病防治|安全生产|质量|知识产权|"
    "节水|爱国卫生|民族团结进步|税收"
)
_CAMPAIGN = re.compile(
    rf"(?:国家|全国|全民)?(?:119)?(?:{_CAUSES})(?:宣传|教育|活动|行动)?(?:周|月|日)(?![期内份历度均常])|(?:民营企业|金秋)招聘月|就业援助月|[1１]\s?[+＋]\s?[XxＸ]\s?证书制度试点|现代学徒制"
)
_INITIATIVE = re.compile("一带一路")
"""Named inside platforms and contests too."""
SURE = 0.8


def find_campaigns(layout: Layout, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Campaigns where no name was found, and initiatives."""
    cover = Cover(spans)
    named = {(span.start, span.end) for span in spans if span.label == "Program"}
    places = [match.span() for match in _CAMPAIGN.finditer(layout.text) if not cover.touches(*match.span())]
    places += [match.span() for match in _INITIATIVE.finditer(layout.text) if match.span() not in named]
    return [*spans, *(NameSpan(start, end, "Program", SURE, "grammar") for start, end in places)]
