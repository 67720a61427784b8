"""Prizes and honours: which named awards were won, by whom, in which contest, in running text and in rolls of winners."""

from pipelines.facts.awards.read import read_awards as _read
from pipelines.facts.awards.rolls import read_rolls as _read_rolls
from pipelines.facts.once import once

read_awards = once(_read)
read_rolls = once(lambda page: list(_read_rolls(page)))

__all__ = ["read_awards", "read_rolls"]
