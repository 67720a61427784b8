"""The one tree of errors. Each message is a single line: what was expected, what came, what to do."""


class KgError(Exception):
    """Root of every error that zhijiao-kg raises on purpose."""


class InputError(KgError):
    """A document or folder that cannot be read; the rest of the batch goes on."""


class BuildError(KgError):
    """A build folder that is missing, damaged, of another format, or not ours to overwrite."""


class OntologyError(KgError):
    """`ontology.ttl` or data that contradicts it."""


class QueryError(KgError):
    """A query that is not allowed, not valid, or lacks a parameter."""


class StoreError(KgError):
    """A graph store that cannot be reached or refuses work."""


class ExportError(KgError):
    """An export that cannot be written whole."""
