"""Tables in all their dress: the same rows and cells come out."""

from __future__ import annotations

import pytest

from pipelines.layout import Layout, analyse

CONTEST = [
    ["序号", "赛事名称", "作品", "级别", "奖项"],
    ["1", "全国职业院校技能大赛", "智慧物流", "国家级", "一等奖"],
    ["2", "中国国际大学生创新大赛", "会说话的锁", "省级", "银奖"],
    ["3", "“挑战杯”竞赛", "山里的灯", "省级", "二等奖"],
]


def rows(layout: Layout, number: int = 0) -> list[list[str]]:
    return [[layout.slice(cell.start, cell.end) for cell in row] for row in layout.tables[number].rows]


@pytest.mark.parametrize(
    "source",
    [
        "\n".join("\t".join(row) for row in CONTEST),
        "\n".join("  ".join(row) for row in CONTEST),
        "\n\n".join(" ".join(row) for row in CONTEST),
        "\n".join("　".join(row) for row in CONTEST),
        "\n".join("| " + " | ".join(row) + " |" for row in [CONTEST[0], ["---"] * 5, *CONTEST[1:]]),
        "\n".join("｜".join(row) for row in CONTEST),
        "\n".join("│" + "│".join(row) + "│" for row in CONTEST),
        "<table>" + "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>\n" for row in CONTEST) + "</table>",
    ],
    ids=["tabs", "blanks", "single", "full-width", "markdown", "bars", "box", "html"],
)
def test_the_same_table_in_every_dress(source: str) -> None:
    layout = analyse(f"表3-1 学生获奖一览表\n{source}\n\n以上为部分获奖情况，其余从略。\n")
    assert rows(layout) == CONTEST
    table = layout.tables[0]
    assert table.header_rows == 1
    assert table.title is not None
    assert "学生获奖一览表" in layout.slice(*table.title)
    assert layout.slice(table.start, table.end).split("\n")[1].split("\t") == CONTEST[1]


def test_cells_wrapped_over_lines() -> None:
    layout = analyse(
        "表1 合作情况\n序号 项目名称 合作企业 负责人\n1 智能制造产教融合实践\n中心 徐工集团工程机械股份有限公司 王强\n"
        "2 轨道运维产教融合 中车株洲电力机车有限 李明\n实践中心 公司\n"
    )
    assert rows(layout)[1:] == [
        ["1", "智能制造产教融合实践中心", "徐工集团工程机械股份有限公司", "王强"],
        ["2", "轨道运维产教融合实践中心", "中车株洲电力机车有限公司", "李明"],
    ]


def test_a_wrapped_cell_maps_to_its_larger_piece() -> None:
    source = "序号 项目名称 合作企业 负责人\n1 轨道运维产教融合 中车株洲电力机车有限 李明\n实践中心 公司\n2 物流实训中心 顺丰速运有限公司 王强\n"
    layout = analyse(source)
    start = layout.text.index("中车株洲")
    low, high = layout.to_source(start, start + len("中车株洲电力机车有限公司"))
    assert source[low:high] == "中车株洲电力机车有限"


def test_glued_cells_and_rows() -> None:
    layout = analyse(
        "表2 成员单位\n序号单位名称类型职务\n1三一重工股份有限公司企业理事长单位\n2湖南大学高校副理事长单位\n"
    )
    assert rows(layout) == [
        ["序号", "单位名称", "类型", "职务"],
        ["1", "三一重工股份有限公司", "企业", "理事长单位"],
        ["2", "湖南大学", "高校", "副理事长单位"],
    ]
    layout = analyse(
        "表3 获奖\n序号 赛事名称 作品名称 级别 奖项\n1 全国职业院校技能大赛 智慧物流 国家级 一等奖\n2“学创杯”创业综合模拟大赛山里的灯省级铜奖\n"
    )
    assert rows(layout)[2] == ["2", "“学创杯”创业综合模拟大赛", "山里的灯", "省级", "铜奖"]


def test_an_indicator_table_with_groups_and_years() -> None:
    layout = analyse(
        "附表1 计分卡\n序\n号\n指标 单位 2023 年 2024 年\n1 毕业生人数* 人 3286 3412\n2\n去向落实人数 人 3056 3218\n其中：升学人数 人 612 705\n3 月收入 元 4021.36 4187.52\n"
    )
    assert rows(layout) == [
        ["序号", "指标", "单位", "2023年", "2024年"],
        ["1", "毕业生人数*", "人", "3286", "3412"],
        ["2", "去向落实人数", "人", "3056", "3218"],
        ["2", "其中：升学人数", "人", "612", "705"],
        ["3", "月收入", "元", "4021.36", "4187.52"],
    ]


def test_a_repeated_header_and_page_number_are_left_out() -> None:
    page = "\n".join(" ".join(row) for row in CONTEST[:3]) + "\n— 14 —\n" + " ".join(CONTEST[0]) + "\n" + " ".join(CONTEST[3]) + "\n"
    assert rows(analyse(page)) == CONTEST


def test_a_merged_first_column_is_repeated() -> None:
    layout = analyse("表1 学校\n学校类型 数量 学校名称 备注\n国家级示范学校 2\n天津市第一商业学校 公办\n天津市南洋工业学校 公办\n")
    assert rows(layout)[1:] == [
        ["国家级示范学校", "2", "天津市第一商业学校", "公办"],
        ["国家级示范学校", "2", "天津市南洋工业学校", "公办"],
    ]
    assert layout.text.count("国家级示范学校") == 1


def test_headers_of_two_levels_in_html_and_tabs() -> None:
    html = (
        "<table><tr><td rowspan='2'>时间</td><td colspan='2'>国赛</td></tr><tr><td>一等奖</td><td>二等奖</td></tr>"
        "<tr><td>2021年</td><td>1</td><td>2</td></tr></table>"
    )
    assert rows(analyse(html))[:2] == [["时间", "国赛", "国赛"], ["时间", "一等奖", "二等奖"]]
    assert analyse(html).tables[0].header_rows == 2
    tabs = "时间\t国赛（个）\t\n\t一等奖\t二等奖\n2021年\t1\t2\n2020年\t3\t4\n"
    assert analyse(tabs).tables[0].header_rows == 2


def test_a_spaced_header_of_two_levels() -> None:
    layout = analyse("表6 统计\n时间 国赛（个） 省赛（个）\n一等奖 二等奖 一等奖 二等奖\n2021年 1 2 3 4\n2022年 2 3 4 5\n")
    assert rows(layout)[:2] == [
        ["时间", "国赛（个）", "国赛（个）", "省赛（个）", "省赛（个）"],
        ["时间", "一等奖", "二等奖", "一等奖", "二等奖"],
    ]
    assert layout.tables[0].header_rows == 2


def test_cells_of_a_drawn_box_may_have_several_lines() -> None:
    layout = analyse(
        "┌────┬──────┬────┐\n│序号│企业名称│人数│\n├────┼──────┼────┤\n│1│徐工集团工程机│30│\n││械股份有限公司││\n"
        "├────┼──────┼────┤\n│2│三一重工│25│\n└────┴──────┴────┘\n"
    )
    assert rows(layout)[1:] == [["1", "徐工集团工程机械股份有限公司", "30"], ["2", "三一重工", "25"]]


def test_cells_on_lines_of_their_own() -> None:
    layout = analyse("表2 获奖\n序号\n赛事\n奖项\n1\n全国职业院校技能大赛\n一等奖\n2\n江苏省职业院校技能大赛\n二等奖\n\n学校继续努力。\n")
    assert rows(layout)[1:] == [["1", "全国职业院校技能大赛", "一等奖"], ["2", "江苏省职业院校技能大赛", "二等奖"]]


def test_names_over_figures_and_in_turn() -> None:
    assert rows(analyse("表3 生源\n省份甲 湖南 贵州 广西\n人数 3120 216 188\n"))[0][1] == "湖南"
    assert rows(analyse("表3-2 生源省份\n湖南 3120 贵州 216 广西 188\n")) == [["湖南", "3120"], ["贵州", "216"], ["广西", "188"]]


def test_text_after_a_table_stays_text() -> None:
    layout = analyse("\n".join(" ".join(row) for row in CONTEST) + "\n学校高度重视技能竞赛工作，健全机制，师生共同努力取得好成绩。\n")
    assert rows(layout) == CONTEST
    assert layout.blocks[-1].kind == "paragraph"


def test_prose_with_blanks_is_no_table() -> None:
    assert not analyse("天津市教委 天津市财政局 联合印发通知，要求各校落实。\n学校 企业 政府 三方合作，成效明显。\n").tables


@pytest.mark.parametrize(
    "rules", [("+----+------+", "| {} | {} |"), ("┏━━━━┯━━━━━━┓", "┃ {} │ {} ┃"), ("╔════╤══════╗", "║ {} │ {} ║"), ("┌────┬──────┐", "│ {} │ {} │")],
    ids=["ascii", "heavy", "double", "light"],
)
def test_the_ruled_lines_of_a_drawn_grid_are_no_rows(rules: tuple[str, str]) -> None:
    rule, row = rules
    source = "\n".join([rule, row.format("年份", "竞赛名称"), rule, row.format("2022", "海南省职业技能大赛"), row.format("2023", "全国职业技能大赛"), rule])
    layout = analyse(source)
    (table,) = layout.tables
    cells = [[layout.text[c.start : c.end].strip() for c in line] for line in table.rows]
    assert cells == [["年份", "竞赛名称"], ["2022", "海南省职业技能大赛"], ["2023", "全国职业技能大赛"]]
