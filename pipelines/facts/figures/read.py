"""Number phrases -> claims of AchievementCount and Indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.facts.claim import Claim, Ref
from pipelines.facts.figures import category, kind, period, subject
from pipelines.facts.figures.window import Window, find_windows
from pipelines.facts.levels import stated_level
from pipelines.facts.weights import Weights, shipped
from pipelines.page import Page

TYPES = {"A": "AchievementCount", "I": "Indicator"}
THRESHOLD = 0.5
JOINT = 0.2
HONEST = 0.62
"""Share of figures that are right in every key at a joint chance of one, on documents left out."""
METHOD = "figure-model"


@dataclass(frozen=True, slots=True)
class Models:
    """The models a figure reader needs."""

    kind: Weights
    subject: Weights
    tag: category.Tag


@cache
def load_models() -> Models:
    """The shipped models, read once."""
    return Models(shipped("figure_kind"), shipped("figure_subject"), category.shipped_tagger())


def sections_of(page: Page) -> Mapping[int, str]:
    """Text of each heading block, by its index."""
    text = page.layout.text
    return {i: text[b.start : b.end] for i, b in enumerate(page.layout.blocks) if b.kind in ("heading", "title")}


def read_figures(page: Page, models: Models | None = None) -> list[Claim]:
    """Claims of both types in the order of the text."""
    using = models or load_models()
    heads = sections_of(page)
    region = subject.find_region(page)
    starts = [s.start for s in page.spans]
    out = []
    last: subject.Last = None
    for window in find_windows(page):
        section = heads.get(window.block.section, "")
        chances = using.kind.probabilities(kind.describe(page.layout.text, window, section))
        letter = max(("A", "I"), key=lambda k: chances[k])
        if 1 - chances["N"] >= THRESHOLD:
            found = _claim(page, window, letter, (section, region), starts, using, 1 - chances["N"], last)
            if found is not None:
                who = found.roles["subject"][0]
                assert isinstance(who, Ref | str)
                last = (who, window)
                out.append(found)
    return out


def _claim(
    page: Page,
    window: Window,
    letter: str,
    place: tuple[str, str],
    starts: list[int],
    using: Models,
    chance: float,
    last: subject.Last,
) -> Claim | None:
    text = page.layout.text
    section, region = place
    name, start, end, sure = category.read_category(text, window, letter, using.tag)
    bearers = subject.find_bearers(page, window, region, starts)
    if len(name) < 2 or not bearers:
        return None
    rows = subject.describe(page, window, letter, bearers, text, last=last)
    chances = [using.subject.probabilities(row)["yes"] for row in rows]
    bearer = subject.choose(bearers, chances)
    assert bearer is not None
    when = period.read_period(page, window, section)
    roles = _roles(window, letter, name, bearer.target, when)
    joint = chance * max(chances) * sure
    return Claim(TYPES[letter], roles, start, end, round(HONEST * joint, 3), METHOD) if joint >= JOINT else None


def _roles(
    window: Window, letter: str, name: str, who: Ref | str, when: str
) -> dict[str, tuple[Ref | str | int | float, ...]]:
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
    if when:
        roles["period"] = (when,)
    return roles


def scale(value: int | float, unit: str, text: str) -> tuple[int | float, str]:
    """A value with its unit as indicators write them: 2.2万余人 -> 22000 人; 51.36万人 stays."""
    if unit.startswith("万") and unit[1:] in ("人", "名", "人次", "次") and ("余" in text or "多" in text):
        return round(value * 10_000), unit[1:]
    return value, unit
