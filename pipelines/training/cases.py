"""Training cases: pairs of things of whole documents, as numbers over first scores, with what the gold facts say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from pipelines.facts.board import Board, Look, gather
from pipelines.facts.shape import SURE_BEHIND
from pipelines.training.facts_data import Row


@dataclass(frozen=True, slots=True)
class Cases:
    """One line a case: its numbers, spec, whether some gold fact of the document states it, its fold, whether its names are predicted,
    and whether its document is one of our own."""

    matrix: NDArray[np.float32]
    spec: NDArray[np.int64]
    truth: NDArray[np.int64]
    fold: NDArray[np.int64]
    real: NDArray[np.bool_]
    own: NDArray[np.bool_]

    def take(self, chosen: NDArray[np.bool_]) -> Cases:
        """Some of the cases."""
        return Cases(self.matrix[chosen], self.spec[chosen], self.truth[chosen], self.fold[chosen], self.real[chosen], self.own[chosen])


def read_cases(rows: Sequence[Row], logits: NDArray[np.float64]) -> Cases:
    """The cases of all rows; how sure a name is counts as unknown where names are gold."""
    lines: list[list[float]] = []
    known: list[tuple[int, int, int, bool, bool]] = []
    begin = 0
    for part, group in groupby(rows, key=lambda row: row.part):
        inside = list(group)
        for numbers, spec, truth in _describe(inside, logits[begin: begin + len(inside)]):
            lines.append(numbers)
            known.append((spec, truth, inside[0].fold, part.endswith("predicted"), inside[0].own))
        begin += len(inside)
    spec_, truth_, fold_, real, own = (np.array(column) for column in zip(*known, strict=True))
    matrix = np.array(lines, dtype=np.float32)
    for behind in SURE_BEHIND:
        matrix[~real, matrix.shape[1] - behind] = np.nan
    return Cases(matrix, spec_, truth_, fold_, real, own)


def _describe(rows: Sequence[Row], logits: NDArray[np.float64]) -> list[tuple[list[float], int, int]]:
    """(numbers, spec, truth) of the hopeful cases of one page."""
    looks: list[Look] = []
    members: list[list[Row]] = []
    begin = 0
    for _, group in groupby(rows, key=lambda row: id(row.sentence)):
        inside = list(group)
        members.append(inside)
        looks.append(Look(inside[0].sentence, [row.proposal for row in inside], logits[begin: begin + len(inside)].tolist()))
        begin += len(inside)
    cases = gather(rows[0].page, looks)
    board = Board(rows[0].page, looks, cases)
    return [
        (board.describe(case), case.spec, int(any(members[n][i].truth[case.spec] != 0 for n, i in case.places)))
        for case in cases if board.hopeful(case)
    ]


def join(parts: Sequence[Cases]) -> Cases:
    """The cases of several parts one after another."""
    columns = [(part.matrix, part.spec, part.truth, part.fold, part.real, part.own) for part in parts]
    return Cases(*(np.concatenate(column) for column in zip(*columns, strict=True)))
