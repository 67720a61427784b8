"""Who is among those of a programme or designation named before: 首批名单公布，甲、乙等8所高校位列其中; 6所学校入围建设单位：甲、乙."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.facts.around import Around, around_of
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.dates import find_dates
from pipelines.facts.levels import read_level
from pipelines.facts.listing import list_units
from pipelines.facts.modality import is_open
from pipelines.facts.once import once
from pipelines.facts.tables.columns import GRADE
from pipelines.page import Page
from pipelines.span import NameSpan

METHOD = "among"
SURE = 0.75
_IN = re.compile("(?:均|也|都|双双|同时|悉数|全部)?(?:在其列|在列|位列其中|名列其中|跻身其中|榜上有名|成功入列|位居其列)")
_SEATED = re.compile(
    r"(?:入围|入选|成为|获批|列为|确定为)(?P<seat>(?:立项|重点)?(?:建设|培育|试点|项目|实施)(?:建设|培育|试点)?(?:单位|院校|学校|高校|校|企业))[：:]")
_BATCH = re.compile("首批|首轮|第[一二三四五六七八九十0-9]+(?:批|轮)")
_BODIES = ("Institution", "Enterprise", "Organization", "Platform")
_MARK = re.compile("[，。；：\\n]")
REACH = 200


@dataclass(frozen=True, slots=True)
class Among:
    """What is named before, those who are among it, their seat, and the range that says so."""

    what: NameSpan
    who: tuple[NameSpan, ...]
    seat: str
    start: int
    end: int


@once
def find_among(page: Page) -> tuple[Among, ...]:
    """The sentences of a page that count somebody in, in order."""
    around = around_of(page)
    return tuple(sorted((*_counted_in(around), *_seated(around)), key=lambda among: among.start))


def _counted_in(around: Around) -> Iterator[Among]:
    text = around.page.layout.text
    for found in _IN.finditer(text):
        low = max(0, found.start() - REACH)
        start = max((m.end() for m in _MARK.finditer(text, low, found.start())), default=low)
        yield from _settle(around, around.inside(start, found.start(), *_BODIES), "", (start, found.end()))


def _seated(around: Around) -> Iterator[Among]:
    text = around.page.layout.text
    for found in _SEATED.finditer(text):
        stop = text.find("\n", found.end())
        units = list_units(around.page, found.end(), stop if stop >= 0 else len(text))
        if units:
            yield from _settle(around, units, found["seat"], (found.start(), units[-1].end))


def _settle(around: Around, who: Sequence[NameSpan], seat: str, place: tuple[int, int]) -> Iterator[Among]:
    """Those counted in, where a programme or a designation was named shortly before in the paragraph."""
    text, start = around.page.layout.text, place[0]
    bodies = [span for span in who if span.label != "Platform"] or list(who)
    floor = max(text.rfind("\n", 0, start) + 1, start - REACH)
    named = [span for span in around.inside(floor, start, "Program", "Award") if not GRADE.match(text[span.start : span.end])]
    if named and bodies and not is_open(text[named[-1].end : start]):
        yield Among(named[-1], tuple(bodies), seat, *place)


def claim_participations(page: Page) -> Iterator[Claim]:
    """A participation for each of those among a programme's."""
    for among in find_among(page):
        if among.what.label == "Program":
            yield from _claims(page, among, "ProgramParticipation", {"position": among.seat or "入选"}, ("participant", "program"))


def claim_honors(page: Page) -> Iterator[Claim]:
    """An honour for each of those among the holders of a designation."""
    for among in find_among(page):
        if among.what.label == "Award":
            yield from _claims(page, among, "Honor", {}, ("recipient", "award"))


def _claims(page: Page, among: Among, type_: str, told: dict[str, str], ends: tuple[str, str]) -> Iterator[Claim]:
    text, what = page.layout.text, Ref(page.entity_of[among.what])
    dates = [d.value for d in find_dates(text, max(0, among.what.start - 40), among.end, year=page.year_at(among.start)) if d.kind != "span"]
    batch = _BATCH.search(text, max(0, among.what.start - 8), among.end) if type_ == "ProgramParticipation" else None
    told |= {"level": read_level(page.entities[what.key].name), "date": dates[0] if dates else "", "batch": batch.group() if batch else ""}
    roles: dict[str, tuple[Ref | str | int | float, ...]] = {role: (value,) for role, value in told.items() if value}
    for span in among.who:
        yield Claim(type_, {ends[0]: (Ref(page.entity_of[span]),), ends[1]: (what,), **roles}, among.start, among.end, SURE, METHOD)
