"""First scores of pairs, fitted: the linear scorer over string features, and the network; the optional roles with both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from pipelines.facts.board import LOW
from pipelines.facts.candidates import SPECS
from pipelines.facts.network import FILE, Network, read_network, write_network
from pipelines.facts.relations import MODEL, name_of_spec
from pipelines.facts.scoring import Matrix, Scorer, write_scorer
from pipelines.training.facts_data import Row
from pipelines.training.network import Course, draw_scenes, fit_network, make_glossary

C = 1.0
C_ROLE = 2.0
MIN_COUNT = 3
ROLES = {
    "Partnership": ("form",), "PlatformBuilding": ("builder_role", "status", "level"), "Membership": ("position",),
    "ProgramParticipation": ("position", "level"), "Hosting": ("position",),
}
MIN_VALUE = 5
NETWORK = Course()


def sparse(items: Sequence[Iterable[str]], vocabulary: dict[str, int]) -> csr_matrix:
    """Items of features as a sparse matrix of ones."""
    indices: list[int] = []
    ends = [0]
    for item in items:
        indices += sorted({vocabulary[f] for f in item if f in vocabulary})
        ends.append(len(indices))
    return csr_matrix((np.ones(len(indices), dtype=np.float64), indices, ends), shape=(len(items), len(vocabulary)))


def count_features(rows: Sequence[Row]) -> dict[str, int]:
    """Features seen often enough, numbered in the order of the alphabet."""
    counts = Counter(f for row in rows for f in set(row.features))
    return {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}


def fit(matrix: csr_matrix, truth: np.ndarray, c: float) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression; zeros when one class is missing."""
    if truth.min(initial=1) == truth.max(initial=0):
        return np.zeros(matrix.shape[1]), -6.0
    model = LogisticRegression(C=c, solver="liblinear", tol=0.01, random_state=0).fit(matrix, truth)
    return model.coef_[0], float(model.intercept_[0])


def select(rows: Sequence[Row], spec: int, *, fold: int | None = None, inside: bool = False) -> list[int]:
    """Row numbers of a spec with a known truth, without (or only) those of a fold."""
    return [
        i for i, row in enumerate(rows)
        if row.truth.get(spec, -1) >= 0 and (fold is None or (row.fold == fold) == inside)
    ]


def train_spec(rows: Sequence[Row], matrix: csr_matrix, spec: int, fold: int | None) -> tuple[np.ndarray, float]:
    """The scorer of one spec, trained without a fold."""
    chosen = select(rows, spec, fold=fold)
    return fit(matrix[chosen], np.array([rows[i].truth[spec] for i in chosen]), C)


def left_out(rows: Sequence[Row], matrix: csr_matrix, spec: int) -> np.ndarray:
    """First scores of all rows, each document's from a scorer that did not see its fold; LOW where the spec does not fit."""
    scores = np.full(len(rows), LOW)
    for fold in sorted({row.fold for row in rows}):
        weights, bias = train_spec(rows, matrix, spec, fold)
        inside = [i for i, row in enumerate(rows) if row.fold == fold and spec in row.truth]
        scores[inside] = matrix[inside] @ weights + bias
    return scores


def outputs_of(rows: Sequence[Row]) -> list[str]:
    """Names of the outputs: one a spec, and one for each frequent value of an optional role among true pairs."""
    names = [name_of_spec(spec) for spec in range(len(SPECS))]
    for spec, one in enumerate(SPECS):
        for role in ROLES.get(one.type, ()):
            counts = Counter(v for row in rows if row.truth.get(spec) == 1 for v in row.values[spec].get(role, ()))
            names += [f"{one.type}:{role}={value}" for value in sorted(v for v, n in counts.items() if n >= MIN_VALUE)]
    return names


def train_roles(rows: Sequence[Row], matrix: csr_matrix, truth: NDArray[np.int8]) -> dict[str, tuple[np.ndarray, float]]:
    """The weights of each role output, trained on true pairs; `truth` (rows, outputs)."""
    found: dict[str, tuple[np.ndarray, float]] = {}
    for number, name in list(enumerate(outputs_of(rows)))[len(SPECS):]:
        chosen = np.flatnonzero(truth[:, number] >= 0)
        found[name] = fit(matrix[chosen], truth[chosen, number].astype(np.int64), C_ROLE)
    return found


def train_first(rows: Sequence[Row], folder: Path, networks: Path) -> NDArray[np.float64]:
    """Writes the scorer, the network and the role outputs of both; gives the first scores (rows, specs), each by a scorer that did
    not see its fold and by the network of `networks/<fold>`, which did not either. A network that lies there already is taken."""
    vocabulary = count_features(rows)
    matrix = sparse([row.features for row in rows], vocabulary)
    outputs = {name_of_spec(spec): train_spec(rows, matrix, spec, None) for spec in range(len(SPECS))}
    outputs |= train_roles(rows, matrix, tell_truth(rows, outputs_of(rows)))
    scorer = prune(outputs, vocabulary)
    write_scorer(scorer, folder)
    linear = np.stack([left_out(rows, matrix, spec) for spec in range(len(SPECS))], axis=1)
    train_network(rows, scorer.outputs, folder)
    second = network_left_out(rows, scorer.outputs, networks)
    return np.where(linear > LOW, (linear + second) / 2, LOW)


def train_network(rows: Sequence[Row], outputs: Sequence[str], folder: Path) -> Network:
    """The network of these rows, written to the folder; one that lies there is taken."""
    if not (folder / FILE).exists():
        glossary = make_glossary()
        write_network(fit_network(draw_scenes(rows, tell_truth(rows, outputs), glossary), outputs, glossary, NETWORK), folder)
    return read_network(folder)


def network_left_out(rows: Sequence[Row], outputs: Sequence[str], networks: Path) -> Matrix:
    """Scores (rows, specs), those of each fold by the network that did not see it."""
    scores = np.zeros((len(rows), len(SPECS)), np.float32)
    for fold in sorted({row.fold for row in rows}):
        network = train_network([row for row in rows if row.fold != fold], outputs, networks / str(fold) / MODEL)
        columns = [network.outputs.index(name_of_spec(spec)) for spec in range(len(SPECS))]
        chosen = [number for number, row in enumerate(rows) if row.fold == fold]
        scores[chosen] = score_rows([rows[number] for number in chosen], network)[:, columns]
    return scores


def score_rows(rows: Sequence[Row], network: Network) -> Matrix:
    """Scores (rows, outputs) of rows that stand in the order of their documents and sentences."""
    found: list[Matrix] = []
    for _, document in groupby(rows, key=lambda row: row.part):
        sentences = [list(inside) for _, inside in groupby(document, key=lambda row: id(row.sentence))]
        found += network.score(sentences[0][0].page, [(inside[0].sentence, [row.proposal for row in inside]) for inside in sentences])
    return np.concatenate(found)


def tell_truth(rows: Sequence[Row], outputs: Sequence[str]) -> NDArray[np.int8]:
    """(rows, outputs): 1 or 0, and -1 where an output says nothing of a pair: another type, a fact stated elsewhere, roles of no fact."""
    truth = np.full((len(rows), len(outputs)), -1, np.int8)
    columns = {name: number for number, name in enumerate(outputs)}
    wanted = [(number, name.partition(":"), name.partition("=")[2]) for name, number in columns.items() if ":" in name]
    for line, row in enumerate(rows):
        for spec, answer in row.truth.items():
            truth[line, columns[name_of_spec(spec)]] = answer
            for number, (type_, _, role), value in wanted if answer == 1 else ():
                if type_ == SPECS[spec].type:
                    truth[line, number] = value in row.values[spec].get(role.partition("=")[0], ())
    return truth


def prune(outputs: Mapping[str, tuple[np.ndarray, float]], vocabulary: dict[str, int]) -> Scorer:
    """A scorer without the features that say next to nothing."""
    weights = np.stack([w for w, _ in outputs.values()], axis=1).astype(np.float32)
    weights[np.abs(weights) < 0.004] = 0
    used = np.flatnonzero(np.abs(weights).max(axis=1) > 0)
    words = sorted(vocabulary, key=lambda word: vocabulary[word])
    bias = np.array([b for _, b in outputs.values()], dtype=np.float32)
    return Scorer(tuple(outputs), {words[i]: n for n, i in enumerate(used)}, weights[used], bias)
