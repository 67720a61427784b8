"""Facts stated by tables: contest lists, award lists, indicator annexes, memberships, joint platforms."""

from pipelines.facts.once import once
from pipelines.facts.tables.read import read_tables as _read

read_tables = once(_read)

__all__ = ["read_tables"]
