"""A path -> the decoded source text."""

from pipelines.reading.source import Source
from pipelines.reading.text import decode, read_source

__all__ = ["Source", "decode", "read_source"]
