"""Posts behind a name: Name（organisation，post）, Name 任 〔organisation〕post, Name，〔organisation〕post，〔organisation〕post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.facts.around import Around
from pipelines.facts.posts.front import clause_start
from pipelines.facts.posts.post import OWNERS, POST, POST_AT, Post
from pipelines.facts.posts.words import WORD_FRONT, resolve_word, school_at
from pipelines.span import NameSpan

_OPEN = re.compile(r"\s?[（(［\[]\s?(?:男|女|来自)?[，,]?")
_ROLE_BEFORE = re.compile(r"[，,]?(?:负责人|领衔人|主持人|带头人|组长|队长|校长|院长|主编)[：:]?$")


def in_brackets(around: Around, person: NameSpan) -> Iterator[Post]:
    """The organisation in brackets behind a person, or of a person in brackets behind it."""
    text = around.page.layout.text
    opened = _OPEN.match(text, person.end)
    if opened:
        close = re.search(r"[）)］\]\n]", text[opened.end(): opened.end() + 60])
        end = opened.end() + (close.start() if close else 0)
        for org in around.inside(opened.end(), end, *OWNERS)[:1]:
            if org.start - opened.end() <= 1:
                rest = text[org.end:end].strip("，, 、")
                titles = (rest,) if rest and POST.search(rest) and len(rest) <= 16 else ()
                yield Post(person, around.page.entity_of[org], titles, person.start, end, "brackets")
    floor = max(0, person.start - 60)
    bracket = max(text.rfind("（", floor, person.start), text.rfind("(", floor, person.start))
    if bracket >= 0 and not re.search(r"[）)\n。；]", text[bracket: person.start]):
        orgs = around.inside(bracket + 1, person.start, *OWNERS)
        role = _ROLE_BEFORE.search(text[bracket: person.start])
        if orgs and orgs[0].start == bracket + 1 and role and role.start() + bracket == orgs[-1].end:
            yield Post(person, around.page.entity_of[orgs[-1]], (role.group().strip("，,：:"),), bracket, person.end, "brackets")


_OFFICE = r"当选为?|担任|兼任|出任|受聘为|受聘担任|受聘|被聘为|被聘任为|获聘为?|任(?!务|课|教|职)"
_TAKE = re.compile(rf"(?:同日|随后|曾|还|并|现|也|同时|正式|[0-9年月日]{{2,8}})?(?:{_OFFICE}|系|是)")
_HIRE = re.compile(r"(?:特聘|聘请|聘任|聘|聘用|请)$")
_AS = re.compile(r"(?:同志|教授|老师|等人?|先生|女士)?(?:为|任|担任|出任|兼任|作为)")
_HEAD = re.compile(r"^(?:[^，。；、]{0,4})(?:院长|副院长|理事长|副理事长|秘书长|主任委员|副主任委员|会长|副会长|主任|委员|委员会委员|班主任|带头人|负责人|领衔人)$")
_BY = re.compile(r"(?:产业学院|学院|联盟|集团|协会)?((?:副?院长|副?主任|副?理事长|秘书长|副?会长|负责人|班主任|校长|[中外]方主任))由[^，。；、]{0,30}$")
_BODIES = ("Platform", "Organization")


def taken_up(around: Around, person: NameSpan) -> Iterator[Post]:
    """Posts behind 任, 受聘为, 是."""
    text = around.page.layout.text
    start, stop = around.sentence(person.end)
    hired = _HIRE.search(text, max(start, person.start - 4), person.start)
    verb = (_AS if hired else _TAKE).match(text, person.end, stop)
    if verb is None:
        return
    comma = re.search(r"[，,：:]", text[verb.end(): stop])
    end = verb.end() + comma.start() if comma else stop
    orgs = [o for o in around.inside(verb.end(), end, *OWNERS) if o.start - verb.end() <= 3 or text[o.start - 1] in "、和"]
    here = verb.end()
    for org in orgs:
        held = POST_AT.match(text, org.end, min(end, org.end + 24))
        if held and org.start - here <= 3:
            yield Post(person, around.page.entity_of[org], (held.group().removeprefix("的"),), person.start, held.end(), "taken")
            here = held.end()
    if orgs or verb.group() in ("是", "系"):
        return
    passive = _BY.search(text, max(start, person.start - 40), person.start)
    if passive is not None and not POST_AT.match(text, verb.end(), min(end, verb.end() + 12)):
        key = _body(around, start, passive.start())
        if key is not None:
            yield Post(person, key, (passive.group(1),), passive.start(), verb.end(), "taken")
        return
    held = POST_AT.match(text, verb.end(), min(end, verb.end() + 24))
    if held is None:
        return
    key, word, _ = resolve_word(around, held.group(), person.start) if WORD_FRONT.match(held.group()) else (None, "", "")
    if key is None and hired:
        key = _hirer(around, start, hired.start())
    if key is None and _HEAD.match(held.group()):
        key = _body(around, start, person.start)
    if key is not None:
        yield Post(person, key, (held.group().removeprefix(word),), person.start, held.end(), "taken")


_NEXT = re.compile("[、和与及]|以及")
_CALLED = re.compile(r"(?:等)?\s?(?:[两三四五六七八九十]|\d{1,2})\s?[位名]\s?(?:老师|教师)")


def counted(around: Around, person: NameSpan) -> Iterator[Post]:
    """甲、乙、丙三位老师: teachers of the school."""
    text, last = around.page.layout.text, person
    for other in around.inside(person.end, person.end + 60, "Person"):
        if not _NEXT.fullmatch(text, last.end, other.start):
            break
        last = other
    called = _CALLED.match(text, last.end)
    school = school_at(around, person.start, pointed=False) if called else None
    if called and school is not None:
        yield Post(person, school, ("教师",), person.start, called.end(), "kind")


_IN = re.compile(r"\s?(?:现|曾|目前|同时)?在\s?(?=\S)")
_SERVES = re.compile(rf"[，,]?(?:现|曾)?(?:{_OFFICE})([^，。；、：\s]{{1,16}}?)(?:职务|一职|(?=[，。；、\s]|$))")


def serves_in(around: Around, person: NameSpan) -> Iterator[Post]:
    """Name 在 organisation 担任 post."""
    text = around.page.layout.text
    _, stop = around.sentence(person.end)
    opened = _IN.match(text, person.end, stop)
    org = next(iter(around.inside(opened.end(), stop, *OWNERS)), None) if opened is not None else None
    if opened is None or org is None or org.start != opened.end():
        return
    held = _SERVES.match(text, org.end, stop)
    if held is not None:
        yield Post(person, around.page.entity_of[org], (held.group(1),), person.start, held.end(), "taken")


_APPOSED = re.compile(r"(?:[（(][^（）()\n]{1,20}[）)][-—]?)?，")


def introduced(around: Around, person: NameSpan) -> Iterator[Post]:
    """The line that introduces a person: Name，organisation post，organisation post."""
    text = around.page.layout.text
    start, stop = around.sentence(person.end)
    opened = _APPOSED.match(text, person.end, stop) if not text[start : person.start].strip("■●◆　 ") else None
    if opened is None:
        return
    others = around.inside(opened.end(), stop, "Person")
    for org in around.inside(opened.end(), others[0].start if others else stop, *OWNERS):
        held = POST_AT.match(text, org.end, min(stop, org.end + 24))
        if held and text[org.start - 1] in "，、" and (held.end() == stop or text[held.end()] in "，、"):
            yield Post(person, around.page.entity_of[org], (held.group().removeprefix("的"),), person.start, held.end(), "taken")


def _hirer(around: Around, start: int, at: int) -> int | None:
    text = around.page.layout.text
    clause = clause_start(text, start, at)
    named = around.inside(clause, at, *OWNERS)
    if named:
        return around.page.entity_of[named[0]]
    if "该校" in text[clause:at] or "该院" in text[clause:at]:
        return school_at(around, clause, pointed=True)
    return school_at(around, clause, pointed=False) if re.search("学校|学院|我校", text[clause:at]) else None


def _body(around: Around, start: int, at: int) -> int | None:
    """The platform or body that the sentence, else the one before, speaks of."""
    found = around.before(at, *_BODIES, reach=160)
    return around.page.entity_of[found[0]] if found else None


_AGAIN = re.compile(r"[，,](?:并|还|也|同时|现|又|曾)?(?:担任|兼任|当选为?|受聘为|受聘担任|被聘为|获聘为?|现任|任)")
_LEADS = re.compile(r"(?:[^，。；]{0,12})?(领衔|牵头|主持)(?:成立|创办|建设|组建)?的[“]?$")


def find_later(around: Around, person: NameSpan) -> Iterator[Post]:
    """Posts in later clauses whose subject is still the person."""
    text = around.page.layout.text
    _, stop = around.sentence(person.end)
    others = around.inside(person.end, stop, "Person")
    stop = min(stop, others[0].start if others else stop, person.end + 120)
    for verb in _AGAIN.finditer(text, person.end, stop):
        org = next(iter(around.inside(verb.end(), stop, *OWNERS)), None)
        if org is None or org.start - verb.end() > 1:
            continue
        held = POST_AT.match(text, org.end, min(stop, org.end + 20))
        if held:
            yield Post(person, around.page.entity_of[org], (held.group().removeprefix("的"),), person.start, held.end(), "taken")
    work = next(iter(around.inside(person.end, min(len(text), stop + 40), "Platform")), None)
    if work is not None and work.start <= person.end + 60 and "工作" in text[work.start: work.end]:
        leads = _LEADS.search(text, person.end, work.start)
        if leads and not re.search("，(?![其由])", text[person.end: leads.start(1)]):
            yield Post(person, around.page.entity_of[work], ("领衔人",), person.start, work.end, "leads")
