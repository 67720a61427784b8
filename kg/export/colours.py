"""One colour for each type, in the order of the ontology; the same in every picture."""

from __future__ import annotations

from typing import Final

from kg.ontology import Ontology

# Entity types in their order: hues far apart first, so that the types that meet most often differ most.
PALETTE: Final = (
    "#2f6fb0", "#e07b39", "#b23a48", "#5b8e7d", "#7b5ea7", "#d4a017", "#1b998b", "#c2185b", "#6d6875", "#4f772d",
    "#8d6e63", "#3d5a80", "#607d8b",
)
FACT_COLOUR: Final = "#9aa5b1"
DOCUMENT_COLOUR: Final = "#455a64"


def hex_colour(label: str, type_: str, onto: Ontology) -> str:
    """`#rrggbb` of a node with these labels."""
    if label == "Entity" and type_ in onto.entity_types:
        return PALETTE[list(onto.entity_types).index(type_) % len(PALETTE)]
    return DOCUMENT_COLOUR if label == "Document" else FACT_COLOUR


def colour_of(label: str, type_: str, onto: Ontology) -> tuple[int, int, int]:
    """The same as red, green, blue."""
    code = hex_colour(label, type_, onto)
    return (int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16))
