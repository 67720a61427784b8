"""Number phrases -> claims of AchievementCount and Indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.figures import category, kind, period, subject
from pipelines.facts.figures.window import Window, find_windows
from pipelines.facts.levels import stated_level
from pipelines.facts.weights import Weights, shipped
from pipelines.page import Page

TYPES = {"A": "AchievementCount", "I": "Indicator"}
THRESHOLD = 0.5
JOINT = {"A": 0.15, "I": 0.3}
"""By type, the chance from which a figure, its subject and its wording together are taken as a fact: where the fields of facts are read best
on documents left out. Whole facts are read best from about twice these chances; the rest is told, with its confidence."""
DATED = 0.2
"""The chance from which the date round a figure is taken as its period."""
HONEST = 0.62
"""Share of figures that are right in every key at a joint chance of one, on documents left out."""
METHOD = "figure-model"


@dataclass(frozen=True, slots=True)
class Models:
    """The models a figure reader needs."""

    kind: Weights
    subject: Weights
    period: Weights
    speller: category.Speller


def load_models() -> Models:
    """Those of the models folder."""
    return Models(shipped("figure_kind"), shipped("figure_subject"), shipped("figure_period"), category.shipped_speller())


def sections_of(page: Page) -> Mapping[int, str]:
    """Text of each heading block, by its index."""
    text = page.layout.text
    return {i: text[b.start : b.end] for i, b in enumerate(page.layout.blocks) if b.kind in ("heading", "title")}


@dataclass(frozen=True, slots=True)
class Ground:
    """What the claims of one page share: headings by block index, its region, where its names begin, the year it is about."""

    page: Page
    heads: Mapping[int, str]
    region: str
    starts: list[int]
    year: str


def survey(page: Page) -> Ground:
    """The ground of a page."""
    return Ground(page, sections_of(page), subject.find_region(page), [s.start for s in page.spans], period.find_default(page))


def read_figures(page: Page, models: Models | None = None) -> list[Claim]:
    """Claims of both types in the order of the text."""
    using = models or load_models()
    ground = survey(page)
    found = [figure for figure in _find_figures(ground, using) if figure.chance >= JOINT[figure.letter]]
    named = category.read_categories(page.layout.text, [(f.window, f.letter) for f in found], using.speller)
    claims = (_claim(ground, figure, reading, using.period) for figure, reading in zip(found, named, strict=True))
    return [claim for claim in claims if claim is not None]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number phrase that states a fact of the type `letter` (A, I) about `owner`; `chance` that both are so."""

    window: Window
    letter: str
    owner: Ref | str
    chance: float


def _find_figures(ground: Ground, models: Models) -> Iterator[Figure]:
    last: subject.Last = None
    for window in find_windows(ground.page):
        section = ground.heads.get(window.block.section, "")
        chances = models.kind.probabilities(kind.describe(ground.page.layout.text, window, section))
        if 1 - chances["N"] < THRESHOLD:
            continue
        letter = "A" if chances["A"] >= chances["I"] else "I"
        owner = _choose_subject(ground, window, letter, last=last, weights=models.subject)
        if owner is not None:
            last = (owner[0], window)
            yield Figure(window, letter, owner[0], (1 - chances["N"]) * owner[1])


Owner = tuple[Ref | str, float]


def _choose_subject(
    ground: Ground, window: Window, letter: str, *, last: subject.Last, weights: Weights
) -> Owner | None:
    """The likeliest subject and its chance."""
    bearers = subject.find_bearers(ground.page, window, ground.region, ground.starts)
    rows = subject.describe(ground.page, window, letter, bearers, last=last)
    chances = [weights.probabilities(row)["yes"] for row in rows]
    bearer = subject.choose(bearers, chances)
    return (bearer.target, max(chances)) if bearer is not None else None


def _claim(ground: Ground, figure: Figure, reading: tuple[str, int, int, float], weights: Weights) -> Claim | None:
    name, start, end, sure = reading
    letter = figure.letter
    joint = figure.chance * sure
    if len(name) < 2 or joint < JOINT[letter]:
        return None
    roles = _roles(ground.page.layout.text, figure, name)
    when = _choose_period(ground, figure, weights)
    if when:
        roles["period"] = (when,)
    return Claim(TYPES[letter], roles, start, end, round(HONEST * joint, 3), METHOD)


def _choose_period(ground: Ground, figure: Figure, weights: Weights) -> str:
    """The school year of a caption, or the date round a figure when it likely is its period, or ''."""
    page, window, letter = ground.page, figure.window, figure.letter
    timing = period.find_timing(page, window, ground.heads.get(window.block.section, ""), default=ground.year, starts=ground.starts)
    caption = period.read_caption(page, window, letter, timing)
    if caption or not timing.source:
        return caption
    likely = weights.probabilities(period.describe(page, window, letter, timing))["yes"] >= DATED
    return timing.value if likely else ""


def _roles(text: str, figure: Figure, name: str) -> dict[str, tuple[Ref | str | int | float, ...]]:
    q = figure.window.quantity
    roles: dict[str, tuple[Ref | str | int | float, ...]] = {"subject": (figure.owner,)}
    if figure.letter == "A":
        roles |= {"category": (name,), "count": (q.text,)}
        level = stated_level(name) or _level_of(text, figure.window)
        if level:
            roles["level"] = (level,)
    else:
        value, unit = scale(q.value, q.unit, q.text)
        roles |= {"indicator": (name,), "value": (value,), "unit": (unit,)}
    return roles


def _level_of(text: str, window: Window) -> str:
    """The level said nearest to a number, between the marks and numbers round it: 国家级重点团队1支, 6个院级专业群; or ''."""
    q = window.quantity
    begin = max((o.end for o in window.others if o.end <= q.start), default=window.begin)
    begin = max((m.end() for m in _MARK.finditer(text, begin, q.start)), default=begin)
    stop = _END.search(text, q.end, min(window.end, q.end + _AHEAD))
    found = _LEVEL.finditer(text, begin, stop.start() if stop else min(window.end, q.end + _AHEAD))
    nearest = min(found, key=lambda m: (max(q.start - m.end(), m.start() - q.end), m.start()), default=None)
    return stated_level(nearest.group()) if nearest else ""


_MARK, _END = re.compile(r"[，。；：！？\n,;]"), re.compile(r"[，。；：！？\n,;、]")
_LEVEL = re.compile("(?:国际|世界|国家|省部|自治区|省市|省|市厅|地市|市|州|区县|县区|县|校|院系|院)级")
_AHEAD = 20


def scale(value: int | float, unit: str, text: str) -> tuple[int | float, str]:
    """A value with its unit as indicators write them: 2.2万余人 -> 22000 人; 51.36万人 stays."""
    if unit.startswith("万") and unit[1:] in ("人", "名", "人次", "次") and ("余" in text or "多" in text):
        return round(value * 10_000), unit[1:]
    return value, unit
