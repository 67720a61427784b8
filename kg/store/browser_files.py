"""The files of the classic Neo4j Browser: from a jar the user has, or fetched once from Maven Central when asked to."""

from __future__ import annotations

import hashlib
import os
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from kg.errors import StoreError

VERSION = "5.24.0"  # the newest classic Browser on Maven Central
SHA256 = "064b3291c4236002c9ea04c89592ebebc80fe1f790eda36642599c9a1ee80bb8"
CENTRAL = "https://repo1.maven.org/maven2"
PATH = f"org/neo4j/client/neo4j-browser/{VERSION}/neo4j-browser-{VERSION}.jar"
LICENCE = "Neo4j Browser is Neo4j's, under the GNU General Public License 3; it is not part of this program"
INDEX = "browser/index.html"


def find_jar(given: Path | None = None) -> Path | None:
    """The jar the user names, or the one that was fetched before; None when there is none."""
    if given is not None:
        check_jar(given)
        return given
    return cached if (cached := cache_path()).is_file() else None


def cache_path() -> Path:
    """Where a fetched jar is kept."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "zhijiao-kg" / f"neo4j-browser-{VERSION}.jar"


def fetch_jar(*, base: str = "") -> Path:
    """Fetch the jar from Maven Central (or a mirror: `base` or KG_MAVEN), check it, keep it. StoreError when it fails."""
    address = f"{base or os.environ.get('KG_MAVEN') or CENTRAL}/{PATH}"
    target = cache_path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(address, timeout=60) as answer:
            content: bytes = answer.read()
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise StoreError(f"cannot get {address}: {error}; fetch it elsewhere and give it with --browser-jar") from None
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise StoreError(f"expected SHA-256 {SHA256[:12]}… of {address}, got {found[:12]}…; nothing was kept")
    part = target.with_name(f".{target.name}.part-{os.getpid()}")
    part.write_bytes(content)
    part.replace(target)
    return target


def check_jar(path: Path) -> None:
    """Raise StoreError when a file is no jar of the Browser."""
    try:
        with zipfile.ZipFile(path) as jar:
            jar.getinfo(INDEX)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise StoreError(f"expected a neo4j-browser jar at {path}, got: {error}") from None
