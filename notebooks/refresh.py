"""Runs the notebooks from a clean kernel and writes their outputs back, or compares them.

usage: python notebooks/refresh.py [--check] [NOTEBOOK...]
--check executes without writing: exit code 1 when a text output differs from the committed one.
"""

from __future__ import annotations

import argparse
import copy
import os
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

HOME = Path(__file__).resolve().parent
TIMEOUT = 300
KEPT = ("name", "text", "evalue", "traceback", "output_type")
WIDE = re.compile(r"data:image/[^\"']+|srcdoc=\"[^\"]*\"")


def execute(path: Path) -> Any:
    """The notebook run from a clean kernel in its own folder, without what changes from run to run."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=TIMEOUT, kernel_name="python3", resources={"metadata": {"path": str(HOME)}}).execute()
    return tidy(notebook)


def tidy(notebook: Any) -> Any:
    """Without times, and without the version of Python in the metadata."""
    notebook.metadata["language_info"] = {"name": "python"}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    return notebook


def texts(notebook: Any) -> list[list[Any]]:
    """The text outputs of each cell; pictures and the interactive page are left out."""
    return [[_text(output) for output in cell.get("outputs", ())] for cell in notebook.cells]


def faults(notebook: Any) -> list[str]:
    """Errors and warnings among the outputs."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                found.append(f"{output.ename}: {output.evalue}")
            if output.output_type == "stream" and output.name == "stderr":
                found.append(output.text)
    return found


def _text(output: Any) -> Any:
    if output.output_type not in ("display_data", "execute_result"):
        return {key: output[key] for key in KEPT if key in output}
    data = {kind: copy.copy(value) for kind, value in output.data.items() if kind.startswith("text/")}
    return {kind: WIDE.sub("…", value) for kind, value in data.items() if "object at 0x" not in value}


def main() -> int:
    """Run, write or compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("notebooks", nargs="*", type=Path, default=sorted(HOME.glob("*.ipynb")))
    arguments = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"
    stale = []
    for path in arguments.notebooks:
        print(path.name, flush=True)
        before = nbformat.read(path, as_version=4)
        after = execute(path)
        for fault in faults(after):
            print(f"  {fault.strip()}")
        if texts(before) != texts(after):
            stale.append(path.name)
        if not arguments.check:
            nbformat.write(after, path)
    if arguments.check and stale:
        print(f"outputs differ: {', '.join(stale)}; run notebooks/refresh.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
