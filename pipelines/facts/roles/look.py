"""What a relation looks like to the network of optional roles: the words that tell form, part, state and level, by where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pipelines.facts.candidates import ORGS
from pipelines.facts.features import name_of
from pipelines.facts.relation import Relation
from pipelines.facts.scene import Arg, Sentence
from pipelines.page import Page

_WORDS = (
    "共建|联建|合建|联合|合作|携手|共同|签署|签订|签约|协议|备忘录|订单|冠名|学徒|捐赠|捐|赠|培养|委托|培训|中外合作|办学|技术服务|研发|攻关|申报|友好|交流|对口|支援|"
    "帮扶|结对|实施|牵头|发起|合办|实习|基地|混合所有制|现场工程师|评价|认证|贯通|3+2|组建|设立|开设|开办|建成|建立|建设|成立|揭牌|挂牌|授牌|立项|获批|入选|认定|"
    "获评|评为|验收|备案|启用|投入使用|投用|落户|落成|运营|参与|加入|依托|承担|承接|试点|培育|建设单位|项目校|院校|开展|推进|落实|参加|主办|承办|协办|组织|启动|"
    "实训|产业学院|工坊|中心|班|校企|国家级|省级|市级|校级|国家|教育部|教育厅|全省|全国|省|市|区|自治区|厅|委|名单|公布|批准|同意|首批|第二批|出资|投资|设备|共享|"
    "互聘|就业|输送|师资|国际|海外|留学|理事长|成员|会员|理事|委员|秘书处|首次|新增|新建|现有|拥有|依托单位|共建单位|企业|参建"
)
_WHOLE = frozenset({"all", "last"})
"""Stretches of which the telling words are enough; of those nearer to the two ends each pair of letters counts too."""
NEXT = 6
TITLE = 60
MANY = 4
Found = tuple[tuple[int, str], ...]


def _by_first(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Words by their first letter, the longest first."""
    table: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        table.setdefault(word[0], []).append(word)
    return {letter: tuple(some) for letter, some in table.items()}


_TELLING = _by_first(_WORDS.split("|"))


@lru_cache(maxsize=1024)
def find_words(text: str) -> Found:
    """The telling words of a text with their places, at each place the longest; sentences and headings are asked about again and again."""
    out = []
    for at, letter in enumerate(text):
        for word in _TELLING.get(letter, ()):
            if text.startswith(word, at):
                out.append((at, word))
                break
    return tuple(out)


def words_of(text: str) -> set[str]:
    """The telling words of a text."""
    return {word for _, word in find_words(text)}


def describe(page: Page, relation: Relation, times: Mapping[str, str]) -> list[str]:
    """Features of a relation, each under its type."""
    first, second, sentence = relation.first, relation.second, relation.sentence
    out = [*_ends(page, first, second), f"block:{sentence.block.kind}", *_round(sentence, first, second), *_of_names(page, first, second)]
    out += _columns(page, sentence, first, second)
    out += [f"head:{word}" for word in words_of(sentence.section)]
    out += [f"title:{word}" for word in words_of(page.layout.text[:TITLE])]
    others = [arg for arg in sentence.args if arg.label in ORGS and not arg.nested]
    out.append(f"orgs:{min(MANY, len(others))}")
    out += [f"label:{label}" for label in {arg.label for arg in sentence.args if not arg.nested}]
    out += _dates(times)
    return [f"{relation.type}|{feature}" for feature in out]


def _ends(page: Page, first: Arg, second: Arg) -> Iterator[str]:
    """The two ends: kinds, labels, parts in the clause, and which is spoken first."""
    yield f"ends:{first.label}{second.label}{first.kind}"
    yield f"own:{int(first.key == page.subject)}{int(second.key == page.subject)}"
    for name, arg in (("a", first), ("b", second)):
        yield f"{name}:{arg.label}"
        if arg.at >= 0:
            yield f"part-{name}:{arg.role}"
            yield f"list-{name}:{min(3, arg.right - arg.left)}"
    if first.at >= 0 <= second.at:
        yield f"order:{(first.at < second.at) - (first.at > second.at)}"


def _of_names(page: Page, first: Arg, second: Arg) -> Iterator[str]:
    """What the names end in, and the telling words in them."""
    one, two = name_of(page, first), name_of(page, second)
    yield from (f"end{size}:{two[-size:]}" for size in (1, 2, 3, 4))
    yield from (f"in-b:{word}" for word in words_of(two))
    yield from (f"in-a:{word}" for word in words_of(one))


def _round(sentence: Sentence, first: Arg, second: Arg) -> Iterator[str]:
    """Words of the sentence by where they stand to the two ends."""
    mask, clauses = sentence.mask, (*sentence.clauses, len(sentence.mask), len(sentence.mask))
    found = find_words(mask)
    zones: list[tuple[str, int, int]] = [("all", 0, len(mask))]
    for name, arg in (("a", first), ("b", second)):
        if arg.at >= 0:
            zones += [(f"<{name}", max(0, arg.left - NEXT), arg.left), (f"{name}>", arg.right + 1, arg.right + 1 + NEXT)]
    if second.at >= 0:
        begin, stop = clauses[second.clause], clauses[second.clause + 1]
        zones += [("left", begin, second.left), ("right", second.right + 1, stop), ("next", stop, clauses[second.clause + 2])]
        zones.append(("last", clauses[max(0, second.clause - 1)], begin))
        if first.at >= 0 and first.at != second.at:
            one, two = sorted((first, second), key=lambda arg: arg.at)
            zones.append(("mid", one.right + 1, two.left) if one.right < two.left else ("mid", one.at + 1, two.at))
    for zone, low, high in zones:
        yield from (f"{zone}:{word}" for at, word in found if low <= at and at + len(word) <= high)
        if zone not in _WHOLE:
            yield from (f"{zone}~{mask[at:at + 2]}" for at in range(low, min(high, len(mask)) - 1))


def _columns(page: Page, sentence: Sentence, first: Arg, second: Arg) -> Iterator[str]:
    """Headers of the two cells of a row, and the telling words of all its cells and headers."""
    if not sentence.columns:
        return
    yield f"over-a:{sentence.header_of(first)[-4:]}"
    yield f"over-b:{sentence.header_of(second)[-4:]}"
    for start, end, header in sentence.columns:
        yield from (f"cell:{word}" for word in words_of(page.layout.text[start:end]))
        yield from (f"column:{word}" for word in words_of(header))


def _dates(times: Mapping[str, str]) -> Iterator[str]:
    """Which dates there are, and which say the same year."""
    yield from (f"date:{source}{len(value)}" for source, value in times.items())
    yield "dates:" + "".join(source[0] for source in times)
    years = {source: value[:4] for source, value in times.items()}
    page = years.get("page", "")
    yield from (f"year:{source}{(year > page) - (year < page)}" for source, year in years.items() if source != "page")
