"""Reading triples of `ontology.ttl` by short names. Values come as strings: IRIs, blank node ids or lexical forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError

KG = "https://w3id.org/zhijiao-kg/ontology#"
PREFIXES = {
    "kg": KG,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


class Triples:
    """Look-ups over the triples of one file."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._objects: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._subjects: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for quad in quads:
            subject, predicate, value = _name(quad.subject), quad.predicate.value, _name(quad.object)
            language = quad.object.language or "" if isinstance(quad.object, ox.Literal) else ""
            self._objects[subject, predicate].append((value, language))
            self._subjects[predicate].append((subject, value))

    def values(self, node: str, property_: str) -> list[str]:
        """All values, sorted."""
        return sorted(value for value, _ in self._objects.get((node, _full(property_)), ()))

    def value(self, node: str, property_: str) -> str:
        """The value, or "" when there is none."""
        values = self.values(node, property_)
        if len(values) > 1:
            raise OntologyError(f"expected one {property_} of {self.local(node)}, found {len(values)}; keep one")
        return values[0] if values else ""

    def one(self, node: str, property_: str) -> str:
        """The value, which must be there."""
        value = self.value(node, property_)
        if not value:
            raise OntologyError(f"expected {property_} of {self.local(node)}, found none; add it to the ontology")
        return value

    literal = value

    def flag(self, node: str, property_: str) -> bool:
        """A truth value; false when absent."""
        return self.value(node, property_) == "true"

    def text(self, node: str, property_: str, language: str) -> str:
        """The wording in a language, which must be there."""
        for value, tag in self._objects.get((node, _full(property_)), ()):
            if tag == language:
                return value
        raise OntologyError(f"expected {property_} of {self.local(node)} in {language}, found none; add it")

    def subjects(self, property_: str, value: str | None = None) -> list[str]:
        """All subjects with the property (and value), sorted."""
        pairs = self._subjects.get(_full(property_), ())
        return sorted({subject for subject, found in pairs if value is None or found == value})

    def ordered(self, nodes: Iterable[str]) -> list[str]:
        """Nodes by their kg:order, those without one last."""
        return sorted(nodes, key=lambda node: (int(self.value(node, "kg:order") or 10**6), node))

    def subclasses(self, parent: str) -> list[str]:
        """Local names of the direct subclasses of kg:`parent`, in order."""
        return [self.local(node) for node in self.ordered(self.subjects("rdfs:subClassOf", KG + parent))]

    def role_shapes(self, class_: str) -> list[str]:
        """The property shapes that are roles of a fact class, in order."""
        shapes = [p for s in self.subjects("sh:targetClass", class_) for p in self.values(s, "sh:property")]
        roles = [shape for shape in shapes if self.value(shape, "kg:roleName")]
        return sorted(roles, key=lambda shape: int(self.value(shape, "sh:order") or 10**6))

    def classes(self, shape: str) -> tuple[str, ...]:
        """Local names of the classes that a property shape allows, alternatives in sh:or included."""
        nodes = [shape, *self._list(self.value(shape, "sh:or"))]
        return tuple(self.local(value) for node in nodes for value in self.values(node, "sh:class"))

    def schemes(self) -> list[tuple[str, str]]:
        """(local name, IRI) of each vocabulary."""
        nodes = self.subjects("rdf:type", _full("skos:ConceptScheme"))
        return [(self.local(node), node) for node in nodes]

    def version(self) -> str:
        """The version that the ontology states."""
        nodes = self.subjects("owl:versionInfo")
        return self.one(nodes[0], "owl:versionInfo") if nodes else ""

    def _list(self, head: str) -> list[str]:
        items = []
        while head and head != _full("rdf:nil"):
            items.append(self.one(head, "rdf:first"))
            head = self.one(head, "rdf:rest")
        return items

    @staticmethod
    def local(iri: str) -> str:
        """What follows the last # or / of an IRI."""
        return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def read_triples(path: Path) -> Triples:
    """The triples of a Turtle file. Raises OntologyError when it is missing or no Turtle."""
    try:
        return Triples(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    except FileNotFoundError:
        raise OntologyError(f"expected an ontology file, found none at {path}; give a Turtle file") from None
    except SyntaxError as error:
        raise OntologyError(f"expected Turtle in {path}, came {error}; correct the file") from None


def _name(term: ox.Triple | ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    return str(term) if isinstance(term, ox.Triple | ox.BlankNode) else term.value


def _full(name: str) -> str:
    prefix, local = name.split(":", 1)
    return PREFIXES[prefix] + local
