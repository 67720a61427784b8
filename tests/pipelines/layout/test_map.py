"""Whatever the text: each character that is not left out stands in the clean text once, and maps back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.layout import Layout, analyse

PIECES = [
    "学校与企业共建产业学院。", "“挑战杯”竞赛", "《", "》", "（", "）", "、", "，", "；", "：", "省级", "一等奖",
    "李明", "有限公司", "表1-2", "图3", "案例4", "【某校】", "第一章", "一、", "（二）", "1.", "2.3", "①",
    "2024", "年", "序号", "名称", "单位", "指标", "12", "96.5", "-", "%", "#", "**",
    "|", "|", "---", "|", "<b>", "</b>", "<table>", "<tr>", "<td>", "</td>", "</table>", "—",
    "17", "ABC", "word", "目录", ".....", "其中：", "合计",
]
SPACES = ("\n", "\n\n", "\n\n\n", " ", "  ", "\t", "\r\n", "\f", "　", "")
DOCUMENTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(SPACES)), max_size=60).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)


def check(source: str) -> Layout:
    layout = analyse(source)
    assert len(layout.offsets) == len(layout.text)
    seen: set[int] = set()
    for char, offset in zip(layout.text, layout.offsets, strict=True):
        if not char.isspace():
            assert source[offset] == char
            assert offset not in seen
            seen.add(offset)
    left_out = {i for start, end in layout.dropped for i in range(start, end)}
    assert not seen & left_out
    assert {i for i, char in enumerate(source) if not char.isspace()} - left_out == seen
    return layout


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_made_up_documents_keep_every_character_once(source: str) -> None:
    layout = check(source)
    for block in layout.blocks:
        assert 0 <= block.start < block.end <= len(layout.text)
        assert layout.block_at(block.start) == block
    for table in layout.tables:
        for row in table.rows:
            assert all(table.start <= cell.start <= cell.end <= table.end for cell in row)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="学校1，。“”|\t\n #*<>-（）《》.a\r\x0b\x00\u200b", max_size=120))
def test_any_text_keeps_every_character_once(source: str) -> None:
    check(source)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.data())
def test_a_clean_word_goes_to_the_source_and_comes_back(source: str, data: st.DataObject) -> None:
    layout = analyse(source)
    places = [i for i, char in enumerate(layout.text) if not char.isspace()]
    if not places:
        return
    start = data.draw(st.sampled_from(places))
    end = start + 1
    while end < len(layout.text) and not layout.text[end].isspace() and end - start < 6:
        end += 1
    low, high = layout.to_source(start, end)
    assert 0 <= low < high <= len(source)
    if not set(layout.tears) & set(range(start + 1, end)):
        assert source[low] == layout.text[start]
        assert source[high - 1] == layout.text[end - 1]


def test_blocks_do_not_overlap_and_cover_the_text() -> None:
    layout = check("标题\n\n一、概况\n学校有学生3000人。\n\n| 名称 | 数 |\n| --- | --- |\n| 甲 | 1 |\n")
    assert [layout.slice(b.start, b.end) for b in layout.blocks] == ["标题", "一、概况", "学校有学生3000人。", "名称\t数\n甲\t1"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["学", "|a|b|\n", "a\tb\n", "“", "**", "<td>", "1\n", "....\n", "序号 名称 单位\n", "1 甲 乙公司省级\n", "表1\n甲 1 乙 2\n", "学校坚持育人，\n"],
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    def measure(size: int) -> float:
        text = "序号 名称 单位\n" + unit * (size // len(unit))
        start = time.process_time()
        analyse(text)
        return time.process_time() - start

    measure(4_000)
    short, long = measure(10_000), measure(80_000)
    assert long < 40 * max(short, 0.02)
