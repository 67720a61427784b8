"""Table lines -> atoms: the smallest stretches that cells are made of, with what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.layout.kinds import SURNAMES
from pipelines.layout.lines import Line, measure_width
from pipelines.provinces import PLACE_WORDS

Border = Literal["start", "blank", "wide", "wrap", "fold", "glue"]

_TOKEN = re.compile(r"(?:19|20)\d\d [年届级][^\s\u200b\ufeff│┃║¦]*|[^\s\u200b\ufeff│┃║¦]+(?: [·+＋] [^\s\u200b\ufeff│┃║¦]+)*")
_TWO = "公司|学院|学校|大学|中心|集团|协会|学会|商会|职校|中学|银行|医院|支队|总队|教委"
_LABEL = (
    "企业|院校|本科高校|高校|高职|中职|本科|行业组织|科研院所|订单班|混合所有制|现代学徒制|校企共建|自主开发|理事长单位|副理事长单位|常务理事单位|理事单位|"
    "成员单位|副会长单位|会长单位|秘书长单位|公办|民办|指导单位|省级|国家级|市级|校级|国际级|自治区级|区级|县级|行业级"
)
_GRADE = "特等奖|一等奖|二等奖|三等奖|金奖|银奖|铜奖|优秀奖|优胜奖|特等|一等|二等|三等|入围奖|鼓励奖"
_PROVINCE = PLACE_WORDS
_GLUE = re.compile(
    rf"(?<=[\u4e00-\u9fff）)”》A-Za-z\d—])(?<![副务科])(?=(?:{_LABEL})(?:{_LABEL}|{_GRADE}|[\d—]|$))|(?<=\S)(?=(?:{_GRADE})(?:$|[\u4e00-\u9fff]{{2,3}}$))"
    r"|(?<=选拔赛|争夺赛|邀请赛|总决赛)(?=[^暨（(区])|(?<=赛区)(?=[^选总初预决省分])"
    r"|(?<=省赛|国赛|分赛|初赛|决赛|大赛|竞赛)(?=[^暨（(区项道组点场总选预争国分省校初市])"
    rf"|(?<=级)(?=\S)|(?<={_TWO})(?=[^（()）的等、，/—有股公团控生])|(?<=[^\d.．:：—\-/〔（(\[第+－])(?=\d)"
    r"|(?<=[\d％%])(?=[^\d.．年月日%％、，,—\-－+/:：级届次后*〕）)\]号万元人])|(?<=[人元号])(?=\d)"
    r"|(?<=\S)(?=[“《])|(?<=[”》])(?=\S)|(?<=[\u4e00-\u9fff*])(?=(?:人次|人日|学时|课次|万元|平方米|[％%人个项门种家所台套])$)"
    r"|(?<=[^万])(?=元$)|(?<=[^人课场批])(?=次$)"
    rf"|(?<=\S)(?=全国|首届|第[一二三四五六七八九十]{{1,3}}届|中国|中央|国家级|教育部|{_PROVINCE})|(?<=奖)(?=\S)|(?<=[\u4e00-\u9fff])(?=—\d)|(?<=[\u4e00-\u9fff]—)(?=\d)|(?<=[\u4e00-\u9fff])(?=共建)|(?<=\S)(?=—$|-$)"
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_YEAR_TAIL = re.compile(r"^(?:年度?|届|级|学年度?)(?:[（(][^（）()]{1,8}[）)])?$")
_GLUED_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Atom:
    """`source[start:end] == text`; `before` is the border to the atom before it, `column` its place on the page."""

    start: int
    end: int
    text: str
    before: Border
    column: int = 0


def split_atoms(
    lines: Sequence[Line], *, glue: bool = False, names: bool = False, ordinal: str = "", margin: int = 0
) -> list[Atom]:
    """Atoms of a row's lines; with `glue` also those that touch, with `names` around surnames too. A line that
    reaches the `margin` is folded: its last word goes on in the next."""
    atoms: list[Atom] = []
    for n, line in enumerate(lines):
        first, end = True, 0
        for match in _TOKEN.finditer(line.text):
            low, high = match.span()
            border: Border = "wide" if low - end > 1 or line.text[end:low] == "\u3000" else "blank"
            if first:
                border = "start" if not n else "fold" if margin and lines[n - 1].width >= margin - 4 else "wrap"
            column = line.indent + measure_width(line.text[:low]) if not glue else 0
            cuts = _find_cuts(match.group(), names=names, ordinal=ordinal if first and not n else "") if glue else []
            for a, b in zip([0, *cuts], [*cuts, high - low], strict=True):
                text = match.group()[a:b]
                atoms.append(Atom(line.start + low + a, line.start + low + b, text, "glue" if a else border, column))
            first, end = False, high
    return atoms


def join_years(atoms: Sequence[Atom]) -> list[list[Atom]]:
    """Groups of header atoms: 2023 年 and 指 标 are one cell."""
    groups: list[list[Atom]] = []
    for atom in atoms:
        last = "".join(part.text for part in groups[-1]) if groups else ""
        year = _YEAR.match(last) and _YEAR_TAIL.match(atom.text)
        letters = len(last) == 1 and len(atom.text) == 1 and "\u4e00" <= last <= "\u9fff" and atom.before != "wide"
        if groups and (year or letters or (last and atom.before in ("blank", "wrap") and atom.text[0] in "（(")):
            groups[-1].append(atom)
        else:
            groups.append([atom])
    return groups


def opens_with(text: str, ordinal: str) -> bool:
    """The text starts with this ordinal, followed by words or by a year."""
    rest = text[len(ordinal) :]
    return text.startswith(ordinal) and (not rest[:1].isdigit() or bool(_GLUED_YEAR.match(rest)))


def _find_cuts(token: str, *, names: bool, ordinal: str) -> list[int]:
    cuts = {match.start() for match in _GLUE.finditer(token)} if len(token) <= 200 else set()
    at = len(ordinal) if ordinal and opens_with(token, ordinal) and len(token) > len(ordinal) else 0
    if at:
        cuts = {cut for cut in cuts if cut > at} | {at}
    if names and len(token) > 5:
        cuts |= {at + n for n in (2, 3) if at and token[at] in SURNAMES}
        for _ in range(2):
            ends = [*cuts, len(token)]
            cuts |= {end - n for end in ends for n in (2, 3) if end - n > at and token[end - n] in SURNAMES}
    return sorted(cut for cut in cuts if 0 < cut < len(token))
