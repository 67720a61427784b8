"""Facts of a page: every fact type's reader over one page, equal claims merged."""

from pipelines.facts.extract import extract

__all__ = ["extract"]
