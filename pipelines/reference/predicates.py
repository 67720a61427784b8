"""Names that say what something is: 甲国鲁班工坊揭牌。这是学校建设的首个鲁班工坊 - the second 鲁班工坊 is the first one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipelines.span import NameSpan

_PREDICATE = re.compile(r"(?:^|[。！；\n])\s*(?:这|它|该[一-龥]{1,4})[也还既]?(?:是|成为)[^，。；\n]{0,40}?(?:首[个家所座批]|第[一二三四五六七八九十\d]+[个家所座]|唯一|又一)[^，。；\n]{0,10}$")
_BACK, _REACH, _MANY = 64, 160, 40


def point_back(text: str, spans: Sequence[NameSpan], entity_of: Mapping[NameSpan, int]) -> dict[NameSpan, int]:
    """The entities of spans, a predicate's that of the name before that ends as it does."""
    out = dict(entity_of)
    for rank, span in enumerate(spans):
        if span.label != "Platform" or not _PREDICATE.search(text[max(0, span.start - _BACK) : span.start]):
            continue
        name = text[span.start : span.end]
        meant = next(
            (s for s in reversed(spans[max(0, rank - _MANY) : rank]) if s.label == "Platform" and s.end >= span.start - _REACH and text[s.start : s.end] != name and text[s.start : s.end].endswith(name)),
            None,
        )
        if meant is not None:
            out[span] = out[meant]
    return out
