"""Counted facts of running text: which number phrases state one, of which type, about whom, what and when."""

from pipelines.facts.figures.read import read_figures as _read
from pipelines.facts.once import once

read_figures = once(_read)

__all__ = ["read_figures"]
