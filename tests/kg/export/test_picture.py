"""Positions of a picture: finite, apart from each other, the same each time."""

from __future__ import annotations

import random

import pytest

from kg.export.picture import lay_out


def graph_of(nodes: int, edges: int) -> list[tuple[int, int]]:
    chance = random.Random(7)
    return [(int(nodes * chance.random() ** 3), chance.randrange(nodes)) for _ in range(edges)]


@pytest.mark.parametrize(
    ("count", "edges"),
    [(0, []), (1, []), (2, [(0, 1)]), (3, [(0, 0)]), (4, [(0, 1), (1, 0), (0, 1)]), (6, [(0, n) for n in range(1, 6)])],
)
def test_small_graphs_have_a_place_for_each_node(count: int, edges: list[tuple[int, int]]) -> None:
    spots = lay_out(count, edges)
    assert len(spots) == len(set(spots)) == count


def test_nodes_of_a_larger_graph_stand_apart() -> None:
    spots = lay_out(400, graph_of(400, 500))
    near = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) < 12 for i, a in enumerate(spots) for b in spots[:i])
    assert near < 8


def test_the_same_graph_gives_the_same_picture() -> None:
    edges = graph_of(200, 300)
    assert lay_out(200, edges, kinds=[n % 5 for n in range(200)]) == lay_out(200, edges[::-1], kinds=[n % 5 for n in range(200)])


def test_leaves_of_one_kind_stand_together() -> None:
    kinds = [0] + [1] * 20 + [2] * 20
    spots = lay_out(41, [(0, n) for n in range(1, 41)], kinds=kinds)
    reach = [max((spots[n][0] - spots[0][0]) ** 2 + (spots[n][1] - spots[0][1]) ** 2 for n in range(41) if kinds[n] == k) for k in (1, 2)]
    assert reach[0] < reach[1]
