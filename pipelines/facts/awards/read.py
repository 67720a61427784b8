"""Award names in running text -> claims of Honor and CompetitionResult."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.facts.awards import details, people
from pipelines.facts.awards.anchors import OWNERS, bearer_of, find_anchors, find_contests
from pipelines.facts.awards.clause import (
    count_winners,
    find_bearer,
    find_listed,
    find_person,
    find_prize,
    find_winners,
    find_winning_group,
    is_tally,
)
from pipelines.facts.awards.credits import add_credits
from pipelines.facts.awards.rolls import find_rolls
from pipelines.facts.awards.rows import read_row
from pipelines.facts.claim import Claim, Ref
from pipelines.facts.figures import kind, subject
from pipelines.facts.figures.read import Ground, survey
from pipelines.facts.figures.subject import Bearer
from pipelines.facts.figures.window import Window
from pipelines.facts.weights import Weights, shipped
from pipelines.page import Page
from pipelines.reference.faculties import is_faculty
from pipelines.span import NameSpan

_DENIED = re.compile(
    r"未|没有|尚无|止步|落选|无缘|遗憾|失利|不敌|冲击|申报|冲刺|争取|力争|争创|拟|将|希望|目标|计划|打算|零的突破|评审|推荐|取消|"
    r"撤销|差距|短板|评出|设立|设有|颁发|表彰了|通报"
)
THRESHOLD = 0.5
SECOND = 0.5
PAIRED = 0.95
"""The chance of a recipient that stands in the place of its prize in two lists told with 分别, or right before the verb of winning."""
SURE = 0.9
"""The chance that a prize was won where those who hold it stand right behind it."""
HONEST = 0.79
"""The confidence of a result at a joint chance of one. 87 of 100 such are right in every key on documents left out; 0.8 and more is kept for
what is right in 95 of 100, as it is for relations."""
METHOD = "award-model"
_OFFICES = frozenset({"Government", "Organization"})
"""Kinds of grantors whose names tell the level of what they confer."""


@dataclass(frozen=True, slots=True)
class Models:
    """Kind of an award mention (N, H, C), whose it is, and which contest."""

    kind: Weights
    owner: Weights
    contest: Weights


def load_models() -> Models:
    """Those of the models folder."""
    return Models(shipped("award_kind"), shipped("award_owner"), shipped("award_contest"))


def read_awards(page: Page, models: Models | None = None) -> list[Claim]:
    """Claims in the order of the text; equal results of one sentence are summed. Prizes above a roll of winners are the roll's."""
    using = models or load_models()
    ground, heads = survey(page), find_rolls(page).heads
    told = [anchor for anchor in find_anchors(page) if anchor[0].start not in heads]
    return add_credits(page, merge([claim for span, window in told for claim in _read_award(ground, span, window, using)]))


def _read_award(ground: Ground, span: NameSpan, window: Window, models: Models) -> list[Claim]:
    """The claims that an award mention makes."""
    page = ground.page
    told = _told(page, window)
    if told:
        return _honors(page, Found(span, window, told, SURE), above=details.read_heading(page, window))
    contests = find_contests(page, window, ground.starts)
    chances = models.kind.probabilities(describe_kind(page, window, ground.heads.get(window.block.section, ""), contests))
    prize = find_prize(page, window)
    letter = "H" if chances["H"] >= chances["C"] or prize is not None else "C"
    sure = chances[letter] if prize is None else max(THRESHOLD, chances["H"], chances["C"])
    if sure < THRESHOLD or is_tally(page, window):
        return []
    owners = _spoken(page, window, letter) or choose_owners(ground, window, letter, models.owner)
    if letter == "C":
        return _results(page, Found(span, window, owners, sure), contests, models.contest)
    return _honors(page, Found(span, window, _of_person(page, window, owners), sure, prize))


@dataclass(frozen=True, slots=True)
class Found:
    """An award mention that states something: its window, who won it, how sure that it was won, the prize that it is a grade of."""

    span: NameSpan
    window: Window
    owners: list[tuple[Bearer, float]]
    chance: float
    prize: NameSpan | None = None


def describe_kind(page: Page, window: Window, section: str, contests: Sequence[Bearer]) -> list[str]:
    """Features of an award mention."""
    rows = kind.describe(page.layout.text, window, section)
    name = window.quantity.text
    hows = {b.how for b in contests}
    rows += [
        f"aw:{name[-3:]}",
        f"aw:{name[-4:]}",
        f"aw0:{name[:2]}",
        f"awl:{min(len(name), 12)}",
        f"awx:{name if len(name) < 6 else '-'}",
    ]
    q, text = window.quantity, page.layout.text
    rows += [f"no:{w}" for w in set(_DENIED.findall(text[max(window.begin, q.start - 40) : q.start]))]
    rows += [f"no>:{w}" for w in set(_DENIED.findall(text[q.end : min(window.end, q.end + 16)]))]
    rows += [f"ct:{how}" for how in hows] + [f"ct:{'+'.join(sorted(hows))}{name[-2:]}"]
    return rows


def choose_owners(ground: Ground, window: Window, letter: str, weights: Weights) -> list[tuple[Bearer, float]]:
    """The likeliest recipient and those listed beside it; who confers an honour does not win it."""
    every = subject.find_bearers(ground.page, window, ground.region, ground.starts)
    bearers = [b for b in every if b.label in OWNERS[letter]]
    if letter == "C":
        bearers = drop_units(ground.page, bearers)
    else:
        grantors = details.read_grantors(ground.page, window)
        bearers = [b for b in bearers if b.target not in grantors]
    rows = subject.describe(ground.page, window, letter, bearers)
    scored = sorted(
        ((b, weights.probabilities(row)["yes"]) for b, row in zip(bearers, rows, strict=True)), key=lambda t: -t[1]
    )
    out: list[tuple[Bearer, float]] = []
    for bearer, chance in scored:
        if bearer.target in [b.target for b, _ in out]:
            continue
        if not out or (chance >= SECOND and bearer.how == out[0][0].how and bearer.label == out[0][0].label):
            out.append((bearer, chance))
    return out


def _spoken(page: Page, window: Window, letter: str) -> list[tuple[Bearer, float]]:
    """The recipient that grammar gives: where a list of schools and a list of prizes are told with 分别, right before a verb of winning
    (a result), or the school whose unnamed teachers or works won (an honour)."""
    paired = people.paired_owner(page, window)
    spans = [paired] if paired is not None else find_winners(page, window) if letter == "C" else []
    if spans:
        return [(bearer_of(page, span, "before"), PAIRED) for span in spans]
    group = find_winning_group(page, window) if letter == "C" else ""
    if group:
        return [(Bearer(group, "Region", "group"), PAIRED)]
    own = page.subject_at(window.quantity.start)
    counted = letter == "H" and own is not None and page.entities[own].type == "Institution" and count_winners(page, window) is not None
    return [(Bearer(Ref(own), "Institution", "own"), SURE)] if counted and own is not None else []


def _of_person(page: Page, window: Window, owners: list[tuple[Bearer, float]]) -> list[tuple[Bearer, float]]:
    """The recipients; a person in place of the school where only persons are given the prize."""
    person = find_person(page, window) if owners and owners[0][0].label == "Institution" else None
    return owners if person is None else [(bearer_of(page, person, "before"), owners[0][1])]


def _told(page: Page, window: Window) -> list[tuple[Bearer, float]]:
    """Those whom the designation stands in front of, or who are listed behind it."""
    person = find_bearer(page, window)
    return [(bearer_of(page, span, "after"), 1.0) for span in ([person] if person is not None else find_listed(page, window))]


def drop_units(page: Page, bearers: list[Bearer]) -> list[Bearer]:
    """Without the faculties of a school, where the school is there too: results of a faculty's students are the school's."""
    own = [b for b in bearers if b.how == "own" and b.label == "Institution"]
    kept = [b for b in bearers if not (isinstance(b.target, Ref) and is_faculty(page.entities[b.target.key].name))]
    return kept if own and own[0] in kept else bearers


def _honors(page: Page, found: Found, *, above: tuple[tuple[Ref, ...], str] = ((), "")) -> list[Claim]:
    """Honours of those who hold a designation; `above` says who conferred it and when, where nothing nearer does."""
    window = found.window
    award: Ref | str = Ref(page.entity_of[found.span])
    name = page.entities[page.entity_of[found.span]].name
    if found.prize is not None:
        name = award = page.entities[page.entity_of[found.prize]].name + re.sub(r"\s", "", window.quantity.text)
    conferred, dated = read_row(page, window.quantity.start)
    grantors = details.read_grantors(page, window) or conferred or above[0]
    roles: details.Roles = {"award": (award,)}
    if grantors:
        roles["grantor"] = grantors
    level = details.read_level_of(page, window, name, *(page.entities[g.key].name for g in grantors if page.entities[g.key].type in _OFFICES))
    date = dated or details.read_date_of(page, window, window.quantity.text if found.prize is None else name, deep=False) or above[1]
    count = details.read_count_of(page.layout.text, window) or count_winners(page, window)
    roles |= {k: (v,) for k, v in (("level", level), ("date", date)) if v}
    owners = [(b, c) for b, c in found.owners if b.target != award]
    if count and (len(owners) < 2 or count < len(owners)):
        roles["count"] = (count,)
    return [_claim("Honor", roles | {"recipient": (b.target,)}, found, near=b, chance=c) for b, c in owners]


def _results(page: Page, found: Found, contests: list[Bearer], weights: Weights) -> list[Claim]:
    if not contests or not found.owners:
        return []
    window = found.window
    scores = [weights.probabilities(row)["yes"] for row in subject.describe(page, window, "C", contests)]
    contest = subject.choose(contests, scores)
    assert contest is not None
    assert isinstance(contest.target, Ref)
    name = page.entities[contest.target.key].name
    roles: details.Roles = {
        "competition": (contest.target,),
        "award": (Ref(page.entity_of[found.span]),),
    }
    roles |= people.read_people(page, window, contest.span)
    level = details.read_level_of(page, window, name)
    date = details.read_date_of(page, window, name, deep=True, contest=contest.target.key)
    roles |= {k: (v,) for k, v in (("level", level), ("date", date)) if v}
    count = details.read_count_of(page.layout.text, window)
    if count:
        roles["count"] = (count,)
    owners = found.owners if found.owners[0][1] == PAIRED else found.owners[:1]
    return [
        _claim("CompetitionResult", {"recipient": (owner.target,)} | roles, found, near=contest, chance=HONEST * sure * max(scores))
        for owner, sure in owners]


def _claim(type_: str, roles: details.Roles, found: Found, *, near: Bearer, chance: float) -> Claim:
    """A claim whose evidence reaches from its named partner, when that is near, to the award."""
    q, span = found.window.quantity, near.span
    start, end, heard = q.start, q.end, found.span.confidence
    if span is not None:
        heard = min(heard, span.confidence)
        start = min(start, span.start) if span.start >= found.window.begin else start
        end = max(end, span.end) if near.how == "after" else end
    return Claim(type_, roles, start, end, round(found.chance * chance * heard, 3), METHOD)


def merge(claims: list[Claim]) -> list[Claim]:
    """Results of one contest, grade, work and date told by track are one: tracks listed, counts summed."""
    out: list[Claim] = []
    places: dict[object, int] = {}
    for claim in claims:
        roles = claim.roles
        key = (claim.type, *(roles.get(r) for r in ("recipient", "competition", "award", "work", "date")))
        if claim.type == "CompetitionResult" and key in places and "person" not in roles:
            out[places[key]] = _sum(out[places[key]], claim)
            continue
        places[key] = len(out)
        out.append(claim)
    return out


def _sum(first: Claim, second: Claim) -> Claim:
    roles = dict(first.roles)
    tracks = tuple(dict.fromkeys((*roles.get("track", ()), *second.roles.get("track", ()))))
    counts = [v for c in (first, second) for v in c.roles.get("count", ()) if isinstance(v, int)]
    if tracks and tracks != roles.get("track"):
        roles["track"] = tracks
        if counts:
            roles["count"] = (sum(counts),)
    return Claim(
        first.type,
        roles,
        first.start,
        max(first.end, second.end),
        max(first.confidence, second.confidence),
        first.method,
    )
