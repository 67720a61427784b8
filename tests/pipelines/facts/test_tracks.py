"""The track of a result, from the words straight before the prize."""

from __future__ import annotations

import pytest

from pipelines.facts.awards.tracks import read_track


@pytest.mark.parametrize(("stretch", "track"), [
    ("，学生在砌筑赛项中获", "砌筑"),
    ("，王小明获水上救生项目", "水上救生项目"),
    ("凭借《青禾》摘得职教赛道创意组", "职教赛道创意组"),
    ("争夺赛能源动力与材料赛道收获", "能源动力与材料赛道"),
    ("双双获得导游服务赛项", "导游服务"),
    ("，两人夺得同一项目", ""),
    ("，另有6个项目", ""),
    ("师生再获佳绩，荣获", ""),
])
def test_a_track_is_named_without_who_won_it(stretch: str, track: str) -> None:
    assert read_track(stretch, ["王小明"]) == track
