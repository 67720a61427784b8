"""The track of a result: 砌筑赛项, 职教赛道创意组, as the text names it before the prize."""

from __future__ import annotations

import re
from collections.abc import Iterable

_TRACK = re.compile(
    r"[“《]?([^，。；、：:\s“”《》]{2,24}?(?:赛道(?:[^，。；、的中获摘收斩夺荣捧拿再\s]{0,6}组)?|赛项|组别|组|类|项目|比赛|单项))[”》]?(?=[^，。；]{0,14}$)"
)
_DONE = re.compile(r"获得?|摘得?|(?<!争)夺得?|斩获|收获|捧[得回]|拿下|摘取|双双|参加|参赛|凭借?|担任|[在的]")
"""What stands before a track in its clause: who did what."""
_STAGE = re.compile(r"^(?:上|及|和|中(?![餐药式文国华职医西])|争夺赛|总决赛|决赛|省赛|国赛|选拔赛|复赛)+")
_ITEM = re.compile(r"赛项$")
_LOOSE = re.compile(r"^(?:同一|另有?|其他|[0-9一二三四五六七八九十两多各该本此]+个?|小|.{0,3}[0-9]个?)?(?:项目|赛项|赛道|单项|比赛|组别|组|类)$|[0-9]个项目$")


def read_track(stretch: str, people: Iterable[str] = ()) -> str:
    """The track that the words straight before a prize name, without who won it; '' when they name none."""
    found = _TRACK.search(stretch)
    if found is None:
        return ""
    track = found.group(1)
    for name in people:
        track = track.rpartition(name)[2] if name and name in track else track
    track = _STAGE.sub("", _DONE.split(track)[-1])
    if _LOOSE.search(track):
        return ""
    track = _ITEM.sub("", track)
    return track if len(track) > 1 else ""
