"""Train the shipped model: `python -m pipelines.training.train --shared ../shared`. Deterministic."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from pipelines.components.features import read_rows
from pipelines.components.field import prune, save
from pipelines.components.glance import save_glance
from pipelines.components.recogniser import GLANCE
from pipelines.training.documents import read_documents
from pipelines.training.own import read_own_documents
from pipelines.training.plans import INNER_ROWS, OUTER_ROWS, fit_team


def main() -> None:
    """Train on all annotated documents and write the model file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("models/names/field.npz"), help="the field; the networks go beside it")
    parser.add_argument("--without-own", action="store_true", help="leave out pipelines/training/own")
    given = parser.parse_args()
    began = time.monotonic()
    documents = read_documents(given.shared / "train", given.shared / "dev")
    documents += [] if given.without_own else read_own_documents()
    reader = fit_team([(document, read_rows(document.layout)) for document in documents], seed=1)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    outer = prune(reader.outer.table, reader.outer.weights, OUTER_ROWS)
    inner = prune(reader.inner.table, reader.inner.weights, INNER_ROWS)
    save(given.out, outer=outer, inner=inner)
    beside = given.out.with_name(GLANCE)
    if reader.glance is not None:
        save_glance(beside, reader.glance)
    size = (given.out.stat().st_size + beside.stat().st_size) / 1e6
    print(f"{len(documents)} documents, {time.monotonic() - began:.0f} s, {size:.1f} MB -> {given.out}")


if __name__ == "__main__":
    main()
