"""What every test may ask for: the annotated documents, real components, and a skip that CI turns into a failure."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def need(present: object, reason: str) -> None:
    """Skip with the reason when something is not on this machine; fail instead where KG_REQUIRE_ALL is set."""
    if present:
        return
    if os.environ.get("KG_REQUIRE_ALL"):
        pytest.fail(f"KG_REQUIRE_ALL is set, and {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The annotated documents and corpora that stand beside a developer's checkout."""
    need(SHARED.is_dir(), "../shared (annotated documents) is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a real Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    need(path, "no chromium on this machine (Debian: apt-get install chromium)")
    assert path is not None
    return path
