"""Layout analysis: source text -> cleaned text, blocks and tables, every character mapped back."""

from pipelines.layout.analyse import analyse
from pipelines.layout.model import Block, Cell, Layout, Table

__all__ = ["Block", "Cell", "Layout", "Table", "analyse"]
