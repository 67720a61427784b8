"""Running text: what is joined, what is told apart, what is left out."""

from __future__ import annotations

import pytest

from pipelines.layout import Layout, analyse

WRAPPED = (
    "鲁班工坊是由天津市率先主导推动实施的职业教育国际知名品牌，是",
    "在泰国、英国、印度、印度尼西亚、巴基斯坦等国家落地的学校，其",
    "中首个鲁班工坊由天津渤海职业技术学院在泰国大城技术学院设立。",
    "此后多所学校陆续把优秀的职业教育成果带到国外，师生往来不断，",
    "课程标准也随之输出到当地学校。",
)


def texts(layout: Layout, kind: str = "paragraph") -> list[str]:
    return [layout.slice(block.start, block.end) for block in layout.blocks if block.kind == kind]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", " \n"])
def test_soft_wraps_are_joined(gap: str) -> None:
    assert texts(analyse(gap.join(WRAPPED))) == ["".join(WRAPPED)]


@pytest.mark.parametrize("number", ["17", "— 17 —", "- 3 -", "第3页", "第 63 页　共 78 页", "3/20", "· 48 ·", "IV"])
def test_a_page_number_does_not_cut_a_name(number: str) -> None:
    source = "\n".join([*WRAPPED[:2], number, *WRAPPED[2:]])
    layout = analyse(source)
    assert "其中首个鲁班工坊" in layout.text
    assert number.strip() not in layout.text.split("\n")


def test_a_running_header_is_set_aside_but_kept() -> None:
    header = "天津市职业教育质量年度报告（2023年度）"
    source = "\n".join([header, "一、概况", *WRAPPED[:2], "— 5 —", header, *WRAPPED[2:], "— 6 —", header, *WRAPPED])
    layout = analyse(source)
    assert "其中首个鲁班工坊" in layout.text
    assert texts(layout, "header") == [header, header]


def test_form_feeds_part_pages() -> None:
    header = "天津市职业教育质量年度报告"
    layout = analyse("\n".join([*WRAPPED[:2]]) + f"\n\f{header}\n" + "\n".join(WRAPPED[2:]) + f"\n\f{header}\n" + "\n".join(WRAPPED))
    assert "其中首个鲁班工坊" in layout.text
    assert texts(layout, "header") == [header, header]


def test_a_caption_is_moved_out_of_the_sentence() -> None:
    layout = analyse("\n".join([*WRAPPED[:2], "图 2 泰国鲁班工坊外景", *WRAPPED[2:]]))
    assert "其中首个鲁班工坊" in layout.text
    assert texts(layout, "caption") == ["图2泰国鲁班工坊外景"]


def test_a_footnote_digit_is_left_out() -> None:
    assert "落地的学校，其中首个" in analyse("\n".join([*WRAPPED[:2], "1", *WRAPPED[2:]])).text


def test_a_name_over_a_page_break_maps_to_one_range() -> None:
    source = "\n".join([*WRAPPED[:2], "— 17 —", *WRAPPED[2:]])
    layout = analyse(source)
    start = layout.text.index("其中首个")
    low, high = layout.to_source(start, start + 4)
    assert source[low:high] == "其\n— 17 —\n中首个"
    assert layout.from_source(low, high) == (start, start + 4)


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("学校创建于 1956 年，有 11 个学院。", "学校创建于1956年，有11个学院。"),
        ("中国 China 之 间", "中国China之间"),
        ("省教育厅 省财政厅印发。", "省教育厅 省财政厅印发。"),
        ("New  Zealand college", "New Zealand college"),
        ("1 + X 证书", "1+X证书"),
        ("教师 李 娜、王 芳", "教师 李娜、王芳"),
        ("**产教融合。**学校<b>很好</b>。", "产教融合。学校很好。"),
        ("见[学校官网](https://example.org/a_b)。", "见学校官网。"),
        ("毕业生人数* 见表", "毕业生人数*见表"),
        ("落实〈方案〉与<方案>的要求", "落实〈方案〉与<方案>的要求"),
    ],
)
def test_marks_and_needless_blanks_are_dropped(source: str, clean: str) -> None:
    assert analyse(source).text == clean


def test_headings_have_levels_and_sections() -> None:
    source = "# 报告\n\n## 一、概况\n\n学校有学生。\n\n### 1. 规模\n\n占地广。\n\n## 二、教学\n\n改革教学。"
    blocks = analyse(source).blocks
    heads = [(block.kind, block.level) for block in blocks if block.kind == "heading"]
    assert heads == [("heading", 1), ("heading", 2), ("heading", 4), ("heading", 2)]
    assert [blocks[block.section].level for block in blocks if block.kind == "paragraph"] == [2, 4, 2]


@pytest.mark.parametrize(
    ("line", "level"),
    [("第三章 人才培养", 1), ("一、学生发展", 1), ("（二）教学改革", 2), ("2.1 党建引领", 2), ("2.1.3 夯实基础", 3), ("1. 就业状态", 3)],
)
def test_numbered_headings(line: str, level: int) -> None:
    layout = analyse(f"年度报告\n\n学校发展很好，学生很多。\n\n{line}\n\n正文在此，说明情况。")
    assert [block.level for block in layout.blocks if block.kind == "heading"] == [level]


def test_a_number_at_the_start_of_a_wrapped_line_is_no_heading() -> None:
    source = "\n".join(["学校去年开展的各类社会培训，面向企业职工和退役军人共计完成", "1.3万人次，同比增长两成，受到企业和社会的普遍欢迎和好评。"])
    assert [block.kind for block in analyse(source).blocks] == ["paragraph"]


def test_a_case_names_its_subject() -> None:
    layout = analyse("概况如下。\n\n案例 1 【天津轻工职业技术学院】走出国门\n\n学校与印度企业合作，成效好。")
    case = next(block for block in layout.blocks if block.kind == "heading")
    assert case.subject == "天津轻工职业技术学院"
    assert layout.blocks[layout.blocks[-1].section] == case


def test_any_heading_ends_a_case() -> None:
    layout = analyse("## 案例 2：走出国门\n\n学校与印度企业合作，成效好。\n\n#### （三）服务社会\n\n学校培训职工，效果好。")
    heads = [block for block in layout.blocks if block.kind == "heading"]
    assert heads[1].section == -1


def test_contents_are_a_region_of_their_own() -> None:
    source = "# 目 录\n\n一、概况.....\t1\n二、教学改革 ........ 12\n\n一、概况\n\n学校很好。"
    layout = analyse(source)
    assert [line[:4] for line in texts(layout, "contents")] == ["目录", "一、概况", "二、教学"]
    assert texts(layout) == ["学校很好。"]


def test_a_torn_column_is_rejoined_where_quotes_prove_it() -> None:
    source = (
        "产教融合\n\n汽车与机电行业产教融合共同体”成功入选省级名单，成员单位八十家，合作企业遍布全省各地。\n\n"
        "校企合作成果丰硕，学生就业率连续五年保持在较高水平。\n\n学校坚持开放办学，牵头建设的“天津市"
    )
    layout = analyse(source)
    joined = "“天津市汽车与机电行业产教融合共同体”成功入选"
    assert joined in layout.text
    start = layout.text.index("天津市汽车")
    low, high = layout.to_source(start, start + len("天津市汽车与机电行业产教融合共同体"))
    assert source[low:high] == "汽车与机电行业产教融合共同体"


def test_items_of_a_numbered_list_stay_apart_however_full_their_lines_are() -> None:
    first = "1.《一根毛竹的六次变身与它的来路》安吉职业教育中心学校汤宏伟、方竹"
    second = "2.《新能源大巴高压下电与验电的流程》湖州交通学校潘卫星、嵇昊、吴越"
    layout = analyse("\n".join([*WRAPPED, first, second]))
    assert first in layout.text.split("\n")
    assert second in layout.text.split("\n")


def test_an_entry_of_a_list_ends_where_more_blank_lines_than_usual_follow() -> None:
    entries = ["1. 李若溪　湘东机电职业技术学院　指导教师：王海棠", "2. 赵一鸣　雪峰山医药职业学院　指导教师：周明明",
               "3. 孙小雨　洞庭水利职业技术学院　指导教师：周明"]
    layout = analyse("\n".join(["获奖名单", "", "一等奖", *entries, "", "二等奖", *entries, "", "三等奖", *entries]))
    assert {"一等奖", "二等奖", "三等奖"} <= {layout.slice(block.start, block.end) for block in layout.blocks}
    assert sum("周明" in layout.slice(block.start, block.end) for block in layout.blocks) == 6
