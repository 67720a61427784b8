"""Fit boosted trees and turn them to the plain arrays of pipelines.facts.trees (scikit-learn, training only)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from pipelines.facts.trees import LEAF, Forest
from pipelines.training.cases import Cases

TREES = 250
RATE = 0.06
LEAVES = 10
SHARE = 0.3
"""Share of the columns that each split may choose from."""


def fit(cases: Cases) -> Forest:
    """Trees for the log odds of truth, as they are on the shared side; numbers may be NaN where they are not known."""
    rows = np.column_stack([cases.matrix, cases.own])
    learner = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=20, l2_regularization=1.0, max_features=SHARE,
        early_stopping=False, random_state=0)
    learner.fit(rows, cases.truth)
    forest = flatten([tree.nodes for (tree,) in learner._predictors], float(np.ravel(learner._baseline_prediction)[0]))
    return settle(forest, cases.matrix.shape[1])


def settle(forest: Forest, side: int) -> Forest:
    """The forest without the column that tells the side: where it asks for it, all go the way of shared cases (0, so left)."""
    asks = forest.column == side
    return replace(forest, column=np.where(asks, 0, forest.column).astype(np.int16), limit=np.where(asks, np.inf, forest.limit).astype(np.float32))


def flatten(trees: list[NDArray[np.void]], base: float) -> Forest:
    """The node tables of single trees one after another; a leaf leads to itself."""
    sizes = [len(nodes) for nodes in trees]
    roots = np.cumsum([0, *sizes[:-1]]).astype(np.int32)
    whole = np.concatenate(trees)
    shift = np.repeat(roots, sizes)
    leaf = whole["is_leaf"].astype(bool)
    own = np.arange(len(whole), dtype=np.int32)
    return Forest(
        np.where(leaf, LEAF, whole["feature_idx"]).astype(np.int16), np.where(leaf, 0, whole["num_threshold"]).astype(np.float32),
        np.where(leaf, own, whole["left"].astype(np.int32) + shift).astype(np.int32),
        np.where(leaf, own, whole["right"].astype(np.int32) + shift).astype(np.int32),
        np.where(leaf, whole["value"], 0).astype(np.float32), roots, int(whole["depth"].max()), base)
