"""`kg build`: documents to a graph. The twin of `kg.build.build`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.build import NothingRead, Options, Outcome, build
from kg.errors import BuildError
from kg.pool import Progress

FAILED = 1


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="build")(run)


def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs, or - (stdin).")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write the build to.")],
    workers: Annotated[int, typer.Option("--workers", help="Processes that read; 0 chooses.", show_default=True)] = 0,
    decisions: Annotated[Path | None, typer.Option("--decisions", help="Decisions file to replay (kg review).")] = None,
    registry: Annotated[Path | None, typer.Option("--registry", help="File of known names (CSV or JSONL).")] = None,
    store: Annotated[bool, typer.Option("--store/--no-store", help="Write the embedded graph store too.")] = True,
) -> None:
    """从文档构建图谱 · Read Chinese documents and write a graph with quotations.

    The build appears whole or not at all. A document that cannot be read is named, the rest is built, and the exit
    code is 1."""
    options = Options(workers=workers, decisions=decisions, registry=registry, store=store)
    try:
        with _show_progress() as progress:
            outcome = build(paths, out, options=options, progress=progress)
    except NothingRead as error:
        for skip in error.skipped:
            _complain(skip.source, skip.reason)
        print(f"kg: {error}", file=sys.stderr)
        raise typer.Exit(FAILED) from None
    except BuildError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        print(f"kg: {error}", file=sys.stderr)
        raise typer.Exit(FAILED) from None
    _print_summary(outcome)
    for row in outcome.skipped:
        _complain(row["source"], row["reason"])
    if outcome.skipped:
        raise typer.Exit(FAILED)


def _complain(source: str, reason: str) -> None:
    text = reason if source in reason else f"{source}: {reason}"
    print(f"kg: {text}", file=sys.stderr)


@contextmanager
def _show_progress() -> Iterator[Progress | None]:
    """A bar on stderr when that is a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_summary(outcome: Outcome) -> None:
    counts: Mapping[str, Any] = outcome.report["counts"]
    print(f"{outcome.folder}: {counts['documents']} documents, {counts['characters']:,} characters, "
          f"{counts['mentions']:,} mentions, {counts['entities']:,} entities, {counts['facts']:,} facts, "
          f"{outcome.report['seconds']['total']:.1f} s")
    for name in ("mentions", "entities", "facts"):
        rows = sorted(counts[f"{name}_by_type"].items(), key=lambda row: (-row[1], row[0]))
        print(f"  {name:9} " + "  ".join(f"{type_} {number:,}" for type_, number in rows))
    _print_notes(outcome.report)


def _print_notes(report: Mapping[str, Any]) -> None:
    coverage = report["coverage"]
    print(f"  sentences {coverage['sentences']:,}, with a fact {coverage['sentences_with_fact']:,}")
    for row in report["duplicates"]:
        print(f"  {row['source']} has the same text as {row['same_as']}: built once")
    differing = sum(row["difference"] != 0 for row in report["totals"])
    if differing or report["conflicts"]:
        print(f"  stated totals that differ from what was extracted: {differing}; "
              f"conflicts: {len(report['conflicts'])} (see report.json)")
