"""The form of work that a clause names in so many words: 开展现代学徒制培养, 捐赠设备12台, 联合申报."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.facts.relation import Relation, bounds_of, own_clauses
from pipelines.page import Page

_FORMS = (
    ("中外合作办学", "中外合作办学"), (r"[“(（]?3\s?\+\s?2[”)）]?[^，。；]{0,4}贯通(?:培养)?", "“3+2”贯通培养"), ("现代学徒", "现代学徒制"),
    ("中高职贯通培养", "中高职贯通培养"), ("贯通培养", "贯通培养"), ("结对帮扶|结为帮扶", "结对帮扶"), ("合作办学", "合作办学"),
    ("技术服务", "技术服务"), ("委托[^，。；]{0,10}(?:培训|短训)", "委托培训"), ("捐[赠助]|赠送|赠予|捐出", "捐赠设备"),
    ("订单(?:班|式|培养)|冠名", "订单班"), ("谅解备忘录", "签署谅解备忘录"), ("备忘录", "签署合作备忘录"),
    ("签约|签[订署][^，。；]{0,16}(?:协议|合同)|签下", "签署合作协议"), ("实习基地", "实习基地"), ("合办", "合办"),
)
_ANY = re.compile("|".join(f"(?P<f{number}>{words})" for number, (words, _) in enumerate(_FORMS)))
_TOGETHER = re.compile(
    "(?:联合|合作|共同)(?:培养|申报|认证|出品|举办|研发|攻关|开发|编写|实施|培训|主办|开展)(?:[^，。；]{0,20}?(?P<goods>教材|课程))?")
_BUILT = re.compile("共建|合建|共同建设|共同打造")

_NEEDS = {form: re.compile(words) for form, words in {
    "订单班": "订单|冠名|班", "冠名班": "冠名|班", "现代学徒制": "学徒", "学徒制": "学徒", "实习基地": "实习|基地", "跟岗实习": "实习", "捐赠设备": "[捐赠]",
    "捐赠": "[捐赠]", "员工培训": "培训", "委托培训": "培训", "技术服务": "技术|服务", "混合所有制": "混合|股份", "“3+2”贯通培养": r"贯通|3\s?\+",
    "签署合作备忘录": "备忘录", "签署合作协议": "签|协议", "签约": "签", "结对帮扶": "结对|帮扶", "结对": "结对", "对口支援": "对口|支援|帮扶",
}.items()}
"""Letters without which a text does not state a form."""


def written_forms(page: Page, relation: Relation, forms: Sequence[str]) -> tuple[str, ...]:
    """The forms whose words stand in the paragraph or table of a relation, or in the heading above."""
    block = relation.sentence.block
    text = relation.sentence.section + page.layout.text[block.start : block.end]
    return tuple(form for form in forms if form not in _NEEDS or _NEEDS[form].search(text))


def spoken_forms(page: Page, relation: Relation) -> tuple[str, ...]:
    """The forms that the words of a relation's clauses name; what is done together goes by its own words where they are all there is."""
    start, end = bounds_of(relation.sentence, own_clauses(relation) or range(len(relation.sentence.clauses)))
    text = page.layout.text[start:end]
    found = tuple(dict.fromkeys(_FORMS[seen.lastindex - 1][1] for seen in _ANY.finditer(text) if seen.lastindex))
    if found:
        return found
    own = _TOGETHER.search(text)
    return (own.group()[:4] + (own["goods"] or ""),) if own else ("共建",) if _BUILT.search(text) else ()
