"""Who is who over documents: one node for one thing. See docs/resolution.md."""

from kg.resolve.records import Decision, Judgement, Resolution
from kg.resolve.resolve import resolve

__all__ = ["Decision", "Judgement", "Resolution", "resolve"]
