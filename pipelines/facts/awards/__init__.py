"""Prizes and honours of running text: which named awards were won, by whom, in which contest."""

from pipelines.facts.awards.read import read_awards as _read
from pipelines.facts.once import once

read_awards = once(_read)

__all__ = ["read_awards"]
