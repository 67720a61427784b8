"""Train the models of the counted facts: kind, category, subject and period of a number phrase.

    python -m pipelines.training.figures_fit ../shared/train ../shared/dev --spans FOLDER --out models/facts

With `--spans` (names predicted for documents left out, see pipelines.training.crossval) each document is read twice. The project's own
documents teach too, over the names marked in them.
`--without K` leaves fold K out (for figures on documents that the models never saw).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.facts.claim import Ref
from pipelines.facts.figures import kind, period, subject
from pipelines.facts.figures.read import sections_of, survey
from pipelines.training import spelling_fit
from pipelines.training.figures_data import Paper, normal, read_own_papers, read_papers
from pipelines.training.linear import fit, write

SHORT = spelling_fit.LETTERS


def kind_rows(papers: Sequence[Paper]) -> Iterator[tuple[list[str], str]]:
    """Features and class (N, A, I) of each number phrase."""
    for paper in papers:
        heads = sections_of(paper.page)
        for window, fact in paper.figures:
            section = heads.get(window.block.section, "")
            yield kind.describe(paper.page.layout.text, window, section), SHORT[fact["type"]] if fact else "N"


def subject_rows(papers: Sequence[Paper]) -> Iterator[tuple[list[str], str]]:
    """Features of each candidate subject and whether it is the gold one."""
    for paper in papers:
        page = paper.page
        region = subject.find_region(page)
        starts = [s.start for s in page.spans]
        last: subject.Last = None
        for window, fact in paper.figures:
            if fact is None:
                continue
            wanted = aliases_of(paper, fact["roles"]["subject"][0])
            bearers = subject.find_bearers(page, window, region, starts)
            right = [bool(names_of(paper, b.target) & wanted) for b in bearers]
            if not any(right):
                continue
            rows = subject.describe(page, window, SHORT[fact["type"]], bearers, last=last)
            last = (bearers[right.index(True)].target, window)
            yield from ((row, "yes" if good else "no") for row, good in zip(rows, right, strict=True))


def period_rows(papers: Sequence[Paper]) -> Iterator[tuple[list[str], str]]:
    """Features of the date round each figure and whether it is its period."""
    for paper in papers:
        ground = survey(paper.page)
        for window, fact in paper.figures:
            if fact is None:
                continue
            letter, section = SHORT[fact["type"]], ground.heads.get(window.block.section, "")
            timing = period.find_timing(paper.page, window, section, default=ground.year, starts=ground.starts)
            if timing.source and not period.read_caption(paper.page, window, letter, timing):
                right = any(_same_year(timing.value, one) for one in fact["roles"].get("period", []))
                yield period.describe(paper.page, window, letter, timing), "yes" if right else "no"


def _same_year(found: str, stated: str) -> bool:
    """Whether two dates are the same, or one is the year of the other."""
    return normal(found) == normal(stated) or (found[:4] == stated[:4] and found[:4].isdigit())


def aliases_of(paper: Paper, name: str) -> set[str]:
    """All normalised names of the gold entity called `name`."""
    wanted = {normal(name)}
    for entity in paper.gold["entities"]:
        names = {normal(n) for n in (entity["name"], *entity["aliases"])}
        if names & wanted:
            wanted |= names
    return wanted


def names_of(paper: Paper, target: Ref | str) -> set[str]:
    """All normalised names of a role value."""
    if isinstance(target, Ref):
        entity = paper.page.entities[target.key]
        return {normal(n) for n in (entity.name, *entity.aliases)}
    return {normal(target)}


def train(papers: Sequence[Paper], own: Sequence[Paper], out: Path) -> None:
    """Fit and write the models."""
    for name, make, strength in (("figure_kind", kind_rows, 0.15), ("figure_subject", subject_rows, 0.15), ("figure_period", period_rows, 0.1)):
        write(fit(make(papers), make(own), strength=strength), out / f"{name}.json.gz")
    spelling_fit.train(papers, own, out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=re.sub(r"\s+", " ", __doc__ or ""))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--spans", type=Path)
    parser.add_argument("--without", type=int, default=-1)
    options = parser.parse_args()
    papers = [p for p in read_papers(*options.folders, spans=options.spans) if p.fold != options.without]
    train(papers, read_own_papers(), options.out)


if __name__ == "__main__":
    main()
