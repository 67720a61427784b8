"""Measures exports of a large synthetic build. usage: python scripts/benchmark_export.py [FACTS] [DIR] [FORMAT...]

For each format (default: N-Quads, CSV, Parquet, JSON Lines): seconds of wall time and of processor time, peak memory, size;
then loads the N-Quads into pyoxigraph. The build is made in DIR (default: a temporary folder) unless it is there already.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

FORMATS = ("nquads", "csv", "parquet", "jsonl")  # those whose memory must not grow
EXPORT = "import sys; from pathlib import Path; from kg.export.door import export; " \
         "export(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))"
LOAD = "import sys, pyoxigraph as ox; store = ox.Store(sys.argv[2]); " \
       "store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS); print(len(store), 'quads')"


def measure(name: str, code: str, *arguments: object) -> None:
    """Run Python code in a process of its own and print what it took."""
    start = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)])
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{name} failed")
    wall, cpu = time.monotonic() - start, usage.ru_utime + usage.ru_stime
    print(f"{name:12} {wall:7.1f} s wall {cpu:7.1f} s processor {usage.ru_maxrss / 1024:7.0f} MB peak", flush=True)


def size(path: Path) -> float:
    """Megabytes of a file or folder."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def main(facts: int, folder: Path, formats: Sequence[str] = FORMATS) -> None:
    """Make the build, export it, load it."""
    build = folder / "build"
    if not (build / "build.json").exists():
        maker = Path(__file__).with_name("synthetic_build.py")
        subprocess.run([sys.executable, maker, str(facts), build], check=True)
    print(f"{facts} facts, {size(build):.0f} MB of JSON Lines; this process: {resource.getpagesize()} byte pages")
    for format_ in formats:
        out = folder / f"out.{format_}"
        measure(format_, EXPORT, build, format_, out)
        print(f"{'':12} {size(out):7.0f} MB", flush=True)
    if "nquads" not in formats:
        return
    with tempfile.TemporaryDirectory(dir=folder) as store:
        measure("pyoxigraph", LOAD, folder / "out.nquads", store)


if __name__ == "__main__":
    FACTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    if len(sys.argv) > 2:
        main(FACTS, Path(sys.argv[2]), sys.argv[3:] or FORMATS)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(FACTS, Path(temporary))
