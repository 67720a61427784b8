"""One pass over the records of a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from kg.export.counts import Counts
from kg.interchange import Build, iter_records

T = TypeVar("T")


def walk(build: Build, counts: Counts, handlers: Mapping[str, Callable[[Any], T]]) -> Iterator[T]:
    """What each handler makes of the records of its kind, kind by kind; `counts` gets the number of each."""
    for kind, handle in handlers.items():
        number = 0
        for record in iter_records(build.path, kind):
            yield handle(record)
            number += 1
        setattr(counts, kind, number)
