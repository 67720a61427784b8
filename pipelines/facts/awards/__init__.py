"""Prizes and honours: which named awards were won, by whom, in which contest, in running text and in rolls of winners."""

from pipelines.facts.awards.read import read_awards as _read
from pipelines.facts.awards.rolls import find_rolls
from pipelines.facts.once import once

read_awards = once(_read)

__all__ = ["find_rolls", "read_awards"]
