"""Files and folders of an export appear whole or not at all; what the system refuses becomes one ExportError."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import ExportError

MARK = "export.json"


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Give a path beside `target`; when the block ends well it takes the place of `target`, else it goes."""
    if target.is_dir():
        raise ExportError(f"expected a file name for this format, {target} is a folder; give -o {target}/NAME")
    part = _part(target)
    with _refused(target):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            yield part
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """Give a new folder beside `target`, which it replaces; refuse a folder that holds anything but an export."""
    if target.exists() and not _is_ours(target):
        raise ExportError(f"expected a new or empty folder, {target} holds other files; choose another folder")
    part = _part(target)
    with _refused(target):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.mkdir()
            yield part
            if target.exists():
                shutil.rmtree(target)
            part.rename(target)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def write_mark(folder: Path, facts: Mapping[str, object]) -> None:
    """Mark a folder as an export, with its format, build and counts."""
    text = json.dumps(dict(facts), ensure_ascii=False, indent=1) + "\n"
    (folder / MARK).write_text(text, encoding="utf-8")


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).is_file() or not any(folder.iterdir()))


def _part(target: Path) -> Path:
    return target.parent / f".{target.name}.part-{os.getpid()}"


@contextlib.contextmanager
def _refused(target: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:  # scratch files are SQLite's
        reason = getattr(error, "strerror", None) or str(error).split("\n")[0]
        raise ExportError(
            f"cannot write {target}: {reason}; nothing was kept, free space or choose another place"
        ) from error
    except UnicodeEncodeError as error:
        bad = error.object[error.start : error.end]
        raise ExportError(
            f"cannot write {target}: the build holds {bad!r}, which is no Unicode text; correct its source, build again"
        ) from error
