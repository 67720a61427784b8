"""Number phrases -> claims of AchievementCount and Indicator."""

from __future__ import annotations

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
JOINT = {"A": 0.3, "I": 0.6}
"""By type, the chance from which a figure, its subject and its wording together are taken as a fact: about half of the type's F1 and
more, where taking it helps more than it harms."""
HONEST = 0.62
"""Share of figures that are right in every key at a joint chance of one, on documents left out."""
METHOD = "figure-model"


@dataclass(frozen=True, slots=True)
class Models:
    """The models a figure reader needs."""

    kind: Weights
    subject: Weights
    speller: category.Speller


def load_models() -> Models:
    """Those of the models folder."""
    return Models(shipped("figure_kind"), shipped("figure_subject"), category.shipped_speller())


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
    claims = (_claim(ground, figure, reading) for figure, reading in zip(found, named, strict=True))
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


def _claim(ground: Ground, figure: Figure, reading: tuple[str, int, int, float]) -> Claim | None:
    name, start, end, sure = reading
    window, letter = figure.window, figure.letter
    joint = figure.chance * sure
    if len(name) < 2 or joint < JOINT[letter]:
        return None
    roles = _roles(window, letter, name, figure.owner)
    section = ground.heads.get(window.block.section, "")
    when = period.read_period(ground.page, window, section, default=ground.year, starts=ground.starts)
    if letter == "I" and when == ground.year:
        when = period.read_caption(ground.page, window) or when
    if when:
        roles["period"] = (when,)
    return Claim(TYPES[letter], roles, start, end, round(HONEST * joint, 3), METHOD)


def _roles(window: Window, letter: str, name: str, who: Ref | str) -> dict[str, tuple[Ref | str | int | float, ...]]:
    q = window.quantity
    roles: dict[str, tuple[Ref | str | int | float, ...]] = {"subject": (who,)}
    if letter == "A":
        roles |= {"category": (name,), "count": (q.text,)}
        level = stated_level(name)
        if level:
            roles["level"] = (level,)
    else:
        value, unit = scale(q.value, q.unit, q.text)
        roles |= {"indicator": (name,), "value": (value,), "unit": (unit,)}
    return roles


def scale(value: int | float, unit: str, text: str) -> tuple[int | float, str]:
    """A value with its unit as indicators write them: 2.2万余人 -> 22000 人; 51.36万人 stays."""
    if unit.startswith("万") and unit[1:] in ("人", "名", "人次", "次") and ("余" in text or "多" in text):
        return round(value * 10_000), unit[1:]
    return value, unit
