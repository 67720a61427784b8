"""The second look at a pair knows how the pair and its rivals do in the other sentences of the document."""

from __future__ import annotations

from pipelines.facts.scene import Arg
from pipelines.facts.second import LOW, Whole

SCHOOL, FIRM, BASE = (Arg(0, 4, "Institution", 1), Arg(6, 9, "Enterprise", 2), Arg(12, 16, "Platform", 3))


def note(*scored: tuple[int, Arg, float]) -> Whole:
    """A document whose sentences score pairs with the platform under spec 1."""
    whole = Whole()
    for number, arg, score in scored:
        whole.add(number, [(arg, BASE, (1,))], [[LOW, score]])
    return whole


def test_the_same_pair_elsewhere_counts_its_own_sentence_not() -> None:
    whole = note((0, SCHOOL, 3.0), (1, SCHOOL, 1.0))
    assert whole.describe(0, SCHOOL, BASE, 1) == (1.0, LOW)
    assert whole.describe(1, SCHOOL, BASE, 1) == (3.0, LOW)


def test_rivals_are_other_first_ends_in_any_sentence() -> None:
    whole = note((0, SCHOOL, 3.0), (0, FIRM, 2.0), (1, FIRM, -1.0))
    assert whole.describe(0, SCHOOL, BASE, 1) == (LOW, 2.0)
    assert whole.describe(1, FIRM, BASE, 1) == (2.0, 3.0)
