"""Posts in front of a name: 〔organisation〕〔department〕post Name, and the next ones of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.around import Around
from pipelines.facts.posts.post import OWNERS, POST, PUPIL, Post
from pipelines.facts.posts.words import UNKNOWN, WORD_FRONT, resolve_word
from pipelines.span import NameSpan

_LEAD = re.compile(r"^(?:特聘|聘请|聘任|聘|邀请|特邀|由|与|和|及|同|向|对|被|是|有|以及|来自|任|时任|原|现任|担任|兼任|其中|中|在|于|据|经|为|拜|请|让|当|[0-9年月日]+)+")
_DEGREES = re.compile(r"(?:博士|硕士|获得者|劳模|先生|女士|同志|老人|称号|工匠|标兵|能手|楷模|得主|专家|大师|学者|级|校友|党员|代表)$")
_NOISE = re.compile(r"^.*(?:由|指导|请来|涌现出|带出的|选派的|派驻|聘请|正是|出自|来自|届|级|籍)")
_BYLINE = re.compile(r"\d|\s{2}|\n|\t")
"""What stands between a paper and its reporter, or between the cells of a row, but not inside a post."""


def in_front(around: Around, person: NameSpan) -> Iterator[Post]:
    """The posts before a person, of the organisation named there or told by their words."""
    text = around.page.layout.text
    floor = max(around.sentence(person.start)[0], person.start - 90)
    start = clause_start(text, floor, person.start)
    pieces = _pieces(text, start, person.start)
    waiting: list[tuple[str, int]] = []
    found: list[Post] = []
    for low, high in reversed(pieces):
        orgs = around.inside(low, high, *OWNERS)
        org = orgs[-1] if orgs else None
        tail = text[(org.end if org else low): high].strip("”》」）) 　")
        tail = tail.removeprefix("的")
        if org is None:
            tail = _LEAD.sub("", tail)
        if not tail and org is not None and high == person.start and not waiting:
            if org.label in OWNERS[:4]:
                found.append(Post(person, around.page.entity_of[org], (), org.start, person.end, "beside"))
            break
        held = POST.search(tail)
        if held is None or len(tail) > 24 or PUPIL.search(tail) or _BYLINE.search(tail):
            if org is None and tail and _DEGREES.search(tail) and len(tail) <= 20:
                continue
            break
        waiting.append((tail, low))
        if org is not None:
            titles = tuple(title for title, _ in reversed(waiting))
            found.append(Post(person, around.page.entity_of[org], titles, org.start, person.end, "named"))
            waiting = []
    if waiting and not found:
        found += _by_word(around, person, waiting)
    yield from found


_BODY_POST = re.compile("会长|秘书长|顾问|理事|委员|理事长|主任委员")


def same_body(around: Around, person: NameSpan, earlier: list[Post]) -> list[Post]:
    """A post in a list of posts of one association: 协会秘书长甲、顾问乙、副会长丙."""
    text = around.page.layout.text
    head = next((p for p in earlier if p.how == "word" and any(_BODY_POST.search(t) for t in p.titles)), None)
    if head is None or person.start - head.person.end > 30 or re.search("[。；\n]", text[head.person.end: person.start]):
        return []
    title = re.split("[、，,和与及]|主持", text[head.person.end: person.start])[-1]
    if not _BODY_POST.search(title) or around.inside(head.person.end, person.start, *OWNERS):
        return []
    return [Post(person, head.organization, tuple(title.split("兼")), person.start - len(title), person.end, "word")]


_NEXT = re.compile(r"、([^，。；、：:\s（）()“”]{2,14})")


def next_post(around: Around, person: NameSpan, before: tuple[NameSpan, list[Post]]) -> list[Post]:
    """The next of a list of posts in one body: 某公司总经理甲、板块负责人乙."""
    last, posts = before
    gap = _NEXT.fullmatch(around.page.layout.text, last.end, person.start)
    head = next((p for p in posts if p.how == "named" and p.person == last), None)
    if gap is None or head is None or around.inside(last.end, person.start, *OWNERS):
        return []
    title = gap.group(1)
    if not POST.search(title) or PUPIL.search(title) or WORD_FRONT.match(title) or UNKNOWN.search(title):
        return []
    return [Post(person, head.organization, (title,), person.start - len(title), person.end, "named")]


def clause_start(text: str, floor: int, end: int) -> int:
    """After the last comma, colon or dash before a person."""
    cut = max(text.rfind(mark, floor, end) for mark in "，,：:—\t|。；")
    return max(floor, cut + 1)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a range between 、 and 兼."""
    out: list[tuple[int, int]] = []
    here = start
    for mark in re.finditer("、|兼(?!任|职)", text[start:end]):
        out.append((here, start + mark.start()))
        here = start + mark.end()
    out.append((here, end))
    return out[-4:]


def _by_word(around: Around, person: NameSpan, waiting: list[tuple[str, int]]) -> Iterator[Post]:
    """A post with no named organisation: the word before it, or the kind of post, says whose it is."""
    first = _NOISE.sub("", waiting[-1][0]).lstrip("▲△▼●○■□◆★·—-")
    if not first or PUPIL.search(first):
        return
    titles = [title for title, _ in reversed(waiting)]
    if UNKNOWN.search(first):
        return
    key, word, how = resolve_word(around, first, waiting[-1][1])
    titles[0] = first.removeprefix(word).removeprefix("的") or first
    if key is not None:
        yield Post(person, key, tuple(titles), waiting[-1][1], person.end, how)
