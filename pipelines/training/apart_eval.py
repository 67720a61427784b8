"""Figures on the documents kept apart: `python -m pipelines.training.apart_eval [--out FOLDER]`.

The documents of `pipelines/training/apart` teach no model, and rules are written without looking at them. They are read by the shipped models from
the bare text, resolved, assembled, written as a build and scored as the project's scorer counts. Half a minute on one core."""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path

from kg import interchange
from kg.assemble import assemble
from kg.evaluate import Evaluation, evaluate
from kg.model import Reading
from kg.resolve import resolve
from pipelines.components.recogniser import recognise
from pipelines.emit import emit_page
from pipelines.layout import analyse
from pipelines.reading import Source
from pipelines.reference import refer
from pipelines.training.evaluate import describe
from pipelines.training.own_facts import Gold, read_all_own_gold

FOLDER = Path(__file__).with_name("apart")


def read_text(gold: Gold, text: str) -> Reading:
    """All that the shipped models read in a text."""
    layout = analyse(text)
    return replace(emit_page(Source(gold["source"], text), refer(layout, recognise(layout))), seconds={})


def score(folder: Path, out: Path) -> Evaluation:
    """Writes the build of all documents of a folder and their gold files under `out`; gives the scores."""
    documents = read_all_own_gold(folder)
    readings = [read_text(gold, text) for gold, text in documents]
    beside = out / "gold"
    beside.mkdir(parents=True, exist_ok=True)
    for gold, _ in documents:
        (beside / f"{gold['doc']}.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    interchange.write_graph(assemble(readings, resolve(readings)), out / "build", texts={r.document.doc_id: r.text for r in readings})
    return evaluate(out / "build", beside)


def describe_names(result: Evaluation) -> str:
    """Strict precision, recall and F1 of names as lines."""
    rows = result.scores["mention"].items()
    return "\n".join(f"  {label:20} {row['p']:6.3f} {row['r']:6.3f} {row['f1']:6.3f} {row['gold']:6.0f}" for label, row in rows)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="keep build and gold files here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        result = score(FOLDER, given.out or Path(scratch))
    print(describe("kept apart", result))
    print(describe_names(result))


if __name__ == "__main__":
    main()
