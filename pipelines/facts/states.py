"""What a text says of a platform's state right beside its name, wherever the name stands: 乙揭牌, 建成乙, 乙于2024年入选丙."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.modality import is_ahead, is_denied
from pipelines.facts.once import once
from pipelines.facts.relation import Relation
from pipelines.page import Page
from pipelines.span import NameSpan

_DATE = r"(?:\d{4}\s?年)?(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?"
_BY = r"(?:被|经|由|获)?[一-龥]{2,10}(?:厅|部|局|委|政府|会)(?:批准|认定)?"
_ADVERB = f"已经?|现已|正式|也|又|还|先后|成功|顺利|随即|随之|就此|由此|相继|均|再次|双双|当年|同年|次年|今年|去年|年内|率先|分别|，|{_BY}|{_DATE}"
_BEHIND = re.compile(
    rf"[”》]*(?:（[^（）\n]{{1,20}}）)?(?:{_ADVERB}|(?:于|在)[^，。；、“”\n]{{1,14}}?){{0,6}}?"
    "(?P<verb>揭牌|挂牌|成立|建成(?!后)|落成|入选|获批立项|获批|立项|投入使用|启用|开学)")
_BEFORE = re.compile(
    "(?P<verb>揭牌|挂牌|成立|组建|设立|建成|落成|建起|获批|立项|签约(?:共建|合建|建设|成立|开设|开办|组建|设立)?|签下|签[订署](?:共建)?)了?"
    r"(?:\d{4}年|首个|首家|首批|一个|一家|国家级|省级|市级|自治区级|全国|全省|我国|第[一二三四五六]批|海外){0,3}(?:——)?[“《]?$")
_CELL = re.compile(rf"\s*{_DATE}(?:正式)?(?P<verb>揭牌|挂牌|成立|建成|落成|入选|获批|立项|签约)\s*")
_STATES = {
    "挂牌": "揭牌", "落成": "建成", "建起": "建成", "启用": "建成", "组建": "成立", "设立": "成立", "开学": "成立", "获批立项": "立项",
    **dict.fromkeys(("签下", "签订", "签订共建", "签署", "签署共建"), "签约"),
}
_LOOSE = frozenset({"组建", "设立", "启用", "开学"})
"""Words that state what they stand for only where nothing plainer does."""
_WINDOW, _LOOK_BACK = 64, 24


def stated_states(page: Page, relation: Relation, *, loose: bool = False) -> tuple[str, ...]:
    """The states that the text says of the second end of a relation beside its name, in the order of the text, or in the row's cells."""
    found = [verb for span in _mentions(page).get(relation.second.key, ()) for verb in _beside(page.layout.text, span)]
    found += [seen["verb"] for start, end, _ in relation.sentence.columns if (seen := _CELL.fullmatch(page.layout.text, start, end))]
    return tuple(dict.fromkeys(_STATES.get(verb, "签约" if verb.startswith("签约") else verb) for verb in found if loose or verb not in _LOOSE))


@once
def _mentions(page: Page) -> dict[int, list[NameSpan]]:
    """Platforms and majors of a page with the places that name them."""
    out: dict[int, list[NameSpan]] = {}
    for span in page.spans:
        if span.label in ("Platform", "Major", "Institution"):
            out.setdefault(page.entity_of[span], []).append(span)
    return out


def _beside(text: str, span: NameSpan) -> Iterator[str]:
    """The verbs that stand right before and behind a name, unless they are to come."""
    back = text[max(0, span.start - _LOOK_BACK): span.start]
    clause = back[max(map(back.rfind, "，。；\n")) + 1:]
    if is_ahead(clause) or is_denied(clause):
        return
    for seen in (_BEFORE.search(back), _BEHIND.match(text, span.end, min(len(text), span.end + _WINDOW))):
        if seen:
            yield seen["verb"]
