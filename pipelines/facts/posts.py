"""Posts by grammar: 〔organisation〕〔department〕post Name, Name（organisation，post）, Name 任 〔organisation〕post.

Each gives the organisation as the text names it there, or as its words say: 校长 is the school's, 公司/集团/协会 the last such body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.facts.around import Around, around_of
from pipelines.facts.titles import MORE_TITLES, TITLES
from pipelines.page import Page
from pipelines.span import NameSpan

OWNERS = ("Institution", "Enterprise", "Government", "Organization", "Platform")
_ALL = "|".join(sorted({*TITLES.split("|"), *MORE_TITLES.split("|")}, key=lambda t: (-len(t), t)))
_SENT = "记者|通讯员|学生|选手|学员|毕业生|校友|职工|员工|代表|艺人|成员|馆员|医师|护士长|护士|教练员|师傅|院士|官|领队|班组长|大使|参赞|村支书|站长|团长|社长|主编|编辑|领办人|创办人"
_POST = re.compile(rf"(?:{_ALL}|{_SENT})$")
_POST_AT = re.compile(rf"[^，。；、：\s（）()]{{0,12}}?(?:{_ALL}|{_SENT})(?:兼(?:{_ALL}))?")
_LEAD = re.compile(r"^(?:特聘|聘请|聘任|聘|邀请|特邀|由|与|和|及|同|向|对|被|是|有|以及|来自|任|时任|原|现任|担任|兼任|其中|中|在|于|据|经|为|拜|请|让|当|[0-9年月日]+)+")
_DEGREES = re.compile(r"(?:博士|硕士|获得者|劳模|先生|女士|同志|老人|称号|工匠|标兵|能手|楷模|得主|专家|大师|学者|级|校友|党员|代表)$")
_NOISE = re.compile(r"^.*(?:由|指导|请来|涌现出|带出的|选派的|派驻|聘请|正是|出自|来自|届|级|籍)")
_PUPIL = re.compile(r"(?:学生|选手|学员|毕业生|校友|指导教师|指导老师|代表|成员|大师|劳模)$")
_BYLINE = re.compile(r"\d|\s{2}|\n|\t")
"""What stands between a paper and its reporter, or between the cells of a row, but not inside a post."""
_AND = re.compile(r"^[、和及与，,兼]\s?$|^以及$")
_ANAPHOR = re.compile(r"(?:该|本|我|贵|这家|上述)?(?:校方|院方|企业方|学校|学院|公司|企业|集团|协会|学会|商会|研究会|联盟|共同体|联合体|委员会|专委会|[一-龥]指委|工作室|基地|中心|产业学院|学堂|工坊|校|院|厂|所|会|司|县|市|省|区|团队)$")
_SCHOOL_POST = re.compile(
    "校长|教师|老师|班主任|辅导员|德育|馆员|教务|学工|思政|专业带头人|教研|招生|实训|学生|毕业生|校友|留校|党委书记|党总支书记|党支部书记|讲师|教授|院长|指导教师|领队")
_FIRM_POST = re.compile("董事长|总经理|经理|厂长|企业技师|企业导师|总裁|总监|车间|人力资源|首席技师|工段|班组长")


_FRONT_PUPIL = re.compile(r"(?:学生|选手|学员|毕业生|校友|同学|考生|留学生|指导教师|指导老师)[：:]?(?:[一-龥· ]{2,5}[、和及])*\s?$")


def is_pupil(text: str, position: int) -> bool:
    """Whether a person is introduced as a pupil or contestant."""
    return bool(_FRONT_PUPIL.search(text, max(0, position - 24), position))


@dataclass(frozen=True, slots=True)
class Post:
    """A person's span, the key of the organisation, the posts held there, the clean range that says so, and how it says it:
    `named` beside the post, `brackets`, `taken` up (任), `word` (公司, 该校), `kind` of post alone, `beside` with no post."""

    person: NameSpan
    organization: int
    titles: tuple[str, ...]
    start: int
    end: int
    how: str


def read_posts(page: Page) -> Iterator[Post]:
    """The posts of a page's persons in the order of the text."""
    around = around_of(page)
    before: tuple[NameSpan, list[Post]] | None = None
    for person in around.outer:
        if person.label != "Person":
            continue
        found = list(_read_person(around, person))
        if before is not None and not found:
            found = _same_body(around, person, before[1]) or _next_post(around, person, before)
        if not found and before is not None and _AND.match(page.layout.text[before[0].end: person.start]):
            found = [Post(person, p.organization, p.titles, p.start, person.end, p.how) for p in before[1] if p.person.end <= person.start and p.how in ("named", "kind", "word", "beside")]
        yield from found
        before = (person, found)


def _read_person(around: Around, person: NameSpan) -> Iterator[Post]:
    taken = list(_in_brackets(around, person))
    taken += _taken_up(around, person)
    taken += _serves_in(around, person)
    taken += _introduced(around, person)
    yield from taken
    if not any(p.how == "brackets" for p in taken):
        yield from _in_front(around, person)
    yield from _later(around, person)


# ---- 〔organisation〕〔department〕post Name


def _in_front(around: Around, person: NameSpan) -> Iterator[Post]:
    text = around.page.layout.text
    floor = max(around.sentence(person.start)[0], person.start - 90)
    start = _clause_start(text, floor, person.start)
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
        held = _POST.search(tail)
        if held is None or len(tail) > 24 or _PUPIL.search(tail) or _BYLINE.search(tail):
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


def _same_body(around: Around, person: NameSpan, earlier: list[Post]) -> list[Post]:
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


def _next_post(around: Around, person: NameSpan, before: tuple[NameSpan, list[Post]]) -> list[Post]:
    """The next of a list of posts in one body: 某公司总经理甲、板块负责人乙."""
    last, posts = before
    gap = _NEXT.fullmatch(around.page.layout.text, last.end, person.start)
    head = next((p for p in posts if p.how == "named" and p.person == last), None)
    if gap is None or head is None or around.inside(last.end, person.start, *OWNERS):
        return []
    title = gap.group(1)
    if not _POST.search(title) or _PUPIL.search(title) or _WORD_FRONT.match(title) or _UNKNOWN.search(title):
        return []
    return [Post(person, head.organization, (title,), person.start - len(title), person.end, "named")]


def _clause_start(text: str, floor: int, end: int) -> int:
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
    if not first or _PUPIL.search(first):
        return
    titles = [title for title, _ in reversed(waiting)]
    if _UNKNOWN.search(first):
        return
    key, word, how = resolve_word(around, first, waiting[-1][1])
    titles[0] = first.removeprefix(word).removeprefix("的") or first
    if key is not None:
        yield Post(person, key, tuple(titles), waiting[-1][1], person.end, how)


_UNKNOWN = re.compile("[一-龥]{2}(?:公司|集团|学院|大学|学校|中心|协会)(?!长)[一-龥]*$")
"""A post after a name that was not recognised: whose it is cannot be told by its kind."""
_WORD_FRONT = re.compile(
    r"^(?:该|本|我|这家|全|各)?(?:校企|产业学院|校方|院方|学校|学院|公司|企业|集团|协会|学会|商会|研究会|联盟|共同体|联合体|委员会|专委会|[一-龥][指培]委|工作室|基地|学堂|工坊|校(?!长)|院(?!长|士)|厂(?!长)|会(?!长|员)|县|市|省|区)")


def resolve_word(around: Around, phrase: str, position: int) -> tuple[int | None, str, str]:
    """(entity key, word, how) that opens a phrase: 该校, 公司, 集团, 协会, else by the kind of post."""
    found = _WORD_FRONT.match(phrase)
    word = found.group() if found and not _POST.fullmatch(found.group()) else ""
    bare = word.lstrip("该本我这家")
    if bare in ("校方", "院方", "学校", "学院", "校", "院"):
        return school_at(around, position, pointed=word.startswith("该")), word, "word"
    if bare in ("公司", "企业", "厂"):
        return _last(around, position, "Enterprise"), word if bare != "企业" else "", "word"
    if bare in ("县", "市", "省", "区", "校企", "会"):
        return None, word, "word"
    if bare:
        return _ending(around, position, bare), word, "word"
    if _SCHOOL_POST.search(phrase):
        return school_at(around, position, pointed=False), "", "kind"
    if _FIRM_POST.search(phrase):
        return _last(around, position, "Enterprise"), "", "kind"
    return None, "", ""


def school_at(around: Around, position: int, *, pointed: bool) -> int | None:
    """The school that a post without a name belongs to: 该校 the last school named, else the section's."""
    page = around.page
    if pointed:
        return _last(around, position, "Institution")
    start, _ = around.sentence(position)
    opening = [s for s in around.inside(start, position, "Institution") if s.start - start <= 14]
    if opening:
        return page.entity_of[opening[0]]
    subject = page.subject_at(position)
    if subject is not None and page.entities[subject].type == "Institution":
        return subject
    return _last(around, position, "Institution")


def _last(around: Around, position: int, label: str) -> int | None:
    found = around.before(position, label)
    return around.page.entity_of[found[0]] if found else None


def _ending(around: Around, position: int, noun: str) -> int | None:
    """The last body whose name ends with a noun."""
    for span in around.before(position, *OWNERS):
        entity = around.page.entities[around.page.entity_of[span]]
        if any(name.endswith(noun) for name in (entity.name, *entity.aliases)):
            return entity.key
    return None


# ---- Name（organisation，post）

_OPEN = re.compile(r"\s?[（(［\[]\s?(?:男|女|来自)?[，,]?")
_ROLE_BEFORE = re.compile(r"[，,]?(?:负责人|领衔人|主持人|带头人|组长|队长|校长|院长|主编)[：:]?$")


def _in_brackets(around: Around, person: NameSpan) -> Iterator[Post]:
    text = around.page.layout.text
    opened = _OPEN.match(text, person.end)
    if opened:
        close = re.search(r"[）)］\]\n]", text[opened.end(): opened.end() + 60])
        end = opened.end() + (close.start() if close else 0)
        for org in around.inside(opened.end(), end, *OWNERS)[:1]:
            if org.start - opened.end() <= 1:
                rest = text[org.end:end].strip("，, 、")
                titles = (rest,) if rest and _POST.search(rest) and len(rest) <= 16 else ()
                yield Post(person, around.page.entity_of[org], titles, person.start, end, "brackets")
    floor = max(0, person.start - 60)
    bracket = max(text.rfind("（", floor, person.start), text.rfind("(", floor, person.start))
    if bracket >= 0 and not re.search(r"[）)\n。；]", text[bracket: person.start]):
        orgs = around.inside(bracket + 1, person.start, *OWNERS)
        role = _ROLE_BEFORE.search(text[bracket: person.start])
        if orgs and orgs[0].start == bracket + 1 and role and role.start() + bracket == orgs[-1].end:
            yield Post(person, around.page.entity_of[orgs[-1]], (role.group().strip("，,：:"),), bracket, person.end, "brackets")


# ---- Name 任 〔organisation〕post

_OFFICE = r"当选为?|担任|兼任|出任|受聘为|受聘担任|受聘|被聘为|被聘任为|获聘为?|任(?!务|课|教|职)"
_TAKE = re.compile(rf"(?:同日|随后|曾|还|并|现|也|同时|正式|[0-9年月日]{{2,8}})?(?:{_OFFICE}|系|是)")
_HIRE = re.compile(r"(?:特聘|聘请|聘任|聘|聘用|请)$")
_AS = re.compile(r"(?:同志|教授|老师|等人?|先生|女士)?(?:为|任|担任|出任|兼任|作为)")
_HEAD = re.compile(r"^(?:[^，。；、]{0,4})(?:院长|副院长|理事长|副理事长|秘书长|主任委员|副主任委员|会长|副会长|主任|委员|委员会委员|班主任|带头人|负责人|领衔人)$")
_BY = re.compile(r"(?:产业学院|学院|联盟|集团|协会)?((?:副?院长|副?主任|副?理事长|秘书长|副?会长|负责人|班主任|校长|[中外]方主任))由[^，。；、]{0,30}$")
_BODIES = ("Platform", "Organization")


def _taken_up(around: Around, person: NameSpan) -> Iterator[Post]:
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
        held = _POST_AT.match(text, org.end, min(end, org.end + 24))
        if held and org.start - here <= 3:
            yield Post(person, around.page.entity_of[org], (held.group().removeprefix("的"),), person.start, held.end(), "taken")
            here = held.end()
    if orgs or verb.group() in ("是", "系"):
        return
    passive = _BY.search(text, max(start, person.start - 40), person.start)
    if passive is not None and not _POST_AT.match(text, verb.end(), min(end, verb.end() + 12)):
        key = _body(around, start, passive.start())
        if key is not None:
            yield Post(person, key, (passive.group(1),), passive.start(), verb.end(), "taken")
        return
    held = _POST_AT.match(text, verb.end(), min(end, verb.end() + 24))
    if held is None:
        return
    key, word, _ = resolve_word(around, held.group(), person.start) if _WORD_FRONT.match(held.group()) else (None, "", "")
    if key is None and hired:
        key = _hirer(around, start, hired.start())
    if key is None and _HEAD.match(held.group()):
        key = _body(around, start, person.start)
    if key is not None:
        yield Post(person, key, (held.group().removeprefix(word),), person.start, held.end(), "taken")


_IN = re.compile(r"\s?(?:现|曾|目前|同时)?在\s?(?=\S)")
_SERVES = re.compile(rf"[，,]?(?:现|曾)?(?:{_OFFICE})([^，。；、：\s]{{1,16}}?)(?:职务|一职|(?=[，。；、\s]|$))")


def _serves_in(around: Around, person: NameSpan) -> Iterator[Post]:
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


def _introduced(around: Around, person: NameSpan) -> Iterator[Post]:
    """The line that introduces a person: Name，organisation post，organisation post."""
    text = around.page.layout.text
    start, stop = around.sentence(person.end)
    opened = _APPOSED.match(text, person.end, stop) if not text[start : person.start].strip("■●◆　 ") else None
    if opened is None:
        return
    others = around.inside(opened.end(), stop, "Person")
    for org in around.inside(opened.end(), others[0].start if others else stop, *OWNERS):
        held = _POST_AT.match(text, org.end, min(stop, org.end + 24))
        if held and text[org.start - 1] in "，、" and (held.end() == stop or text[held.end()] in "，、"):
            yield Post(person, around.page.entity_of[org], (held.group().removeprefix("的"),), person.start, held.end(), "taken")


def _hirer(around: Around, start: int, at: int) -> int | None:
    text = around.page.layout.text
    clause = _clause_start(text, start, at)
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


# ---- Name …，兼任 〔organisation〕post; Name 领衔的〔workshop〕

_AGAIN = re.compile(r"[，,](?:并|还|也|同时|现|又|曾)?(?:担任|兼任|当选为?|受聘为|受聘担任|被聘为|获聘为?|现任|任)")
_LEADS = re.compile(r"(?:[^，。；]{0,12})?(领衔|牵头|主持)(?:成立|创办|建设|组建)?的[“]?$")


def _later(around: Around, person: NameSpan) -> Iterator[Post]:
    """Posts in later clauses whose subject is still the person."""
    text = around.page.layout.text
    _, stop = around.sentence(person.end)
    others = around.inside(person.end, stop, "Person")
    stop = min(stop, others[0].start if others else stop, person.end + 120)
    for verb in _AGAIN.finditer(text, person.end, stop):
        org = next(iter(around.inside(verb.end(), stop, *OWNERS)), None)
        if org is None or org.start - verb.end() > 1:
            continue
        held = _POST_AT.match(text, org.end, min(stop, org.end + 20))
        if held:
            yield Post(person, around.page.entity_of[org], (held.group().removeprefix("的"),), person.start, held.end(), "taken")
    work = next(iter(around.inside(person.end, min(len(text), stop + 40), "Platform")), None)
    if work is not None and work.start <= person.end + 60 and "工作" in text[work.start: work.end]:
        leads = _LEADS.search(text, person.end, work.start)
        if leads and not re.search("，(?![其由])", text[person.end: leads.start(1)]):
            yield Post(person, around.page.entity_of[work], ("领衔人",), person.start, work.end, "leads")
