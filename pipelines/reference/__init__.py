"""Who is who inside one document: names grouped to entities, what 学校 means where, place and year of the text."""

from pipelines.reference.refer import refer

__all__ = ["refer"]
