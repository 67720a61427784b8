"""`python -m pipelines.training --shared ../shared`: rebuild the shipped models of names and words, in order.

Segmenter, names, spaCy directory: about twenty minutes. `--calibrate` also reads every annotated document with models that never saw it (an hour
of processor time on top, shared by two processes) and makes the curves of confidence from that; without it the shipped curves stay."""

from __future__ import annotations

import argparse
import runpy
import sys
import tempfile
from pathlib import Path


def run(module: str, *arguments: str) -> None:
    """One step, as if called from the command line."""
    sys.argv = [module, *arguments]
    runpy.run_module(f"pipelines.training.{module}", run_name="__main__")


def main() -> None:
    """All steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--calibrate", action="store_true", help="cross-validate, and make new curves of confidence")
    given = parser.parse_args()
    shared = str(given.shared)
    run("segmentation", "--shared", shared)
    if given.calibrate:
        with tempfile.TemporaryDirectory() as folder:
            run("crossval", "--shared", shared, "--out", folder, "--calibration", "models/names/calibration.json")
    run("train", "--shared", shared)
    run("package")


if __name__ == "__main__":
    main()
