"""The jars that graph files are read back with; got once, then kept in the user's cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import need

POM = Path(__file__).with_name("readers-pom.xml")


@pytest.fixture(scope="session")
def reader_jars() -> Path:
    """A folder with the jars of `readers-pom.xml`, whole or not at all."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhijiao-kg"
    folder = cache / f"graph-readers-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    need(shutil.which("java") and shutil.which("mvn"), "no java and mvn on this machine (Debian: openjdk-17-jre-headless maven)")
    part = folder.with_name(f".{folder.name}.part-{os.getpid()}")
    part.mkdir(parents=True)
    command = ["mvn", "-q", "-B", "-f", POM, "dependency:copy-dependencies", f"-DoutputDirectory={part}"]
    done = [subprocess.run(command, capture_output=True, text=True)]
    if done[0].returncode:  # registries stumble at times: once more
        done.append(subprocess.run(command, capture_output=True, text=True))
    if done[-1].returncode:
        shutil.rmtree(part)
        need(False, f"Maven could not get the jars: {(done[-1].stdout + done[-1].stderr).strip().splitlines()[:1]}")
    if not folder.is_dir():
        part.rename(folder)
    return folder
