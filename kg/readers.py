"""The door to document readers: installed packages offer one through the entry-point group `kg.readers`.

The graph side thus reads documents without importing the text side."""

from __future__ import annotations

import functools
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

from kg.errors import InputError, KgError
from kg.model import Reading
from kg.sources import STDIN, Skipped

GROUP = "kg.readers"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")

Reader = Callable[[Path], Reading]


@functools.cache
def load_reader() -> Reader:
    """The installed document reader: path -> Reading. One thread a process, so that workers do not fight for cores."""
    for name in THREADS:
        os.environ.setdefault(name, "1")
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    if not found:
        raise KgError("expected an installed document reader (entry point kg.readers), found none; "
                      "install the project with: pip install .")
    reader: Reader = found[0].load()
    return reader


def read(source: str) -> Reading | Skipped:
    """Read one source; what cannot be read comes back as Skipped with its reason."""
    try:
        return _read_stdin() if source == STDIN else load_reader()(Path(source))
    except InputError as error:
        return Skipped(source, str(error).replace("\n", " "))
    except OSError as error:
        return Skipped(source, f"expected a readable file, got: {error.strerror or error}; check its permissions")


def _read_stdin() -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stdin.txt")
        path.write_bytes(sys.stdin.buffer.read())
        try:
            reading = load_reader()(path)
        except InputError as error:
            raise InputError(str(error).replace(str(path), "standard input")) from None
    return replace(reading, document=replace(reading.document, source=STDIN))
