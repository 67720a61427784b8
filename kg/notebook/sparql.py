"""SPARQL over a build: its N-Quads in a pyoxigraph store in memory."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.export.door import export
from kg.export.terms import NAMESPACES
from kg.notebook.frames import make_frame

if TYPE_CHECKING:
    import pandas as pd

NUMBERS = {"integer": int, "nonNegativeInteger": int, "decimal": float, "double": float}


def load_triples(folder: Path) -> Any:
    """A pyoxigraph store with the triples of the build; quotations stand in a named graph a document."""
    import pyoxigraph

    store = pyoxigraph.Store()
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary, "graph.nq")
        export(folder, "nquads", path)
        store.bulk_load(path=str(path), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def select(store: Any, query: str) -> pd.DataFrame:
    """The solutions of a SELECT (or the answer of an ASK, one cell) as a frame. Known prefixes need no declaration."""
    try:
        found = store.query(add_prefixes(query), use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(f"the SPARQL query is not valid: {str(error).splitlines()[0]}") from None
    if isinstance(getattr(found, "variables", None), list):
        names = [variable.value for variable in found.variables]
        return make_frame(({name: plain(row[name]) for name in names} for row in found), names)
    if type(found).__name__ == "QueryBoolean":
        return make_frame([{"answer": bool(found)}], ["answer"])
    rows = [{"subject": plain(t.subject), "predicate": plain(t.predicate), "object": plain(t.object)} for t in found]
    return make_frame(rows, ("subject", "predicate", "object"))


def add_prefixes(query: str) -> str:
    """The query with the declarations of the project's prefixes that it uses and lacks."""
    declared = {match.lower() for match in re.findall(r"(?i)prefix\s+([\w-]*)\s*:", query)}
    missing = {name: iri for name, iri in NAMESPACES.items() if name not in declared and f"{name}:" in query}
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in missing.items()) + query


def plain(term: Any) -> Any:
    """A term as a Python value: numbers, else text; an IRI by its text."""
    if term is None:
        return None
    kind = getattr(term, "datatype", None)
    convert = NUMBERS.get(kind.value.rsplit("#", 1)[-1]) if kind is not None else None
    return convert(term.value) if convert else term.value
