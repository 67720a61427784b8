"""What the scorer of pairs does not see. What a sentence without a subject, which is the school's, says of it: 与甲、乙深度合作, 联合甲开设学徒制班,
牵头组建某某共同体; who is said to sign with 学校; and entries of lists, that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.facts.both import read_both
from pipelines.facts.candidates import BUILDER, ORGS, PAIR
from pipelines.facts.entries import read_entry
from pipelines.facts.modality import is_open, is_pending
from pipelines.facts.once import once
from pipelines.facts.relation import Relation
from pipelines.facts.relations import relate
from pipelines.facts.roles import with_roles
from pipelines.facts.scene import Arg, Sentence, read_sentences
from pipelines.page import Page

_LEAD = r"(?:^|(?<=[，；：]))(?:[0-9年月日]{2,12})?(?:先后|同时|再次|积极|主动|近年来|长期|分别|持续|深度|还|并|也|已|又|在L){0,3}"
_TOGETHER = re.compile(
    rf"{_LEAD}(?:联合|携手|会同|协同|牵手|与|同)(?P<list>[IEGO](?:(?:、|和|及|与|以及)[IEGO]){{0,30}})[^，。；]{{0,40}}?"
    r"(?P<verb>合作|共建|共同|培养|开设|开办|合办|签署|签订|签约|交流|互动|结对|互派|互聘|组建|建立|建设|成立|打造|开展|实施)"
)
_BUILT = re.compile(
    rf"{_LEAD}(?P<verb>牵头组建|牵头成立|牵头|参与建设|参与组建|投资建成|建成|建立|建设|打造|开办|开设|组建|成立|共建|创建|设立|新建|建有|获批)[了有]?"
    r"[^，。；、]{0,16}?(?P<list>P(?:(?:、|和|及|与|以及|”“)P){0,30})"
)
_WITH_SCHOOL = re.compile(
    r"(?P<list>[IEGO](?:(?:、|和|及|与|以及)[IEGO]){0,30})，?(?:先后|共同|分别)?(?:与|同)(?P<school>学校|学院|我校|我院|S)[^，。；]{0,12}?(?P<verb>签署|签订|签约|达成)"
)
_LOOSE = frozenset({"组建", "建立", "建设", "成立", "打造", "开展", "实施"})
"""Done with a public body or an association, these make no partners; nor do they when the list goes on behind 等."""
_UNSURE = re.compile("洽谈|磋商|意向|到期")
"""Beside a partner told by grammar alone, these words are enough for a doubt."""
_RIVALS = ORGS | {"Platform"}
BEHIND = 24
SURE = 0.75


@once
def read_unspoken(page: Page) -> list[Relation]:
    """Partnerships and builders of the text's own school that the scorer of pairs does not state."""
    known = {(r.spec, frozenset((r.first.key, r.second.key))) for r in relate(page)}
    sentences = read_sentences(page)
    found = [
        relation for number, sentence in enumerate(sentences)
        for relation in (*_read(sentence), *read_entry(page, sentence), *read_both(sentence, _before(sentences, number)))]
    return with_roles(page, [r for r in found if (r.spec, frozenset((r.first.key, r.second.key))) not in known])


def _before(sentences: Sequence[Sentence], number: int) -> Sequence[Sentence]:
    """The two sentences before one, in its paragraph."""
    block = sentences[number].block
    return [sentence for sentence in sentences[max(0, number - 2): number] if sentence.block is block]


def _read(sentence: Sentence) -> Iterator[Relation]:
    if sentence.block.kind not in ("paragraph", "item"):
        return
    school = next((arg for arg in sentence.extra if arg.kind == "subject" and arg.label == "Institution"), None)
    if school is not None:
        yield from _of_school(sentence, school)
    yield from _with_school(sentence, school)


def _of_school(sentence: Sentence, school: Arg) -> Iterator[Relation]:
    """What a sentence without a subject says of the school."""
    for spec, pattern in ((PAIR, _TOGETHER), (BUILDER, _BUILT)):
        for match in pattern.finditer(sentence.mask):
            if not _is_spoken_before(sentence, match.start("list")) and not _is_pending(sentence.mask, match):
                yield from (Relation(spec, school, thing, sentence, SURE) for thing in _members(sentence, match, spec))


def _with_school(sentence: Sentence, school: Arg | None) -> Iterator[Relation]:
    """Those who sign with the school: 甲、乙与学院签订合作协议."""
    for match in _WITH_SCHOOL.finditer(sentence.mask):
        own = next((arg for arg in sentence.args if arg.at == match.start("school") and arg.label == "Institution"), school)
        if own is not None and not _is_pending(sentence.mask, match):
            yield from (Relation(PAIR, own, thing, sentence, SURE) for thing in _members(sentence, match, PAIR) if thing.key != own.key)


def _is_spoken_before(sentence: Sentence, place: int) -> bool:
    """Whether another body is named in front of the list, of which this may be said; one that is only worked with is not."""
    begin = sentence.mask.rfind("；", 0, place) + 1
    return any(begin <= arg.at < place and arg.label in _RIVALS and arg.role != "c" and not arg.nested for arg in sentence.args)


def _is_pending(mask: str, match: re.Match[str]) -> bool:
    view = mask[max(0, match.start() - BEHIND // 2): match.end() + BEHIND]
    return is_open(view) or is_pending(view) or _UNSURE.search(view) is not None


def _members(sentence: Sentence, match: re.Match[str], spec: int) -> Iterator[Arg]:
    """The bodies (or platforms) of the list."""
    start, end = match.span("list")
    listed = [arg for arg in sentence.args if start <= arg.at < end and not arg.nested]
    if spec == BUILDER:
        yield from (arg for arg in listed if arg.label == "Platform")
        return
    loose = match["verb"] in _LOOSE
    if loose and "等" in sentence.mask[end: match.start("verb")]:
        return
    yield from (arg for arg in listed if arg.label in (ORGS - {"Government", "Organization"} if loose else ORGS))
