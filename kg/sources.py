"""Which files a build reads: files, folders, globs and `-`, in one order whatever the order of the arguments."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.interchange import MARK

STDIN = "-"
SUFFIXES = (".txt", ".text", ".md", ".markdown")

ABOUT = (".", "README", "LICENSE", "LICENCE")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that was not built, and why, in one line."""

    source: str
    reason: str


def find_sources(paths: Iterable[str]) -> tuple[tuple[str, ...], tuple[Skipped, ...]]:
    """The files that the arguments name, sorted and each once, and the arguments that name none."""
    found: set[str] = set()
    skipped: list[Skipped] = []
    for path in paths:
        files = list(_expand(path))
        found.update(files)
        if not files:
            skipped.append(Skipped(path, _why_nothing(path)))
    return tuple(sorted(found)), tuple(sorted(skipped, key=lambda skip: skip.source))


def _expand(path: str) -> Iterator[str]:
    if path == STDIN:
        yield STDIN
    elif os.path.isdir(path):
        yield from _walk(path)
    elif os.path.lexists(path):
        yield Path(path).as_posix()
    elif glob.has_magic(path):
        for match in glob.glob(path, recursive=True):
            if not os.path.isdir(match):
                yield Path(match).as_posix()


def _walk(folder: str) -> Iterator[str]:
    """Text and Markdown files below a folder. Hidden files, builds (whose texts are copies) and the folder's own
    README or LICENSE are passed over."""
    for home, folders, files in os.walk(folder):
        if MARK in files:
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(SUFFIXES) and not name.upper().startswith(ABOUT):
                yield Path(home, name).as_posix()


def _why_nothing(path: str) -> str:
    kinds = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
    if os.path.isdir(path):
        return f"expected documents ({kinds}) in this folder, found none; name the files themselves"
    if glob.has_magic(path):
        return "expected files that match this pattern, found none; check the pattern"
    return "expected a file or folder, found nothing there; check the path"
