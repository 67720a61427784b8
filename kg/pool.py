"""Read many documents, in this process or in several; results come in the order of the sources."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from kg import readers
from kg.errors import BuildError
from kg.model import Reading
from kg.sources import STDIN, Skipped

WORTH_WORKERS = 16
"""Below this many documents one process is as fast: each worker loads the models first."""

Progress = Callable[[int, int], None]


def choose_workers(asked: int, sources: Sequence[str]) -> int:
    """The number of processes: as asked, or (0) one a core when there are documents enough."""
    if asked < 0:
        raise BuildError(f"expected a number of workers of 0 (automatic) or more, got {asked}")
    if asked:
        return min(asked, max(1, len(sources)))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if len(sources) >= WORTH_WORKERS else 1


def read_all(
    sources: Sequence[str], *, workers: int = 1, progress: Progress | None = None
) -> Iterator[Reading | Skipped]:
    """Each source read, in order. `progress(done, total)` is called after each."""
    results = _read_apart(sources, workers) if workers > 1 else map(readers.read, sources)
    for done, result in enumerate(results, 1):
        if progress:
            progress(done, len(sources))
        yield result


def _read_apart(sources: Sequence[str], workers: int) -> Iterator[Reading | Skipped]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        futures = [None if source == STDIN else pool.submit(readers.read, source) for source in sources]
        try:
            for source, future in zip(sources, futures, strict=True):
                yield readers.read(source) if future is None else future.result()
        except BrokenProcessPool:
            raise BuildError("a reading process died (out of memory?); try again with --workers 1") from None
        finally:
            pool.shutdown(cancel_futures=True)
