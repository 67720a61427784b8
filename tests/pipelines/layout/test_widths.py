"""Marks of one form, as long as before."""

from __future__ import annotations

import pytest

from pipelines.layout import analyse
from pipelines.layout.widths import narrow, widen


@pytest.mark.parametrize(("written", "wide"), [
    ("由甲主办,乙承办;如下:好!", "由甲主办，乙承办；如下：好！"),
    ("牧业(集团)有限公司", "牧业（集团）有限公司"),
    ("某校(KIWI),共3,共", "某校（KIWI），共3，共"),
    ("参加\"网络搭建\"赛项", "参加“网络搭建”赛项"),
    ("「华为」与１２３ＡＢ", "“华为”与123AB"),
    ("1,234人,8:30开始", "1,234人，8:30开始"),
    ("(1)学校", "(1)学校"),
    ("见[附件](a.pdf)和https://a.cn", "见[附件](a.pdf)和https://a.cn"),
    ("<td colspan=\"2\">甲</td>", "<td colspan=\"2\">甲</td>"),
    ("SGAVE (Sino-German), a project", "SGAVE (Sino-German), a project"),
])
def test_marks_beside_chinese_are_full_width(written: str, wide: str) -> None:
    assert widen(written) == wide
    assert narrow(written) == narrow(wide)


def test_offsets_and_source_stay_as_they_were() -> None:
    source = "由甲(集团)主办,乙承办。"
    layout = analyse(source)
    assert layout.source == source
    assert layout.text == "由甲（集团）主办，乙承办。"
    assert layout.to_source(1, 6) == (1, 6)
