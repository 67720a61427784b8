"""Graph side of zhijiao-kg: records, resolution, stores and exports. Imports nothing from `pipelines`.

The public door is `Graph`; errors are the tree below `KgError`. See docs/python.md."""

from kg.errors import BuildError, ExportError, InputError, KgError, OntologyError, QueryError, StoreError
from kg.graph import Graph

__all__ = [
    "BuildError",
    "ExportError",
    "Graph",
    "InputError",
    "KgError",
    "OntologyError",
    "QueryError",
    "StoreError",
]
