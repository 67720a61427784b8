"""The network of relations: what is trained is what runs, company in a batch changes nothing, files keep it, it learns."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from pipelines.facts.candidates import SPECS, pairs
from pipelines.facts.first import score_pairs
from pipelines.facts.inputs import CHOICES, sort_pair
from pipelines.facts.network import Network, read_network, write_network
from pipelines.facts.relations import name_of_spec
from pipelines.facts.scene import read_sentences
from pipelines.facts.scoring import Scorer
from pipelines.page import Page

jax = pytest.importorskip("jax")

from pipelines.training.facts_data import Row  # noqa: E402
from pipelines.training.first import tell_truth  # noqa: E402
from pipelines.training.network import (  # noqa: E402
    Course,
    draw_scenes,
    fit_network,
    judge,
    make_batches,
    make_glossary,
    start_network,
)

NAMES = {"深圳信息职业技术学院": "Institution", "比亚迪股份有限公司": "Enterprise", "比亚迪产业学院": "Platform", "宁波职业技术学院": "Institution"}
TEXT = "深圳信息职业技术学院与比亚迪股份有限公司共建比亚迪产业学院。\n宁波职业技术学院没有参加。\n宁波职业技术学院与比亚迪股份有限公司没有合作。"
OUTPUTS = (*(name_of_spec(number) for number in range(len(SPECS))), "Partnership:form=共建")
COURSE = Course(passes=40, width=8, inner=16, drop=0.0, rate=1e-2, batch=256)


def tasks_of(page: Page) -> list:
    return [(sentence, found) for sentence in read_sentences(page) if (found := list(pairs(sentence)))]


def rows_of(page: Page) -> list[Row]:
    """The pairs of the page: those that share a sentence with 共建 state facts."""
    return [
        Row("一", "一 gold", 0, page, sentence, proposal, (), {spec: int("共建" in sentence.mask) for spec in proposal[2]},
            {spec: {"form": ("共建",)} for spec in proposal[2]})
        for sentence, proposals in tasks_of(page) for proposal in proposals
    ]


@pytest.fixture
def page(make_page):
    return make_page(TEXT, NAMES)


def make_network(page: Page) -> Network:
    glossary = make_glossary()
    return fit_network(draw_scenes(rows_of(page), tell_truth(rows_of(page), OUTPUTS), glossary), OUTPUTS, glossary, COURSE)


def test_the_trained_network_and_the_running_one_agree(page):
    glossary = make_glossary()
    rows = rows_of(page)
    params = start_network(1, COURSE, len(OUTPUTS))
    plain = Network(OUTPUTS, glossary, ({name: np.asarray(value) for name, value in params.items()},))
    running = np.concatenate(plain.score(page, tasks_of(page)))
    scenes = draw_scenes(rows, tell_truth(rows, OUTPUTS), glossary)
    for scene in scenes:
        (batch,) = make_batches([scene], 48, random.Random(0))
        trained = np.asarray(judge(params, batch, jax.random.PRNGKey(0), 0.0))[0, : len(scene.rows)]
        np.testing.assert_allclose(running[list(scene.rows)], trained, atol=2e-3)


def test_a_sentence_scores_the_same_in_any_company(page):
    network = make_network(page)
    together = network.score(page, tasks_of(page))
    alone = [network.score(page, [task])[0] for task in tasks_of(page)]
    for one, two in zip(together, alone, strict=True):
        np.testing.assert_allclose(one, two, atol=1e-4)


def test_it_learns_and_does_so_twice_alike(page):
    first, second = make_network(page), make_network(page)
    truth = tell_truth(rows_of(page), OUTPUTS)
    scores = np.concatenate(first.score(page, tasks_of(page)))
    assert ((scores > 0) == (truth == 1))[truth >= 0].mean() == 1
    for name, value in first.voters[0].items():
        np.testing.assert_array_equal(value, second.voters[0][name])


def test_files_keep_it_and_the_same_network_gives_the_same_bytes(page, tmp_path: Path):
    network = make_network(page)
    for folder in ("one", "two"):
        write_network(network, tmp_path / folder)
    assert (tmp_path / "one" / "network.npz").read_bytes() == (tmp_path / "two" / "network.npz").read_bytes()
    again = read_network(tmp_path / "one")
    assert again.outputs == OUTPUTS
    for one, two in zip(network.score(page, tasks_of(page)), again.score(page, tasks_of(page)), strict=True):
        np.testing.assert_array_equal(one, two)


def test_roles_count_only_where_there_is_a_fact(page):
    truth = tell_truth(rows_of(page), OUTPUTS)
    partners = truth[:, OUTPUTS.index("Partnership.partner.institution")]
    assert set(truth[partners == 1, -1]) == {1}
    assert set(truth[partners != 1, -1]) == {-1}


def test_every_kind_of_a_pair_has_its_own_number(page):
    for sentence, proposals in tasks_of(page):
        for a, b, _ in proposals:
            kinds = sort_pair(page, sentence, a, b)
            assert len(kinds) == len(CHOICES)
            assert all(0 <= kind < most for kind, most in zip(kinds, CHOICES, strict=True))


def test_an_output_that_the_network_lacks_is_the_scorers_alone(page):
    network = make_network(page)
    names = (OUTPUTS[0], "Partnership:form=共享")
    scorer = Scorer(names, {}, np.zeros((0, 2), np.float32), np.array([1, 3], np.float32))
    for scores, others in zip(score_pairs(page, tasks_of(page), scorer, network), network.score(page, tasks_of(page)), strict=True):
        np.testing.assert_allclose(scores[:, 0], (1 + others[:, 0]) / 2, rtol=1e-5)
        assert set(scores[:, 1].tolist()) == {3}
