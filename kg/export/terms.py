"""RDF terms as strings in N-Triples syntax, and the names of what we write."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from kg.model import Scalar

NAMESPACES: Final[Mapping[str, str]] = {
    "id": "https://w3id.org/zhijiao-kg/id/",
    "kg": "https://w3id.org/zhijiao-kg/ontology#",
    "prop": "https://w3id.org/zhijiao-kg/property/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES: Final = {**{chr(c): f"\\u{c:04X}" for c in (*range(0x20), 0x7F)}, "\n": "\\n", "\r": "\\r", "\t": "\\t",
                   '"': '\\"', "\\": "\\\\"}
_SPECIAL: Final = re.compile(r'[\x00-\x1f\x7f"\\]')
_CHINESE: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


@lru_cache(maxsize=4096)
def term(name: str) -> str:
    """An IRI from a prefixed name: `kg:level` -> `<https://…#level>`."""
    prefix, local = name.split(":", 1)
    return f"<{NAMESPACES[prefix]}{local}>"


RDF_TYPE: Final = term("rdf:type")
_DECIMAL: Final = "^^" + term("xsd:decimal")
_INTEGER: Final = "^^" + term("xsd:integer")
_DOUBLE: Final = "^^" + term("xsd:double")
_BOOLEAN: Final = "^^" + term("xsd:boolean")
_OFFSET: Final = "^^" + term("xsd:nonNegativeInteger")


@lru_cache(maxsize=50_000)
def node(local: str) -> str:
    """The IRI of a document, entity, fact or a part of one, from its id in the build."""
    safe = local if local.isalnum() and local.isascii() else quote(local, safe=".-_")
    return f"<https://w3id.org/zhijiao-kg/id/{safe}>"


def part(owner: str, suffix: str) -> str:
    """The IRI of a part of a node: its IRI with a suffix of safe characters.

    >>> part(node("d1"), ".12-40")
    '<https://w3id.org/zhijiao-kg/id/d1.12-40>'
    """
    return f"{owner[:-1]}{suffix}>"


def text(value: str) -> str:
    """A plain string."""
    return f'"{escape(value)}"'


def name(value: str) -> str:
    """A name, tagged as Chinese when it is."""
    return f'"{escape(value)}"@zh' if _CHINESE.search(value) else f'"{escape(value)}"'


def integer(value: int) -> str:
    """An xsd:integer."""
    return f'"{value}"{_INTEGER}'


def offset(value: int) -> str:
    """A position in code points; a negative one, which no text has, stays an xsd:integer for the shapes to find."""
    return f'"{value}"{_OFFSET if value >= 0 else _INTEGER}'


@lru_cache(maxsize=4096)
def decimal(value: float) -> str:
    """An xsd:decimal; what is not finite becomes an xsd:double, which alone can hold it."""
    if not math.isfinite(value):
        return f'"{str(value).replace("inf", "INF").replace("nan", "NaN")}"{_DOUBLE}'
    return f'"{Decimal(repr(value)):f}"{_DECIMAL}'


def scalar(value: Scalar, *, kind: str = "") -> str:
    """A literal of the text, as the role's kind asks when the value fits it: numbers are decimals, counts integers."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return f'"{str(value).lower()}"{_BOOLEAN}'
    if isinstance(value, int):
        return decimal(value) if kind == "number" else integer(value)
    return decimal(value)


def escape(value: str) -> str:
    """A text as it stands between the quotes of a literal."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found.group()], value) if _SPECIAL.search(value) else value
