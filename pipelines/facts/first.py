"""First scores of the pairs of a page: the mean of the linear scorer, which knows words, and of the network, which knows their like."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.facts.features import describe_all
from pipelines.facts.network import Network, Task
from pipelines.facts.scoring import Matrix, Scorer
from pipelines.page import Page


def score_pairs(page: Page, tasks: Sequence[Task], scorer: Scorer, network: Network | None) -> list[Matrix]:
    """For each sentence with its pairs (pairs, outputs of the scorer); an output that the network lacks is the scorer's alone."""
    known = [scorer.logits(list(describe_all(page, sentence, proposed))) for sentence, proposed in tasks]
    if network is None:
        return known
    return [average(one, two, scorer, network) for one, two in zip(known, network.score(page, tasks), strict=True)]


def average(first: Matrix, second: Matrix, scorer: Scorer, network: Network) -> Matrix:
    """Mean of the scorer's and the network's scores where both have the output."""
    columns = {name: number for number, name in enumerate(network.outputs)}
    both = [(number, columns[name]) for number, name in enumerate(scorer.outputs) if name in columns]
    mean, own, other = first.copy(), [number for number, _ in both], [number for _, number in both]
    mean[:, own] = (first[:, own] + second[:, other]) / 2
    return mean
