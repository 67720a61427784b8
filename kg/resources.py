"""Where files that ship beside the code are: inside the installed wheel, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

from kg.errors import KgError


def resource(package_file: str, *names: str) -> Path:
    """Path of a shipped file, looked for beside the module (wheel) and then at the project root (checkout)."""
    home = Path(package_file).resolve().parent
    for base in (home, home.parent):
        path = base.joinpath(*names)
        if path.exists():
            return path
    raise KgError(f"expected the shipped file {'/'.join(names)} in the installation, found none; reinstall zhijiao-kg")
