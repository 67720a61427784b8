"""What a number counts: words by cost, readings drawn from a chain, and the wording most of them agree with."""

from __future__ import annotations

import pytest

from pipelines.facts.figures.category import agree, choose, tidy
from pipelines.facts.figures.chain import draw, make_chain
from pipelines.facts.figures.words import Words


def test_a_clause_is_cut_at_its_cheapest_words() -> None:
    words = Words({"培训": 5.0, "教师": 5.0, "培": 9.0, "训": 9.0, "训教": 12.0})
    assert words.cut("培训教师") == [(0, 2), (2, 4)]


def test_unknown_characters_are_words_of_their_own() -> None:
    assert Words({}).cut("磷化") == [(0, 1), (1, 2)]
    assert Words({}).cut("") == []


def test_draws_follow_the_chances_of_the_chain() -> None:
    chain = make_chain("AO", {"noun": (3.0, 0.0)}, [[0.0, 0.0], [0.0, 0.0]])
    drawn, *_ = draw(chain, [[["noun"], []]])
    shares = dict(drawn)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert sum(share for tags, share in drawn if tags[0] == "A") > 0.8
    assert len({tags[1] for tags in shares}) == 2
    assert [drawn] == draw(chain, [[["noun"], []]])


def test_a_clause_is_read_the_same_beside_longer_ones() -> None:
    chain = make_chain("AO", {"noun": (1.0, 0.0), "verb": (0.0, 0.7)}, [[0.5, 0.0], [-0.5, 0.0]])
    short, long = [["noun"], ["verb"], ["noun", "verb"]], [["verb"], ["noun"], [], ["noun"], ["verb"]]
    assert draw(chain, [short, long, short]) == [*draw(chain, [short]), *draw(chain, [long]), *draw(chain, [short])]
    assert draw(chain, []) == []


def test_a_forbidden_move_is_not_drawn() -> None:
    chain = make_chain("AO", {}, [[-30.0, 0.0], [0.0, 0.0]])
    assert all("AA" not in "".join(tags) for tags, _ in draw(chain, [[[], [], []]])[0])


def test_the_wording_that_most_readings_agree_with_is_taken() -> None:
    name, chance = choose({"开展教师培训": 0.3, "教师培训": 0.3, "师": 0.35, "": 0.05})
    assert name == "教师培训"
    assert chance == pytest.approx(0.6)


def test_nothing_drawn_is_no_wording() -> None:
    assert choose({"": 1.0}) == ("", 0.0)


def test_wordings_agree_when_one_holds_the_other_and_is_not_much_longer() -> None:
    assert agree("教师培训", "开展教师培训")
    assert not agree("培训", "开展教师培训")
    assert not agree("教师培训", "培训教师")


@pytest.mark.parametrize(("drawn", "wording"), [("共同体", "共同体"), ("共建产业学院", "共建产业学院"), ("共获奖项", "获奖项"), ("等共计、", "计")])
def test_a_word_that_begins_like_a_sum_is_kept_whole(drawn: str, wording: str) -> None:
    assert tidy(drawn) == wording
