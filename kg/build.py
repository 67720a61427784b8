"""Documents -> a build folder: read, resolve, assemble, check, write. Whole or not at all."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from kg import interchange, pool
from kg.assemble import assemble
from kg.errors import BuildError
from kg.model import Graph, Reading
from kg.report import Run, compose
from kg.resolve import Resolution, resolve
from kg.resolve.decisions import decisions_as_rows, load_decisions
from kg.resolve.registry import open_registry
from kg.sources import Skipped, find_sources
from kg.whole import replace_folder

RESOLUTION = "resolution.jsonl"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Options:
    """`workers`: processes, 0 chooses. `decisions`: a file to replay. `registry`: a file of known names beside the
    shipped ones. `store`: write the embedded store too."""

    workers: int = 0
    decisions: Path | None = None
    registry: Path | None = None
    store: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished build and its report, as in `report.json`."""

    folder: Path
    report: Mapping[str, Any]

    @property
    def skipped(self) -> Sequence[Mapping[str, str]]:
        """The sources that were left out: source and reason."""
        rows: Sequence[Mapping[str, str]] = self.report["skipped"]
        return rows


def build(
    paths: Iterable[str | Path],
    folder: str | Path,
    *,
    options: Options | None = None,
    progress: pool.Progress | None = None,
) -> Outcome:
    """Build a graph from files, folders, globs and `-` into `folder`.

    A source that cannot be read is left out and named in the report. Raises BuildError when nothing can be read, when
    `folder` holds something that is no build, or when it cannot be written; nothing is changed then."""
    options = options or Options()
    target = Path(folder)
    check_target(target)
    watch: dict[str, float] = {}
    decisions = load_decisions(options.decisions)
    registry = open_registry(options.registry)
    readings, run = _timed(watch, "reading", lambda: _read(paths, options, progress))
    resolution = _timed(watch, "resolve", lambda: resolve(readings, decisions=decisions, registry=registry))
    graph = _timed(watch, "assemble", lambda: assemble(readings, resolution))
    texts = {reading.document.doc_id: reading.text for reading in readings}
    _timed(watch, "check", lambda: check_quotations(graph, texts))
    with replace_folder(target.resolve()) as part:
        _timed(watch, "write", lambda: _write(part, graph, resolution, texts))
        if options.store:
            _timed(watch, "store", lambda: _write_store(part))
        run = replace(run, seconds={**run.seconds, **watch, "total": sum(watch.values())})
        report = compose(graph, resolution, run)
        _write_json(part / interchange.REPORT, report)
    return Outcome(target, report)


def check_target(target: Path) -> None:
    """Refuse a folder that holds something else than a build, before any work is done."""
    if target.exists() and not target.is_dir():
        raise BuildError(f"expected a folder to build into, but {target} is a file; choose another with -o")
    if target.is_dir() and any(target.iterdir()) and not (target / interchange.MARK).is_file():
        raise BuildError(f"{target} is not empty and is no build, it was left alone; choose another folder with -o")


def check_quotations(graph: Graph, texts: Mapping[str, str]) -> None:
    """Every mention and every piece of evidence is a slice of its text, else BuildError."""
    for mention in graph.mentions:
        slice_ = texts[mention.doc_id][mention.start:mention.end]
        if not slice_ or slice_.replace("\r", "").replace("\n", "") != mention.text:
            raise BuildError(f"mention {mention.text!r} is not at {mention.doc_id} {mention.start}; please report it")
    for fact in graph.facts:
        if not fact.evidence:
            raise BuildError(f"fact {fact.id} ({fact.type}) has no quotation; please report it")
        for e in fact.evidence:
            if not e.text or texts[e.doc_id][e.start:e.end] != e.text:
                raise BuildError(f"quotation {e.text[:40]!r} is not at {e.start} of {e.doc_id}; please report it")


def _read(paths: Iterable[str | Path], options: Options, progress: pool.Progress | None) -> tuple[list[Reading], Run]:
    sources, skipped = find_sources(map(str, paths))
    kept: dict[str, Reading] = {}
    duplicates: list[tuple[str, str]] = []
    failed: list[Skipped] = []
    workers = pool.choose_workers(options.workers, sources)
    for result in pool.read_all(sources, workers=workers, progress=progress):
        if isinstance(result, Skipped):
            failed.append(result)
        elif result.document.doc_id in kept:
            duplicates.append((result.document.source, kept[result.document.doc_id].document.source))
        else:
            kept[result.document.doc_id] = result
    left_out = sorted([*skipped, *failed], key=lambda skip: skip.source)
    if not kept:
        raise NothingRead(left_out)
    readings = [kept[doc_id] for doc_id in sorted(kept)]
    return readings, Run(readings, left_out, duplicates, _sum_seconds(readings))


class NothingRead(BuildError):
    """None of the sources could be read; `skipped` says why for each."""

    def __init__(self, skipped: Sequence[Skipped]) -> None:
        super().__init__("expected at least one document, none could be read; nothing was written")
        self.skipped = tuple(skipped)


def _sum_seconds(readings: Iterable[Reading]) -> dict[str, float]:
    """Processor seconds of the reading stages, summed over documents."""
    total: dict[str, float] = {}
    for reading in readings:
        for stage, seconds in reading.seconds.items():
            total[f"reading.{stage}"] = total.get(f"reading.{stage}", 0.0) + seconds
    return total


def _write(part: Path, graph: Graph, resolution: Resolution, texts: Mapping[str, str]) -> None:
    interchange.write_files(graph, part, texts=texts)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in decisions_as_rows(resolution))
    (part / RESOLUTION).write_text("".join(lines), encoding="utf-8")


def _write_store(part: Path) -> None:
    from kg.store.embedded import write_store  # starts a Java machine: only when a store is wanted

    write_store(part)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _timed(watch: dict[str, float], stage: str, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    result = work()
    watch[stage] = time.perf_counter() - start
    return result
