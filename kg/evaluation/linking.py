"""Linking: do mentions that mean the same have the same entity? B-cubed over strictly matched mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

from kg.evaluation.counts import Shares
from kg.evaluation.mentions import Key


def b_cubed(gold: Mapping[Key, Hashable], found: Mapping[Key, Hashable]) -> Shares:
    """Sums over the mentions of the shares of their cluster that is right; both maps have the same keys."""
    gold_clusters, found_clusters = _clusters(gold), _clusters(found)
    shares = Shares()
    for key, cluster in gold.items():
        mine, theirs = gold_clusters[cluster], found_clusters[found[key]]
        both = len(mine & theirs)
        shares.add(Shares(1, both / len(theirs), both / len(mine)))
    return shares


def _clusters(labels: Mapping[Key, Hashable]) -> Mapping[Hashable, set[Key]]:
    table: defaultdict[Hashable, set[Key]] = defaultdict(set)
    for key, label in labels.items():
        table[label].add(key)
    return table
