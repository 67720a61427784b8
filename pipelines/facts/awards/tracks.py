"""The tracks of a result: 砌筑赛项, 职教赛道创意组, “空中乘务”赛项中…, as the text names them before the prize."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_TRACK = re.compile(
    r"[“《]?([^，。；、：:\s“”《》]{2,24}?(?:赛道(?:[^，。；、的中获摘收斩夺荣捧拿再\s]{0,6}组)?|赛项|组别|组|类|项目|比赛|单项))[”》]?(?=[^，。；]{0,14}$)"
)
_NAME = r"(?!\d+[项个枚名人支])[^，。；、：:\s“”《》（）()]{2,24}?"
_TOLD = re.compile(rf"(?P<items>“?{_NAME}”?(?:[、和与及]“?{_NAME}”?)*)(?:等(?:\d*[两三四五六七八九十]?个)?|[）)](?:等?\d+个)?)?(?P<kind>赛项|赛道(?:[^，。；、的中获摘收斩夺荣捧拿再\s]{{0,6}}组)?|(?<!”)项目)")
"""A track, or a list of them: 车工、电工等2个赛项."""
_PLACED = re.compile("[”）)]?(?:[中上里]|，|决赛|争夺赛|比赛)")
"""What follows a track in which several prizes are won."""
_SHARED = re.compile(r"[”》]?(?:[（(][^（）()]*[）)])?[\d一二两三四五六七八九十项个枚块名人次、和及与，各共\s]*")
"""What stands between prizes that are counted together."""
_DONE = re.compile(
    r"获得?|摘得?|(?<!争)夺得?|斩获|收获|捧[得回]|拿[下到]了?|摘取|赢得|取得|包揽|勇夺|双双|参加|参赛|参与|凭借?|担任|出战|[在的了又]|以上|其中"
)
"""What stands before a track in its clause: who did what."""
_STAGE = re.compile(r"^(?:上|及|和|之|中(?![餐药式文国华职医西])|争夺赛|总决赛|决赛|省赛|国赛|选拔赛|复赛)+")
_ITEM = re.compile(r"(?:[一二两三四五六七八九十\d]+个)?(?:赛项|项目)$")
_LOOSE = re.compile(
    r"^(?:同一|另有?|其他|[0-9一二三四五六七八九十两多各该本此]+个?|小|.{0,3}[0-9]个?)?(?:项目|赛项|赛道|单项|比赛|组别|组|类)$"
    r"|[0-9两三四五六七八九十]个项目$|[0-9.]+[个万]|^(?:全部|部分|所有|多个|各个?|该|本|此|同一|此次|本次)|[该此本](?:项目|赛项|赛道)$"
)
_FAR = 100


def read_tracks(text: str, start: int, end: int, *, prizes: Sequence[tuple[int, int]] = (), people: Iterable[str] = ()) -> tuple[str, ...]:
    """The tracks that `text[start:end]`, the words before a prize, name for it; `prizes` are the ranges of those won before it there."""
    names = tuple(people)
    last = max((stop for _, stop in prizes if start < stop <= end), default=start)
    told = _read_told(text, max(last, end - _FAR), end, (), names) or _read_told(text, max(start, end - _FAR), end, prizes, names)
    if told:
        return told
    near = _TRACK.search(text[max(start, end - 40) : end])
    track = _clean(near.group(1), names) if near else ""
    return (track,) if track else ()


def _read_told(text: str, start: int, end: int, prizes: Sequence[tuple[int, int]], people: tuple[str, ...]) -> tuple[str, ...]:
    """The last track or list of tracks, unless it belongs to a prize before."""
    for found in reversed(list(_TOLD.finditer(text, start, end))):
        placed = _PLACED.match(text, found.end(), end) is not None
        before = [last for first, last in prizes if found.end() <= first and last <= end]
        if before and not placed and not _SHARED.fullmatch(text, before[-1], end):
            return ()
        if not placed and not before and "，" in text[found.end() : end]:
            continue
        items = _split(found, people)
        if items:
            return items
    return ()


def _split(found: re.Match[str], people: tuple[str, ...]) -> tuple[str, ...]:
    """The tracks of a list; none where one of them is no name."""
    words = found.group("items")
    for name in people:
        words = words.rpartition(name)[2] if name and name in words else words
    words = _DONE.split(words)[-1].strip("“”、和与及")
    kind = found.group("kind") if found.group("kind").startswith("赛道") else "赛项"
    parts = [part.strip("“”") for part in re.split("”?、“?|”[和与及]“" + ("|和" if "、" in words else ""), words)]
    cleaned = [_clean(part + kind, people) for part in parts]
    return tuple(dict.fromkeys(cleaned)) if all(cleaned) else ()


def _clean(track: str, people: tuple[str, ...]) -> str:
    """A track without who won it; '' when nothing is left that names one."""
    for name in people:
        track = track.rpartition(name)[2] if name and name in track else track
    track = _STAGE.sub("", _DONE.split(track)[-1])
    if _LOOSE.search(track):
        return ""
    track = _ITEM.sub("", track)
    return track if len(track) > 1 else ""
