"""The tracks of a result, from the words before the prize."""

from __future__ import annotations

import pytest

from pipelines.facts.awards.tracks import read_tracks


@pytest.mark.parametrize(("words", "tracks"), [
    ("，学生在砌筑赛项中获", ["砌筑"]),
    ("，王小明获水上救生项目", ["水上救生"]),
    ("凭借《青禾》摘得职教赛道创意组", ["职教赛道创意组"]),
    ("争夺赛能源动力与材料赛道收获", ["能源动力与材料赛道"]),
    ("双双获得导游服务赛项", ["导游服务"]),
    ("，在“空中乘务”赛项中，王小明夺得", ["空中乘务"]),
    ("参加数控车赛项，荣获", ["数控车"]),
    ("学生在砌筑、电工和焊接等3个赛项中获得2个", ["砌筑", "电工", "焊接"]),
    ("，两人夺得同一项目", []),
    ("，另有6个项目", []),
    ("，持续保持该项目", []),
    ("，机械设计、美容两个项目也拿下", ["机械设计", "美容"]),
    ("派出10名选手参加8个项目，收获", []),
    ("师生再获佳绩，荣获", []),
])
def test_tracks_are_named_without_who_won_them(words: str, tracks: list[str]) -> None:
    assert list(read_tracks(words, 0, len(words), people=["王小明"])) == tracks


@pytest.mark.parametrize(("words", "prize", "tracks"), [
    ("夺得焊接赛项一等奖，另有3人获", "一等奖", []),
    ("在焊接赛项中，甲队获一等奖，乙队获", "一等奖", ["焊接"]),
    ("获焊接赛项一等奖1项、", "一等奖", ["焊接"]),
    ("获焊接赛项一等奖1项、“物流”赛项", "一等奖", ["物流"]),
])
def test_a_track_in_front_of_another_prize_is_shared_where_prizes_are_counted_together(words: str, prize: str, tracks: list[str]) -> None:
    at = words.index(prize)
    assert list(read_tracks(words, 0, len(words), prizes=[(at, at + len(prize))])) == tracks
