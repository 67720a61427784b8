"""The shipped recogniser: loaded once, asked for the names of a layout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kg.resources import resource
from pipelines.components.calibration import Calibration, keep_sure, load_calibration
from pipelines.components.field import load
from pipelines.components.glance import read_glance
from pipelines.components.grammar import apply_grammar
from pipelines.components.reader import Reader
from pipelines.layout.model import Layout
from pipelines.span import NameSpan

MODEL = ("models", "names", "field.npz")
GLANCE = "glance.npz"
CURVES = ("models", "names", "calibration.json")


def read_reader(path: Path) -> Reader:
    """A reader from a file of fields, with the networks that lie beside it."""
    weights = load(path)
    return Reader(weights["outer"], weights["inner"], read_glance(path.with_name(GLANCE)))


@lru_cache(maxsize=1)
def load_reader() -> Reader:
    """The reader of the shipped model."""
    import pipelines

    return read_reader(resource(pipelines.__file__, *MODEL))


@lru_cache(maxsize=1)
def load_curves() -> Calibration:
    """The calibration of the shipped model."""
    import pipelines

    return load_calibration(resource(pipelines.__file__, *CURVES))


def recognise(layout: Layout) -> tuple[NameSpan, ...]:
    """Names of a document in clean coordinates, sorted; they may nest. Confidence is a calibrated probability."""
    return tuple(keep_sure(load_curves().apply(apply_grammar(layout, load_reader().read(layout)))))
