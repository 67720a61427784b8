"""Train the models of prizes and honours: kind, owner and contest of an award mention.

python -m pipelines.training.awards_fit ../shared/train ../shared/dev --spans FOLDER --out models/facts
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.facts.awards.anchors import OWNERS, find_anchors, find_contests
from pipelines.facts.awards.read import describe_kind
from pipelines.facts.figures import subject
from pipelines.facts.figures.read import sections_of
from pipelines.facts.figures.window import Window
from pipelines.span import NameSpan
from pipelines.training.figures_data import Gold, Paper, read_own_papers, read_papers
from pipelines.training.figures_fit import aliases_of, names_of
from pipelines.training.linear import fit, write

LETTERS = {"Honor": "H", "CompetitionResult": "C"}
Labelled = tuple[NameSpan, Window, list[Gold]]


def label_awards(paper: Paper) -> list[Labelled]:
    """Each award mention with the gold facts that it states (evidence over the mention, same award)."""
    page = paper.page
    facts = []
    for fact in paper.gold["facts"]:
        where = page.layout.from_source(fact["evidence"]["start"], fact["evidence"]["end"])
        if fact["type"] in LETTERS and where is not None and fact["roles"].get("award"):
            facts.append((where, set().union(*(aliases_of(paper, a) for a in fact["roles"]["award"])), fact))
    out = []
    for span, window in find_anchors(page):
        from pipelines.facts.claim import Ref

        names = names_of(paper, Ref(page.entity_of[span]))
        stated = [f for where, wanted, f in facts if where[0] < span.end and span.start < where[1] and names & wanted]
        out.append((span, window, stated))
    return out


def kind_rows(papers: Sequence[Paper]) -> Iterator[tuple[list[str], str]]:
    """Features and class (N, H, C) of each award mention."""
    for paper in papers:
        heads = sections_of(paper.page)
        starts = [s.start for s in paper.page.spans]
        for _, window, stated in label_awards(paper):
            contests = find_contests(paper.page, window, starts)
            section = heads.get(window.block.section, "")
            label = LETTERS[stated[0]["type"]] if stated else "N"
            yield describe_kind(paper.page, window, section, contests), label


def owner_rows(papers: Sequence[Paper]) -> Iterator[tuple[list[str], str]]:
    """Features of each possible recipient and whether it is one."""
    for paper in papers:
        page = paper.page
        region = subject.find_region(page)
        starts = [s.start for s in page.spans]
        for _, window, stated in label_awards(paper):
            if not stated:
                continue
            letter = LETTERS[stated[0]["type"]]
            wanted = set().union(*(aliases_of(paper, r) for f in stated for r in f["roles"].get("recipient", [])))
            bearers = [b for b in subject.find_bearers(page, window, region, starts) if b.label in OWNERS[letter]]
            right = [bool(names_of(paper, b.target) & wanted) for b in bearers]
            if any(right):
                rows = subject.describe(page, window, letter, bearers)
                yield from ((row, "yes" if good else "no") for row, good in zip(rows, right, strict=True))


def contest_rows(papers: Sequence[Paper]) -> Iterator[tuple[list[str], str]]:
    """Features of each possible contest and whether it is the one."""
    for paper in papers:
        page = paper.page
        starts = [s.start for s in page.spans]
        for _, window, stated in label_awards(paper):
            wanted = set().union(*(aliases_of(paper, c) for f in stated for c in f["roles"].get("competition", [])))
            contests = find_contests(page, window, starts)
            right = [bool(names_of(paper, b.target) & wanted) for b in contests]
            if any(right):
                rows = subject.describe(page, window, "C", contests)
                yield from ((row, "yes" if good else "no") for row, good in zip(rows, right, strict=True))


def train(papers: Sequence[Paper], own: Sequence[Paper], out: Path) -> None:
    """Fit and write the three models."""
    for name, make in (("award_kind", kind_rows), ("award_owner", owner_rows), ("award_contest", contest_rows)):
        write(fit(make(papers), make(own), strength=0.2), out / f"{name}.json.gz")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--spans", type=Path)
    options = parser.parse_args()
    train(read_papers(*options.folders, spans=options.spans), read_own_papers(), options.out)


if __name__ == "__main__":
    main()
