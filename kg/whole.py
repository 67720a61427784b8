"""Folders that appear whole or not at all: written under a name of their own, then put in place by one rename."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from kg.errors import BuildError

_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h
_HERE = -100  # AT_FDCWD


@contextlib.contextmanager
def replace_folder(target: Path) -> Iterator[Path]:
    """Give a new empty folder beside `target`; when the block ends well it takes the place of `target`, else it goes.

    Raises BuildError, in one line, when the disk refuses (full, read-only, no permission)."""
    part = target.parent / f".{target.name}.part-{os.getpid()}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_dead_parts(target)
        part.mkdir()
        yield part
        _put_in_place(part, target)
    except OSError as error:
        raise BuildError(f"cannot write {target}: {error.strerror or error}; nothing was changed, "
                         "free space or choose another folder") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _put_in_place(part: Path, target: Path) -> None:
    """Rename, or exchange with the folder that is there, which then is under the part's name and gets removed."""
    if not target.exists():
        part.rename(target)
    elif not _exchange(part, target):
        old = part.with_name(part.name + "-old")
        target.rename(old)
        part.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(a: Path, b: Path) -> bool:
    """Swap two paths in one step where the system can (Linux); False when it cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(_HERE, os.fsencode(a), _HERE, os.fsencode(b), _EXCHANGE) == 0)


def _remove_dead_parts(target: Path) -> None:
    """Clear what a killed build left behind; a part whose process lives is left alone."""
    for part in target.parent.glob(f".{target.name}.part-*"):
        number = part.name.removeprefix(f".{target.name}.part-").removesuffix("-old")
        if number.isdigit() and not Path("/proc", number).exists() and Path("/proc/self").exists():
            shutil.rmtree(part, ignore_errors=True)
