"""Optional roles of a relation: what its words make likely, by a small network, and the dates that may be its own."""

from pipelines.facts.roles.chances import MODEL, with_roles
from pipelines.facts.roles.look import describe
from pipelines.facts.roles.times import Calendar, name_of_time

__all__ = ["MODEL", "Calendar", "describe", "name_of_time", "with_roles"]
