"""The folder that fact readers take their models from: the shipped one, or another while something is measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import pipelines
from kg.resources import resource

_other: ContextVar[Path | None] = ContextVar("other_models", default=None)


@cache
def _shipped() -> Path:
    return resource(pipelines.__file__, "models")


def models_folder() -> Path:
    """The folder that holds `relations/` and `facts/`."""
    return _other.get() or _shipped()


@contextmanager
def use_models(folder: Path) -> Iterator[None]:
    """Within this context, pages that were not read before are read with the models of `folder`."""
    token = _other.set(folder)
    try:
        yield
    finally:
        _other.reset(token)
